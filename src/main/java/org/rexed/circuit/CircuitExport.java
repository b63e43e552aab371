package org.rexed.circuit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rexed.neuron.Channel;
import org.rexed.neuron.FiringPattern;
import org.rexed.neuron.IntrinsicCurrents;
import org.rexed.neuron.Membrane;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.Population;
import org.rexed.neuron.RiseAndDecay;
import org.rexed.neuron.SynapticKinetics;
import org.rexed.nociception.Stimulus;
import org.rexed.random.RandomKey;
import org.rexed.synapse.Projection;
import org.rexed.synapse.ProjectionSpec;
import org.rexed.synapse.SpikeLog;

/**
 * One probe of one circuit as tables that other simulators can read: every cell with its constants, every synapse, the
 * spikes of the afferents, the background events, and what Rexed itself answered. The format is described in {@code
 * src/site/markdown/circuit-export.md}.
 */
public final class CircuitExport {
    /** Version of the tables. */
    static final int FORMAT = 1;
    /** Version of the equations that the tables belong to. */
    static final int EQUATIONS = 3;

    private static final int LONGEST_PLAIN = 24;
    private static final MathContext FIFTEEN_DIGITS = new MathContext(15);
    private static final MathContext SEVENTEEN_DIGITS = new MathContext(17);
    private static final Channel[] CHANNELS = Channel.values();

    private final Circuit circuit;
    private final Stimulus stimulus;
    private final RandomKey chance;
    private final int steps;

    /**
     * A probe that is to be run and written.
     *
     * @param circuit the circuit, modulated as it is to be probed
     * @param stimulus what happens to the skin
     * @param chance key of the probe's draws
     * @param duration_ms length of the probe
     */
    public CircuitExport(Circuit circuit, Stimulus stimulus, RandomKey chance, double duration_ms) {
        this.circuit = circuit;
        this.stimulus = stimulus;
        this.chance = chance;
        steps = circuit.timeStep().steps(duration_ms);
    }

    /**
     * The same anatomy without chance at its synapses: every spike releases at every synapse, and nothing inhibits the
     * terminals of afferents, which would only change how often they release. For comparing spike by spike with
     * simulators that draw other random numbers.
     */
    public static Anatomy withCertainRelease(Anatomy anatomy) {
        List<ProjectionSpec> certain = new ArrayList<>();
        for (ProjectionSpec p : anatomy.projections()) {
            Map<Channel, Double> strength = new EnumMap<>(Channel.class);
            strength.putAll(p.strength());
            strength.remove(Channel.PRESYNAPTIC_INHIBITION);
            certain.add(new ProjectionSpec(
                    p.name(), p.from(), p.to(), p.convergence(), p.reach_mm(), strength, p.delay_ms(), 1,
                    p.depression(), p.descending()));
        }
        return new Anatomy(
                anatomy.name(), anatomy.species(), anatomy.dermatomes(), anatomy.dermatomeWidth_mm(),
                anatomy.dermatomeHeight_mm(), anatomy.afferentPath_mm(), anatomy.sites(), anatomy.kinetics(),
                anatomy.intrinsic(), anatomy.brainStates(), anatomy.populations(), certain, anatomy.motorPool());
    }

    /**
     * Runs the probe and writes the tables.
     *
     * @param folder where to; made if it does not exist
     * @throws UncheckedIOException if a file cannot be written
     */
    public void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Probe probe = new Probe(circuit, stimulus, chance);
            float[] start_mV = Arrays.copyOf(circuit.neurons().potential(), circuit.size());
            probe.advance(steps);
            float[] end_mV = Arrays.copyOf(circuit.neurons().potential(), circuit.size());
            writeConfig(folder.resolve("config.json"));
            writeNeurons(folder.resolve("neurons.csv"), start_mV);
            writeProjections(folder.resolve("projections.csv"));
            writeSynapses(folder.resolve("synapses.csv"));
            int fibres = circuit.afferents().count();
            writeSpikes(folder.resolve("afferent-spikes.csv"), 0, fibres);
            writeSpikes(folder.resolve("spikes.csv"), fibres, circuit.size());
            writeResult(folder.resolve("result.csv"), probe.summary(), end_mV);
            writeBackground(folder.resolve("background.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot export a circuit to " + folder, e);
        }
    }

    private void writeConfig(Path file) throws IOException {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.put("format", FORMAT).put("equations", EQUATIONS);
        config.put("anatomy", circuit.anatomy().name()).put("brain_state", circuit.brainState().name());
        config.put("stimulus", String.valueOf(stimulus.modality()));
        config.put("chance", String.format(java.util.Locale.ROOT, "%016x%016x", chance.high(), chance.low()));
        config.put("steps_per_ms", circuit.timeStep().perMillisecond());
        put(config, "step_ms", circuit.timeStep().step_ms());
        config.put("steps", steps);
        config.put("afferents", circuit.afferents().count()).put("neurons", circuit.size());
        config.put("projections", circuit.projections().size()).put("synapses", circuit.synapses());
        SynapticKinetics k = circuit.anatomy().kinetics();
        ObjectNode synaptic = config.putObject("synaptic_kinetics");
        put(synaptic, "ampa_decay_ms", k.ampaDecay_ms());
        put(synaptic, "gaba_decay_ms", k.gabaDecay_ms());
        put(synaptic, "glycine_decay_ms", k.glycineDecay_ms());
        put(synaptic, "nmda", k.nmda());
        put(synaptic, "nk1", k.nk1());
        put(synaptic, "cgrp", k.cgrp());
        put(synaptic, "noradrenaline", k.noradrenaline());
        put(synaptic, "presynaptic_inhibition_decay_ms", k.presynapticDecay_ms());
        put(synaptic, "chloride_mV", k.chloride_mV());
        put(synaptic, "potassium_mV", k.potassium_mV());
        put(synaptic, "magnesium_mM", k.magnesium_mM());
        put(synaptic, "nmda_calcium_share", k.calciumShare());
        IntrinsicCurrents c = circuit.anatomy().intrinsic();
        ObjectNode intrinsic = config.putObject("intrinsic_currents");
        put(intrinsic, "activation_start_mV", c.activationStart_mV());
        put(intrinsic, "activation_end_mV", c.activationEnd_mV());
        put(intrinsic, "inactivation_start_mV", c.inactivationStart_mV());
        put(intrinsic, "inactivation_end_mV", c.inactivationEnd_mV());
        put(intrinsic, "inactivation_ms", c.inactivation_ms());
        put(intrinsic, "cation_decay_ms", c.cationDecay_ms());
        put(intrinsic, "cation_mV", c.cation_mV());
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        Files.writeString(file, mapper.writeValueAsString(config) + "\n", StandardCharsets.UTF_8);
    }

    private static void put(ObjectNode node, String key, RiseAndDecay course) {
        put(node, key + "_rise_ms", course.rise_ms());
        put(node, key + "_decay_ms", course.decay_ms());
    }

    private static void put(ObjectNode node, String key, double value) {
        node.put(key, new BigDecimal(number(value)));
    }

    private void writeNeurons(Path file, float[] start_mV) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("neuron,population,group,region,x_mm,y_mm,alive,firing_pattern,capacitance_pF,leak_nS,rest_mV,"
                    + "threshold_mV,reset_mV,refractory_steps,adaptation_nS,adaptation_ms,transient_potassium_nS,"
                    + "cation_gain_nS_per_fC,cation_limit_nS,chloride_mV,added_leak_nS,peptide_tone_nS,background_nS,"
                    + "start_mV,release_factor,peptide_factor,descending_gain");
            for (Channel channel : CHANNELS) {
                out.write(",receptive_" + name(channel));
            }
            out.write("\n");
            for (int i = 0; i < circuit.size(); i++) {
                Population p = circuit.populationOf(i);
                out.write(i + "," + quoted(p.name()) + "," + quoted(p.group()) + "," + quoted(p.region()));
                cells(out, circuit.x_mm(i), circuit.y_mm(i));
                if (i < circuit.afferents().count()) {
                    out.write(",,,,,,,,,,,,,,,,,,");
                } else {
                    writeMembrane(out, i, start_mV[i]);
                }
                ModulationPorts ports = circuit.ports();
                cells(out, ports.releaseFactor[i], ports.peptideFactor[i], ports.descendingGain[i]);
                for (Channel channel : CHANNELS) {
                    cells(out, ports.receptive(channel, i));
                }
                out.write("\n");
            }
        }
    }

    private void writeMembrane(Writer out, int i, double start_mV) throws IOException {
        PopulationSpec spec = circuit.spec(circuit.populationOf(i));
        Membrane m = spec.membrane();
        FiringPattern pattern = circuit.firingPattern(i);
        ModulationPorts ports = circuit.ports();
        out.write("," + (circuit.neurons().alive(i) ? 1 : 0) + "," + quoted(pattern.name()));
        cells(out, m.capacitance_pF(), m.leak_nS(), m.rest_mV());
        cells(out, circuit.neurons().threshold_mV(i) + ports.thresholdShift_mV[i], m.reset_mV());
        out.write("," + circuit.timeStep().steps(m.refractory_ms()));
        cells(out, pattern.adaptation_nS(), pattern.adaptation_ms(), pattern.transientPotassium_nS());
        cells(out, m.cationGain_nS_per_fC(), m.cationLimit_nS());
        cells(out, circuit.anatomy().kinetics().chloride_mV() + ports.chlorideShift_mV[i]);
        cells(out, ports.addedLeak_nS[i], ports.peptideTone_nS[i]);
        cells(out, spec.background_nS(), start_mV);
    }

    private void writeProjections(Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("projection,name,source,delay_steps,release_probability,depression_use,depression_recovery_ms,"
                    + "descending,synapses");
            for (Channel channel : CHANNELS) {
                out.write("," + name(channel));
            }
            out.write("\n");
            for (int p = 0; p < circuit.projections().size(); p++) {
                Projection projection = circuit.projections().get(p);
                ProjectionSpec spec = projection.spec();
                out.write(p + "," + quoted(spec.name()) + "," + quoted(projection.source().toString()) + ","
                        + projection.delay_steps());
                cells(out, spec.releaseProbability(), spec.depression().use(), spec.depression().recovery_ms());
                out.write("," + (spec.descending() ? 1 : 0) + "," + projection.synapses());
                for (Channel channel : CHANNELS) {
                    cells(out, spec.strength().getOrDefault(channel, 0.0));
                }
                out.write("\n");
            }
        }
    }

    private void writeSynapses(Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("projection,sender,receiver\n");
            for (int p = 0; p < circuit.projections().size(); p++) {
                Projection projection = circuit.projections().get(p);
                for (int s = projection.source().first(); s < projection.source().end(); s++) {
                    for (int target : projection.targets(s)) {
                        out.write(p + "," + s + "," + target + "\n");
                    }
                }
            }
        }
    }

    /** Spikes of neurons [first, end) in the order of steps, and within a step in that of neurons. */
    private void writeSpikes(Path file, int first, int end) throws IOException {
        List<long[]> spikes = new ArrayList<>();
        for (Population population : circuit.populations()) {
            SpikeLog log = circuit.log(population);
            for (int s = 0; s < log.size() && population.first() >= first && population.first() < end; s++) {
                spikes.add(new long[] {log.step(s), log.neuron(s)});
            }
        }
        spikes.sort((a, b) -> Arrays.compare(a, b));
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("neuron,step\n");
            for (long[] spike : spikes) {
                out.write(spike[1] + "," + spike[0] + "\n");
            }
        }
    }

    private void writeResult(Path file, FiringSummary summary, float[] end_mV) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("neuron,spikes,calcium_fC,end_mV\n");
            for (int i = circuit.afferents().count(); i < circuit.size(); i++) {
                out.write(i + "," + summary.spikes()[i]);
                cells(out, summary.calcium_fC()[i], end_mV[i]);
                out.write("\n");
            }
        }
    }

    private void writeBackground(Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("neuron,step,events\n");
            new BackgroundRecord(circuit, chance).events(steps, (neuron, step, events) -> {
                try {
                    out.write(neuron + "," + step + "," + events + "\n");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static String name(Channel channel) {
        return channel.key().replace('-', '_');
    }

    private static void cells(Writer out, double... values) throws IOException {
        for (double value : values) {
            out.write("," + number(value));
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    /** Digits that read back as the same number, alike on every machine. */
    private static String number(double value) {
        BigDecimal exact = new BigDecimal(value);
        BigDecimal fewer = exact.round(FIFTEEN_DIGITS);
        BigDecimal digits = fewer.doubleValue() == value ? fewer : exact.round(SEVENTEEN_DIGITS);
        BigDecimal stripped = digits.stripTrailingZeros();
        String plain = stripped.toPlainString();
        return plain.length() <= LONGEST_PLAIN ? plain : stripped.toString();
    }
}
