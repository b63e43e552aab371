package org.rexed.circuit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rexed.neuron.Channel;
import org.rexed.neuron.FiringPattern;
import org.rexed.neuron.Membrane;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.Neurons;
import org.rexed.neuron.Population;
import org.rexed.neuron.TimeStep;
import org.rexed.nociception.AfferentSpec;
import org.rexed.nociception.Afferents;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;
import org.rexed.synapse.Connector;
import org.rexed.synapse.Projection;
import org.rexed.synapse.ProjectionSpec;
import org.rexed.synapse.SpikeLog;
import org.rexed.synapse.Terminals;

/** One individual's circuit: neurons with positions, thresholds and synapses drawn from an anatomy. */
public final class Circuit {
    private final Anatomy anatomy;
    private final List<Population> populations = new ArrayList<>();
    private final Map<String, List<Population>> byName = new LinkedHashMap<>();
    private final List<PopulationSpec> specs = new ArrayList<>();
    private final List<SpikeLog> logs = new ArrayList<>();
    private final List<Projection> projections = new ArrayList<>();
    private final Afferents afferents;
    private final Neurons neurons;
    private final Terminals terminals;
    private final TimeStep timeStep;
    private final ModulationPorts ports;
    private final double[] x_mm;
    private final double[] y_mm;
    private final int[] populationOf;
    private final long[] identity;
    private final FiringPattern[] patterns;
    private BrainState brainState;
    private double criterion = 1;

    private Circuit(Anatomy anatomy, RandomKey key, TimeStep timeStep) {
        this.anatomy = anatomy;
        this.timeStep = timeStep;
        brainState = anatomy.brainStates().values().iterator().next();
        int n = layOut(true, 0);
        int fibres = n;
        n = layOut(false, n);
        x_mm = new double[n];
        y_mm = new double[n];
        populationOf = new int[n];
        identity = new long[n];
        patterns = new FiringPattern[n];
        place(key.child("positions"));
        afferents = buildAfferents(fibres, key.child("afferents"));
        neurons = buildNeurons(n, fibres, key);
        terminals = new Terminals(fibres, anatomy.kinetics().presynapticDecay_ms(), timeStep);
        ports = new ModulationPorts(n);
        connect(key.child("connections"));
    }

    /** Draws one individual; the key decides every position, threshold and synapse. */
    public static Circuit build(Anatomy anatomy, RandomKey key) {
        return build(anatomy, key, TimeStep.DEFAULT);
    }

    /** Draws one individual that is advanced in steps of another length, to see what the step does to results. */
    public static Circuit build(Anatomy anatomy, RandomKey key, TimeStep timeStep) {
        return new Circuit(anatomy, key, timeStep);
    }

    private int layOut(boolean afferent, int firstFree) {
        int next = firstFree;
        for (PopulationSpec spec : anatomy.populations()) {
            if (spec.isAfferent() != afferent) {
                continue;
            }
            for (Map.Entry<String, Integer> part : spec.counts().entrySet()) {
                String region = part.getKey();
                for (String group : spec.perDermatome() ? anatomy.dermatomes() : List.of(region)) {
                    Population population = new Population(spec.name(), group, region, next, part.getValue());
                    populations.add(population);
                    byName.computeIfAbsent(spec.name(), n -> new ArrayList<>()).add(population);
                    specs.add(spec);
                    logs.add(new SpikeLog());
                    next += part.getValue();
                }
            }
        }
        return next;
    }

    private void place(RandomKey key) {
        for (int p = 0; p < populations.size(); p++) {
            Population population = populations.get(p);
            int dermatome = anatomy.dermatomes().indexOf(population.group());
            RandomSequence draws = key.child(population.toString()).sequence();
            for (int i = population.first(); i < population.end(); i++) {
                populationOf[i] = p;
                identity[i] = RandomKey.of(i - population.first()).child(population.toString()).high();
                if (dermatome >= 0) {
                    x_mm[i] = anatomy.dermatomeWidth_mm() * (dermatome + draws.uniform());
                    y_mm[i] = anatomy.dermatomeHeight_mm() * draws.uniform();
                }
            }
        }
    }

    private Afferents buildAfferents(int fibres, RandomKey key) {
        AfferentSpec[] fibreSpecs = new AfferentSpec[fibres];
        RandomKey[] keys = new RandomKey[fibres];
        for (int i = 0; i < fibres; i++) {
            Population population = populations.get(populationOf[i]);
            fibreSpecs[i] = specs.get(populationOf[i]).afferent();
            keys[i] = key.child(population.toString()).child(i - population.first());
        }
        return new Afferents(
                fibreSpecs, x_mm, y_mm, anatomy.afferentPath_mm(), keys, identity, timeStep.perMillisecond());
    }

    private Neurons buildNeurons(int n, int fibres, RandomKey key) {
        Membrane[] membranes = new Membrane[n];
        double[] offset_mV = new double[n];
        for (int i = fibres; i < n; i++) {
            Population population = populations.get(populationOf[i]);
            PopulationSpec spec = specs.get(populationOf[i]);
            RandomKey own = key.child("thresholds").child(population.toString()).child(i - population.first());
            membranes[i] = spec.membrane();
            offset_mV[i] = membranes[i].thresholdSpread_mV() * own.sequence().gaussian();
            patterns[i] = pattern(spec, own.child("firing-pattern").sequence().uniform());
        }
        Neurons.Cells cells = new Neurons.Cells(membranes, patterns, offset_mV, fibres);
        Set<Channel> used = EnumSet.noneOf(Channel.class);
        anatomy.projections().forEach(p -> used.addAll(p.strength().keySet()));
        return new Neurons(anatomy.kinetics(), anatomy.intrinsic(), cells, timeStep, used);
    }

    /** The pattern in whose share of the unit interval a draw falls. */
    private static FiringPattern pattern(PopulationSpec spec, double draw) {
        FiringPattern chosen = null;
        double left = draw;
        for (Map.Entry<FiringPattern, Double> share : spec.patterns().entrySet()) {
            if (share.getValue() > 0 && (chosen == null || left >= 0)) {
                chosen = share.getKey();
            }
            left -= share.getValue();
        }
        return chosen;
    }

    private void connect(RandomKey key) {
        Connector connector = new Connector(x_mm, y_mm, timeStep);
        for (ProjectionSpec spec : anatomy.projections()) {
            projections.addAll(connector.connect(
                    spec, populations(spec.from()), populations(spec.to()), key.child(spec.name())));
        }
    }

    /** The description this circuit was drawn from. */
    public Anatomy anatomy() {
        return anatomy;
    }

    /** All populations in neuron order. */
    public List<Population> populations() {
        return populations;
    }

    /** The groups of one class; empty if there is no such class. */
    public List<Population> populations(String name) {
        return byName.getOrDefault(name, List.of());
    }

    private List<Population> populations(ProjectionSpec.End end) {
        return populations(end.population()).stream()
                .filter(p -> end.regions().isEmpty() || end.regions().contains(p.region()))
                .toList();
    }

    /** The class description of a population. */
    public PopulationSpec spec(Population population) {
        return specs.get(populationOf[population.first()]);
    }

    /** The population of a neuron. */
    public Population populationOf(int neuron) {
        return populations.get(populationOf[neuron]);
    }

    /** Spikes of a population during the present probe. */
    public SpikeLog log(Population population) {
        return logs.get(populationOf[population.first()]);
    }

    /** All projections in the order in which they deliver. */
    public List<Projection> projections() {
        return projections;
    }

    /** Whether cells of a population release a transmitter that opens this channel at others. */
    public boolean releases(Population population, Channel channel) {
        return projections.stream().anyMatch(projection -> projection.source().first() == population.first()
                && projection.spec().strength().containsKey(channel));
    }

    /** Number of neurons, afferents included. */
    public int size() {
        return populationOf.length;
    }

    /** Number of synapses. */
    public int synapses() {
        return projections.stream().mapToInt(Projection::synapses).sum();
    }

    /** The primary afferents; they are the first neurons. */
    public Afferents afferents() {
        return afferents;
    }

    /** The neurons with membranes. */
    public Neurons neurons() {
        return neurons;
    }

    /** The ports through which slow processes modulate the neurons. */
    public ModulationPorts ports() {
        return ports;
    }

    /** Presynaptic inhibition of the afferents' terminals. */
    Terminals terminals() {
        return terminals;
    }

    /** Length of a step. */
    public TimeStep timeStep() {
        return timeStep;
    }

    /** State of the brain in which probes are taken. */
    public BrainState brainState() {
        return brainState;
    }

    /** How strong a discharge of ascending cells this person asks for, over the typical one. */
    public double criterion() {
        return criterion;
    }

    /** Sets how strong a discharge this person asks for. */
    public void criterion(double factor) {
        criterion = factor;
    }

    /**
     * Chooses the state of the brain for the probes that follow.
     *
     * @throws IllegalArgumentException if the anatomy has no state of this name
     */
    public void brainState(String name) {
        if (!anatomy.brainStates().containsKey(name)) {
            throw new IllegalArgumentException("No brain state " + name);
        }
        brainState = anatomy.brainStates().get(name);
    }

    /** Position of a neuron on the skin map in mm, across dermatomes. */
    public double x_mm(int neuron) {
        return x_mm[neuron];
    }

    /** Position of a neuron on the skin map in mm, along a dermatome. */
    public double y_mm(int neuron) {
        return y_mm[neuron];
    }

    /** Firing pattern drawn for a neuron; null for afferents. */
    public FiringPattern firingPattern(int neuron) {
        return patterns[neuron];
    }

    /** A number that names the neuron by population and place in it, whatever else the circuit contains. */
    public long identity(int neuron) {
        return identity[neuron];
    }

    /** Place of a neuron's population among {@link #populations()}, which is also that of its log. */
    int populationIndex(int neuron) {
        return populationOf[neuron];
    }

    List<SpikeLog> logs() {
        return logs;
    }
}
