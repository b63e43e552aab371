package org.rexed.subject;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rexed.assay.Assay;
import org.rexed.assay.ProbeObserver;
import org.rexed.assay.Reading;
import org.rexed.checkpoint.Answer;
import org.rexed.checkpoint.ProbeMemory;
import org.rexed.checkpoint.Question;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.FiringSummary;
import org.rexed.circuit.Probe;
import org.rexed.circuit.Site;
import org.rexed.mechanism.Injuries;
import org.rexed.mechanism.Mechanism;
import org.rexed.mechanism.Mechanisms;
import org.rexed.mechanism.Milieu;
import org.rexed.mechanism.Signal;
import org.rexed.mechanism.Watch;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;
import org.rexed.nociception.Stimulus;
import org.rexed.pharmacology.Body;
import org.rexed.pharmacology.DrugLevels;
import org.rexed.pharmacology.Sex;
import org.rexed.pharmacology.Species;
import org.rexed.pharmacology.Treatment;
import org.rexed.random.RandomKey;

/**
 * One animal: the drugs in its body, its circuit, what surrounds its neurons and its slow mechanisms. It is advanced
 * phase by phase by whoever holds the clock; everything that differs between animals comes from one random key.
 */
public final class Subject {
    private final Strain strain;
    private final RandomKey key;
    private final ProbeMemory memory;
    private final Circuit circuit;
    private final Milieu milieu;
    private final DrugLevels drugs;
    private final List<Mechanism> mechanisms;
    private final Watch watch;
    private final double[] portsAtProbe;
    private double[] receptorsAtModulation;
    /** Mean discharge of the afferents of each dermatome at the latest spell of ongoing activity. */
    private double[] dischargeAtProbe_Hz = {};
    private double restingRate_Hz = Double.NaN;
    private double probed_min;
    private long probes;
    private int alike;

    /**
     * What an animal is made of; shared by all animals of an arm.
     *
     * @param species species
     * @param body typical body of the group
     * @param strain how individuals differ
     * @param anatomy circuit description
     * @param brainState state of the brain in which the animal lives; empty for the anatomy's first
     * @param mechanisms settings of the slow mechanisms
     * @param strength factor on each mechanism by name (0 is off)
     * @param treatment what is given to this arm
     * @param injuries what is injured, and how active the animal is
     * @param strict whether a mechanism that does what it did not declare stops the run; results do not depend on it
     */
    public record Plan(
            Species species,
            Body body,
            Strain strain,
            Anatomy anatomy,
            String brainState,
            Mechanisms mechanisms,
            Map<String, Double> strength,
            Treatment treatment,
            Injuries injuries,
            boolean strict) {}

    /** Draws an animal; the same key gives the same animal in every arm. */
    public Subject(Plan plan, RandomKey key) {
        this(plan, key, ProbeMemory.NONE);
    }

    /** The same, with a memory that may know what its circuit answers. */
    public Subject(Plan plan, RandomKey key, ProbeMemory memory) {
        this.strain = plan.strain();
        this.key = key;
        this.memory = memory;
        Strain.Traits traits = strain.draw(key.child("traits"));
        Body body = new Body(
                traits.sex() == null ? plan.body().sex() : traits.sex(),
                Strain.age_y(plan.body().age_y(), traits.ageFactor()),
                plan.body().mass_kg() * traits.massFactor(),
                plan.body().height_cm(),
                plan.body().creatinine_mg_per_dL());
        drugs = plan.treatment().levels(plan.species(), body, traits.clearanceFactor(), traits.volumeFactor());
        circuit = Circuit.build(plan.anatomy(), key.child("circuit"));
        if (!plan.brainState().isEmpty()) {
            circuit.brainState(plan.brainState());
        }
        circuit.criterion(traits.criterion());
        milieu = new Milieu(circuit, strain.proteinTurnover());
        watch = plan.strict() ? new Watch(milieu) : null;
        portsAtProbe = new double[Port.values().length];
        receptorsAtModulation = receptors();
        for (int spell = 0; spell < strain.restingSpells(); spell++) {
            probeOngoing(0, 1.0 / (1 + spell), probe -> {});
        }
        milieu.rested();
        Map<String, Double> strength = new LinkedHashMap<>();
        Mechanisms.SWITCHABLE.forEach(name -> strength.put(
                name, plan.strength().getOrDefault(name, 1.0) * traits.strength().get(name)));
        mechanisms = plan.mechanisms().build(
                new Mechanisms.Constitution(
                        strength, plan.treatment().contested(), body.sex() == Sex.MALE, plan.injuries(),
                        traits.receptorDensity(), strain.muPotencyBesideRelief(), key.child("mechanisms")),
                drugs,
                milieu);
    }

    /** Phase 1: drugs move until a time in minutes. */
    public void moveDrugs(double time_min) {
        drugs.advanceTo(time_min);
    }

    /** Phase 2: receptors and slow mechanisms advance over a tick. */
    public void advanceMechanisms(double step_min) {
        for (Mechanism mechanism : mechanisms) {
            if (watch == null) {
                mechanism.advance(step_min);
            } else {
                watch.advance(mechanism, step_min);
            }
        }
        milieu.beginTick();
    }

    /** Whether the effect of receptors has moved so far since modulation was written that it is written anew now. */
    public boolean modulationStale() {
        double[] now = receptors();
        for (int i = 0; i < now.length; i++) {
            if (Math.abs(now[i] - receptorsAtModulation[i]) > strain.ongoingLargestChange()) {
                return true;
            }
        }
        return false;
    }

    /** The fast signals: what drugs do within minutes. */
    private double[] receptors() {
        return new double[] {
            milieu.get(Signal.MU_SIGNAL, 0),
            milieu.get(Signal.MU_SIGNAL, milieu.regions() - 1),
            milieu.get(Signal.ALPHA_2_SIGNAL, 0),
            milieu.get(Signal.NMDA_BLOCKED),
            milieu.get(Signal.FUNICULUS),
            milieu.cordMean(Signal.NERVE)
        };
    }

    /** Phase 3: writes the modulation ports anew. */
    public void modulate() {
        receptorsAtModulation = receptors();
        ModulationPorts ports = circuit.ports();
        ports.reset();
        for (Mechanism mechanism : mechanisms) {
            if (watch == null) {
                mechanism.modulate(ports);
            } else {
                watch.modulate(mechanism, ports);
            }
        }
        Arrays.fill(ports.descendingGain, milieu.get(Signal.FUNICULUS));
        for (Population p : circuit.populations()) {
            if (circuit.spec(p).isAfferent() && milieu.get(Signal.NERVE, milieu.dermatome(p)) == 0) {
                Arrays.fill(ports.releaseFactor, p.first(), p.end(), 0);
                Arrays.fill(ports.peptideFactor, p.first(), p.end(), 0);
            }
        }
    }

    /** Phase 4: takes a spell of ongoing activity if modulation has moved enough or the last one is too old. */
    public boolean probeOngoingIfDue(double time_min, ProbeObserver observer) {
        boolean moved = modulationChange() > strain.ongoingLargestChange();
        boolean old = alike + 1 < strain.ongoingMostAlike() && time_min - probed_min >= strain.ongoingLargestAge_min();
        boolean due = moved || old;
        if (due) {
            // Spells under the same modulation tell of the same activity: they are averaged, and some are enough.
            alike = moved ? 0 : alike + 1;
            probeOngoing(time_min, 1.0 / (1 + alike), observer);
        }
        return due;
    }

    private void probeOngoing(double time_min, double weight, ProbeObserver observer) {
        RandomKey chance = key.child("ongoing").child(probes++);
        Answer spell = memory.answer(() -> Question.of(circuit, "ongoing", chance), () -> spell(chance, observer));
        milieu.ongoing(spell.firing().get(0), weight);
        double rate_Hz = cordRate_Hz();
        restingRate_Hz = Double.isNaN(restingRate_Hz) ? rate_Hz : restingRate_Hz;
        // Channels open when their cells receive glutamate: ongoing firing of the cord stands for it.
        drugs.channelUse(rate_Hz / restingRate_Hz, spell.potential_mV());
        if (weight == 1) {
            for (Port port : Port.values()) {
                portsAtProbe[port.ordinal()] = mean(circuit.ports().column(port));
            }
        }
        dischargeAtProbe_Hz = discharge_Hz();
        probed_min = time_min;
    }

    private Answer spell(RandomKey chance, ProbeObserver observer) {
        Probe probe = new Probe(circuit, Stimulus.none(), chance);
        int frame = circuit.timeStep().steps(10);
        double potential_mV = 0;
        int frames = 0;
        while (probe.time_ms() < strain.ongoingProbe_ms()) {
            probe.advance(frame);
            potential_mV += meanPotential_mV();
            frames++;
            observer.advanced(probe);
        }
        observer.ended(probe);
        return new Answer(List.of(probe.summary()), potential_mV / frames, null);
    }

    private double meanPotential_mV() {
        float[] potential_mV = circuit.neurons().potential();
        double sum = 0;
        int count = 0;
        for (Population p : circuit.populations()) {
            if (circuit.spec(p).nmdaReceptors() > 0) {
                for (int i = p.first(); i < p.end(); i++) {
                    sum += potential_mV[i];
                    count++;
                }
            }
        }
        return sum / count;
    }

    private double cordRate_Hz() {
        double sum = 0;
        int count = 0;
        for (Population p : circuit.populations()) {
            if (circuit.spec(p).nmdaReceptors() > 0) {
                sum += milieu.rate_Hz(p) * p.count();
                count += p.count();
            }
        }
        return sum / count;
    }

    private double modulationChange() {
        double largest = 0;
        for (Port port : Port.values()) {
            double change = Math.abs(mean(circuit.ports().column(port)) - portsAtProbe[port.ordinal()]);
            largest = Math.max(largest, change / port.scale());
        }
        // A few fibres of one dermatome hardly move a mean over all neurons, but they drive it.
        double[] discharge_Hz = discharge_Hz();
        for (int d = 0; d < discharge_Hz.length; d++) {
            double change_Hz = Math.abs(discharge_Hz[d] - dischargeAtProbe_Hz[d]);
            largest = Math.max(largest, change_Hz / Math.max(1, dischargeAtProbe_Hz[d]));
        }
        return largest;
    }

    /** Mean discharge of injured afferents in each dermatome. */
    private double[] discharge_Hz() {
        double[] sum_Hz = new double[circuit.anatomy().dermatomes().size()];
        int[] count = new int[sum_Hz.length];
        for (Population p : circuit.populations()) {
            if (circuit.spec(p).isAfferent()) {
                int dermatome = milieu.dermatome(p);
                count[dermatome] += p.count();
                for (int i = p.first(); i < p.end(); i++) {
                    sum_Hz[dermatome] += circuit.ports().ongoingDischarge_Hz[i];
                }
            }
        }
        for (int d = 0; d < sum_Hz.length; d++) {
            sum_Hz[d] /= Math.max(1, count[d]);
        }
        return sum_Hz;
    }

    private static double mean(double[] column) {
        double sum = 0;
        for (double value : column) {
            sum += value;
        }
        return sum / column.length;
    }

    /**
     * Phase 4: tests the animal. Its firing counts as activity of this tick. An answer that is remembered has no probes
     * to watch.
     *
     * @param assay the test
     * @param site where
     * @param time_min when, which also names the draws of this test
     * @param step_min length of the tick
     * @param observer watches the probes
     */
    public Reading test(Assay assay, Site site, double time_min, double step_min, ProbeObserver observer) {
        RandomKey chance = key.child(assay.name()).child(site.name()).child(Double.doubleToLongBits(time_min));
        Answer answer = (observer.mustSee() ? ProbeMemory.NONE : memory).answer(
                () -> Question.of(circuit, assay.name() + "/" + site.name(), chance),
                () -> answer(assay, site, chance, observer));
        answer.firing().forEach(firing -> milieu.evoked(firing, step_min));
        return answer.reading();
    }

    private Answer answer(Assay assay, Site site, RandomKey chance, ProbeObserver observer) {
        List<FiringSummary> firing = new ArrayList<>();
        Reading reading = assay.measure(circuit, site, chance, new ProbeObserver() {
            @Override
            public void advanced(Probe probe) {
                observer.advanced(probe);
            }

            @Override
            public void ended(Probe probe) {
                firing.add(probe.summary());
                observer.ended(probe);
            }
        });
        return new Answer(firing, Double.NaN, reading);
    }

    /**
     * Cuts pathways; those not named conduct, also again after a reversible block.
     *
     * @param cut dermatomes whose nerves are blocked; empty text for the dorsolateral funiculus
     */
    public void cut(Set<String> cut) {
        milieu.set(Signal.FUNICULUS, cut.contains("") ? 0 : 1);
        List<String> dermatomes = circuit.anatomy().dermatomes();
        for (int d = 0; d < dermatomes.size(); d++) {
            milieu.set(Signal.NERVE, d, cut.contains(dermatomes.get(d)) ? 0 : 1);
        }
    }

    /** Number of spells of ongoing activity so far, that of rest included. */
    public long spells() {
        return probes;
    }

    /** The circuit. */
    public Circuit circuit() {
        return circuit;
    }

    /** What surrounds the neurons. */
    public Milieu milieu() {
        return milieu;
    }

    /** The drugs in the body. */
    public DrugLevels drugs() {
        return drugs;
    }

    /** The mechanisms that are on, in order. */
    public List<Mechanism> mechanisms() {
        return mechanisms;
    }

    /** The mechanism of a type, or null if it is off. */
    public <M extends Mechanism> M mechanism(Class<M> type) {
        return mechanisms.stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null);
    }
}
