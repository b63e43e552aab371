package org.rexed.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rexed.neuron.Channel;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;
import org.rexed.nociception.HeatRamp;
import org.rexed.nociception.PunctateForce;
import org.rexed.nociception.Stimulus;
import org.rexed.random.RandomKey;

/**
 * One port at a time, and nothing else: the cells it acts on are kept from firing, so that everything but their
 * potential must keep its bits, and the potential must move the way the port's definition says.
 */
class PortsTest {
    private static final Anatomy ANATOMY = RatAnatomy.read();
    private static final Site PAW = ANATOMY.sites().get("left-hindpaw");
    private static final Stimulus HEAT = new HeatRamp(PAW.x_mm(), PAW.y_mm(), 44, 8, 12, 20);
    private static final Stimulus FORCE = new PunctateForce(PAW.x_mm(), PAW.y_mm(), 60, 20, 1000, 6);
    private static final int TIME_ms = 500;
    /** Ports of fibres: they act on spikes, not on a potential. */
    private static final Set<Port> OF_FIBRES = EnumSet.of(Port.HEAT_THRESHOLD_SHIFT, Port.FORCE_THRESHOLD_FACTOR,
            Port.TRANSDUCTION_FACTOR, Port.ONGOING_DISCHARGE);
    private static final double FAR_mV = 1_000;

    /**
     * What a port does to a class of cells.
     *
     * @param set cells whose port is set
     * @param value what it is set to
     * @param seen cells whose potential answers, and which are kept from firing
     * @param sign which way the potential goes
     */
    private record Case(String set, double value, List<String> seen, int sign) {
        static Case receiver(String cells, double value, int sign) {
            return new Case(cells, value, List.of(cells), sign);
        }

        static Case sender(String cells, double value, int sign) {
            return new Case(cells, value, receiversOf(cells), sign);
        }
    }

    private static List<String> receiversOf(String cells) {
        return ANATOMY.projections().stream()
                .filter(p -> p.from().population().equals(cells))
                .map(p -> p.to().population())
                .distinct()
                .toList();
    }

    /** Without a default: a new port does not compile here before it has a case. */
    private static Case caseOf(Port port) {
        return switch (port) {
            case RELEASE_FACTOR -> Case.sender("c-peptidergic", 0.3, -1);
            case PEPTIDE_FACTOR -> Case.sender("c-peptidergic", 3, 1);
            case NMDA_CONDUCTANCE_FACTOR -> Case.receiver("projection", 2, 1);
            case NMDA_FREE_FRACTION -> Case.receiver("projection", 0.2, -1);
            case CHLORIDE_SHIFT -> Case.receiver("excitatory", 15, 1);
            case ADDED_LEAK -> Case.receiver("on", 2, -1);
            case THRESHOLD_SHIFT -> Case.receiver("on", -3, 0);
            case PEPTIDE_TONE -> Case.receiver("wide-dynamic-range", 0.2, 1);
            case AMPA_FREE_FRACTION -> Case.receiver("projection", 0.5, -1);
            case GABA_FREE_FRACTION -> Case.receiver("wide-dynamic-range", 0.2, 1);
            case GLYCINE_FREE_FRACTION -> Case.receiver("wide-dynamic-range", 0.2, 1);
            case NK1_FREE_FRACTION -> Case.receiver("projection", 0.2, -1);
            case CGRP_FREE_FRACTION -> Case.receiver("projection", 0.2, -1);
            case SEROTONIN_FREE_FRACTION -> Case.receiver("inhibitory", 0.2, -1);
            case DESCENDING_GAIN -> Case.sender("on", 0, -1);
            case HEAT_THRESHOLD_SHIFT -> Case.sender("c-peptidergic", -2, 1);
            case FORCE_THRESHOLD_FACTOR -> Case.sender("c-peptidergic", 0.5, 1);
            case TRANSDUCTION_FACTOR -> Case.sender("c-peptidergic", 0, -1);
            case ONGOING_DISCHARGE -> Case.sender("c-peptidergic", 5, 1);
        };
    }

    /** What is left of a probe: spikes by class, potentials averaged over its second half, calcium. */
    private record Trace(Circuit circuit, List<String> spikes, double[] mean_mV, double[] calcium_fC) {
        static Trace of(Consumer<Circuit> modulation) {
            return of(modulation, c -> {});
        }

        static Trace of(Consumer<Circuit> modulation, Consumer<Circuit> afterTheStart) {
            return of(HEAT, modulation, afterTheStart);
        }

        static Trace of(Stimulus stimulus, Consumer<Circuit> modulation, Consumer<Circuit> afterTheStart) {
            Circuit circuit = Circuit.build(ANATOMY, RandomKey.of(1));
            modulation.accept(circuit);
            Probe probe = new Probe(circuit, stimulus, RandomKey.of(2));
            afterTheStart.accept(circuit);
            double[] mean_mV = new double[circuit.size()];
            for (int ms = 0; ms < TIME_ms; ms++) {
                probe.advance(circuit.timeStep().perMillisecond());
                for (int i = 0; ms >= TIME_ms / 2 && i < mean_mV.length; i++) {
                    mean_mV[i] += circuit.neurons().potential()[i] / (TIME_ms / 2.0);
                }
            }
            return new Trace(circuit, RatAnatomy.spikes(circuit), mean_mV, probe.summary().calcium_fC());
        }

        /** Everything about cells that are not of some classes. */
        List<String> without(List<String> names) {
            List<String> rest = new ArrayList<>();
            for (Population p : circuit.populations()) {
                if (!names.contains(p.name())) {
                    RatAnatomy.spikes(circuit, p).forEach(s -> rest.add(p + " " + s));
                    for (int i = p.first(); i < p.end(); i++) {
                        rest.add(p + " " + (i - p.first()) + " " + mean_mV[i] + " mV " + calcium_fC[i] + " fC");
                    }
                }
            }
            return rest;
        }

        /** The first difference in what {@link #without} tells, empty if there is none. */
        String difference(Trace other, List<String> names) {
            List<String> mine = without(names);
            List<String> others = other.without(names);
            for (int i = 0; i < Math.max(mine.size(), others.size()); i++) {
                String here = i < mine.size() ? mine.get(i) : "nothing";
                String there = i < others.size() ? others.get(i) : "nothing";
                if (!here.equals(there)) {
                    return here + " instead of " + there;
                }
            }
            return "";
        }

        double mean(List<String> names, double[] column) {
            double sum = 0;
            int count = 0;
            for (Population p : circuit.populations()) {
                for (int i = p.first(); names.contains(p.name()) && i < p.end(); i++) {
                    sum += column[i];
                    count++;
                }
            }
            return sum / count;
        }

        long count(String name) {
            return circuit.populations(name).stream().mapToInt(p -> circuit.log(p).size()).sum();
        }
    }

    private static Consumer<Circuit> set(String name, Port port, double value) {
        return circuit -> circuit.populations(name).forEach(
                p -> Arrays.fill(circuit.ports().column(port), p.first(), p.end(), value));
    }

    private static Consumer<Circuit> mute(List<String> names) {
        return circuit -> names.forEach(name -> set(name, Port.THRESHOLD_SHIFT, FAR_mV).accept(circuit));
    }

    @ParameterizedTest
    @EnumSource(value = Port.class, mode = EnumSource.Mode.EXCLUDE, names = {"THRESHOLD_SHIFT",
        "HEAT_THRESHOLD_SHIFT", "FORCE_THRESHOLD_FACTOR", "TRANSDUCTION_FACTOR", "ONGOING_DISCHARGE"})
    void thePortMovesThePotentialOfItsCellsAndNothingElse(Port port) {
        onlyPotentialsMove(port, caseOf(port));
    }

    @ParameterizedTest
    @EnumSource(value = Port.class, names = {
        "HEAT_THRESHOLD_SHIFT", "FORCE_THRESHOLD_FACTOR", "TRANSDUCTION_FACTOR", "ONGOING_DISCHARGE"})
    void aPortOfFibresChangesTheirSpikesAndThoseOfNoOtherFibre(Port port) {
        Case c = caseOf(port);
        List<String> fibres = List.of("c-nonpeptidergic", "a-delta", "a-beta");
        Trace neutral = Trace.of(stimulus(port), circuit -> {}, circuit -> {});
        Trace moved = Trace.of(stimulus(port), set(c.set(), port, c.value()), circuit -> {});
        assertThat(c.sign() * (moved.count(c.set()) - neutral.count(c.set()))).as(port.key()).isGreaterThan(5);
        for (String name : fibres) {
            for (Population p : moved.circuit().populations(name)) {
                assertThat(RatAnatomy.spikes(moved.circuit(), p)).isEqualTo(RatAnatomy.spikes(neutral.circuit(), p));
            }
        }
        double before = neutral.mean(List.of("excitatory"), neutral.calcium_fC());
        assertThat(c.sign() * (moved.mean(List.of("excitatory"), moved.calcium_fC()) - before)).isPositive();
    }

    @ParameterizedTest
    @EnumSource(value = Port.class, names = {"HEAT_THRESHOLD_SHIFT", "TRANSDUCTION_FACTOR", "ONGOING_DISCHARGE"})
    void aPortOfFibresThatIsNotFiniteIsRefused(Port port) {
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Trace.of(circuit -> circuit.ports().column(port)[11] = wrong))
                    .isInstanceOf(ArithmeticException.class).hasMessageContaining("neuron 11");
        }
    }

    private static Stimulus stimulus(Port port) {
        return port == Port.FORCE_THRESHOLD_FACTOR ? FORCE : HEAT;
    }

    private static void onlyPotentialsMove(Port port, Case c) {
        Consumer<Circuit> muted = mute(c.seen());
        Trace neutral = Trace.of(muted);
        Trace moved = Trace.of(muted.andThen(set(c.set(), port, c.value())));
        double change_mV = moved.mean(c.seen(), moved.mean_mV()) - neutral.mean(c.seen(), neutral.mean_mV());
        assertThat(c.sign() * change_mV).as(port.key()).isGreaterThan(0.002);
        assertThat(neutral.without(c.seen())).hasSizeGreaterThan(500);
        assertThat(moved.difference(neutral, c.seen())).isEmpty();
        for (String name : c.seen()) {
            assertThat(moved.count(name)).isZero();
        }
    }

    @Test
    void aShiftOfTheThresholdIsAShiftOfTheThreshold() {
        Case c = caseOf(Port.THRESHOLD_SHIFT);
        long before = Trace.of(circuit -> {}).count(c.set());
        long lower = Trace.of(set(c.set(), Port.THRESHOLD_SHIFT, c.value())).count(c.set());
        long higher = Trace.of(set(c.set(), Port.THRESHOLD_SHIFT, -c.value())).count(c.set());
        assertThat(lower).isGreaterThan(before);
        assertThat(higher).isLessThan(before);
    }

    @ParameterizedTest
    @CsvSource({"NMDA_CONDUCTANCE_FACTOR, 2, 1.5, 2.5", "NMDA_FREE_FRACTION, 0.2, 0.15, 0.25",
        "NMDA_FREE_FRACTION, 0, -1e-12, 1e-12", "NMDA_CONDUCTANCE_FACTOR, 0, -1e-12, 1e-12"})
    void nmdaPortsScaleTheCalciumThatEnters(Port port, double value, double low, double high) {
        List<String> seen = List.of("projection");
        Trace neutral = Trace.of(mute(seen));
        Trace moved = Trace.of(mute(seen).andThen(set("projection", port, value)));
        double before = neutral.mean(seen, neutral.calcium_fC());
        assertThat(before).isPositive();
        assertThat(moved.mean(seen, moved.calcium_fC()) / before).isBetween(low, high);
    }

    @Test
    void gabaReceptorsOfFibresAreThoseThatInhibitTheirRelease() {
        onlyPotentialsMove(Port.GABA_FREE_FRACTION, Case.sender("c-peptidergic", 0, 1));
    }

    /** Motoneurons project to nobody: whatever is done to them, all others keep their bits. */
    @ParameterizedTest
    @EnumSource(Port.class)
    void thePortOfCellsThatProjectToNobodyIsTheirOwnAffair(Port port) {
        String pool = ANATOMY.motorPool();
        Trace neutral = Trace.of(circuit -> {});
        Trace moved = Trace.of(set(pool, port, port == Port.THRESHOLD_SHIFT ? -15 : caseOf(port).value()));
        assertThat(moved.difference(neutral, List.of(pool))).isEmpty();
        boolean ofSenders =
                OF_FIBRES.contains(port)
                || List.of(Port.RELEASE_FACTOR, Port.PEPTIDE_FACTOR, Port.DESCENDING_GAIN).contains(port);
        if (ofSenders) {
            assertThat(moved.difference(neutral, List.of())).isEmpty();
        }
    }

    /** Cells whose synapses have nothing for the port to act on: no cell of the circuit changes. */
    @ParameterizedTest
    @CsvSource({
        "NMDA_CONDUCTANCE_FACTOR, off, NMDA", "NMDA_FREE_FRACTION, off, NMDA", "GABA_FREE_FRACTION, on, GABA",
        "GLYCINE_FREE_FRACTION, off, GLYCINE", "NK1_FREE_FRACTION, inhibitory, NK1",
        "CGRP_FREE_FRACTION, inhibitory, CGRP", "SEROTONIN_FREE_FRACTION, excitatory, SEROTONIN"
    })
    void receptorsWithoutTheirTransmitterDoNothing(Port port, String cells, Channel channel) {
        assertThat(ANATOMY.projections().stream().filter(p -> p.to().population().equals(cells)))
                .noneMatch(p -> p.strength().containsKey(channel));
        assertThat(Trace.of(set(cells, port, 0.1)).difference(Trace.of(circuit -> {}), List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PEPTIDE_FACTOR, a-delta, 5", "DESCENDING_GAIN, excitatory, 0", "DESCENDING_GAIN, projection, 0"})
    void sendersWithoutPeptideOrDescendingFibresDoNothing(Port port, String cells, double value) {
        assertThat(Trace.of(set(cells, port, value)).difference(Trace.of(circuit -> {}), List.of())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Port.class)
    void portsAreReadWhenAProbeStartsAndNotLater(Port port) {
        Consumer<Circuit> all = circuit -> Arrays.fill(circuit.ports().column(port), 0.5);
        Trace neutral = Trace.of(stimulus(port), circuit -> {}, circuit -> {});
        assertThat(Trace.of(stimulus(port), circuit -> {}, all).difference(neutral, List.of())).isEmpty();
        assertThat(Trace.of(stimulus(port), all, circuit -> {}).difference(neutral, List.of())).isNotEmpty();
    }

    /** A dead cell is one that releases nothing: the same bits elsewhere. */
    @Test
    void theDeadFireNoMoreAndOthersGoWithoutThem() {
        List<String> on = List.of("on");
        Trace alive = Trace.of(circuit -> {});
        Trace dead = Trace.of(circuit -> circuit.populations("on").forEach(p -> {
            for (int i = p.first(); i < p.end(); i++) {
                circuit.neurons().kill(i);
            }
        }));
        Trace mute = Trace.of(set("on", Port.RELEASE_FACTOR, 0));
        assertThat(alive.count("on")).isPositive();
        assertThat(dead.count("on")).isZero();
        assertThat(mute.count("on")).isPositive();
        assertThat(dead.difference(mute, on)).isEmpty();
        assertThat(dead.difference(alive, on)).isNotEmpty();
    }

    @Test
    void deathOfOneIsTheDeathOfOne() {
        Trace alive = Trace.of(circuit -> {});
        String pool = ANATOMY.motorPool();
        int victim = alive.circuit().populations(pool).get(4).first();
        Trace dead = Trace.of(circuit -> circuit.neurons().kill(victim));
        assertThat(dead.difference(alive, List.of(pool))).isEmpty();
        for (Population p : alive.circuit().populations(pool)) {
            List<String> expected = new ArrayList<>(RatAnatomy.spikes(alive.circuit(), p));
            expected.removeIf(s -> p.contains(victim) && s.startsWith((victim - p.first()) + "@"));
            assertThat(RatAnatomy.spikes(dead.circuit(), p)).isEqualTo(expected);
        }
        assertThat(alive.count(pool)).isGreaterThan(dead.count(pool));
    }
}
