package org.rexed.circuit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.Channel;
import org.rexed.neuron.FiringPattern;
import org.rexed.neuron.IntrinsicCurrents;
import org.rexed.neuron.Membrane;
import org.rexed.neuron.RiseAndDecay;
import org.rexed.neuron.SynapticKinetics;
import org.rexed.nociception.Adaptation;
import org.rexed.nociception.AfferentSpec;
import org.rexed.nociception.AfferentSpec.Sensitivity;
import org.rexed.nociception.ForceCoding;
import org.rexed.synapse.Depression;
import org.rexed.synapse.ProjectionSpec;

/** Reads an anatomy file. Every problem is reported with its place; nothing is filled in silently. */
public final class AnatomyReader {
    private static final String DORSOLATERAL_FUNICULUS = "dorsolateral-funiculus";
    private final ParameterReader numbers;
    private final Map<String, Membrane> membranes = new LinkedHashMap<>();
    private final Map<String, FiringPattern> patterns = new LinkedHashMap<>();
    private List<String> dermatomes = List.of();

    private AnatomyReader(ParameterReader numbers) {
        this.numbers = numbers;
    }

    /**
     * Reads the whole file.
     *
     * @param name name of the anatomy
     * @param f top-level mapping
     * @param numbers collects every parameter with its origin
     */
    public static Anatomy read(String name, Fields f, ParameterReader numbers) {
        return new AnatomyReader(numbers).anatomy(name, f);
    }

    private Anatomy anatomy(String name, Fields f) {
        f.text("title");
        String species = f.text("species");
        dermatomes = f.texts("dermatomes");
        Fields skin = f.map("skin");
        double width_mm = numbers.value(skin, "width", "mm");
        double height_mm = numbers.value(skin, "height", "mm");
        double path_mm = numbers.value(skin, "afferent-path", "mm");
        skin.done();
        Map<String, Site> sites = new LinkedHashMap<>();
        f.namedMaps("sites").forEach((site, s) -> sites.put(site, site(site, s)));
        SynapticKinetics kinetics = kinetics(f.map("synapses"));
        IntrinsicCurrents intrinsic = intrinsic(f.map("intrinsic-currents"));
        Map<String, BrainState> states = new LinkedHashMap<>();
        f.namedMaps("brain-states").forEach((n, b) -> states.put(n, brainState(n, b)));
        f.namedMaps("firing-patterns").forEach((n, p) -> patterns.put(n, pattern(n, p)));
        f.namedMaps("membranes").forEach((n, m) -> membranes.put(n, membrane(m)));
        List<PopulationSpec> populations = new ArrayList<>();
        f.namedMaps("afferents").forEach((n, p) -> populations.add(afferent(n, p)));
        f.namedMaps("populations").forEach((n, p) -> populations.add(population(n, p)));
        List<String> names = populations.stream().map(PopulationSpec::name).toList();
        List<ProjectionSpec> projections = new ArrayList<>();
        f.namedMaps("projections").forEach((n, p) -> projections.add(projection(n, p, names, populations)));
        String motorPool = f.has("motor-pool") ? f.oneOf("motor-pool", names) : "";
        f.done();
        return new Anatomy(
                name, species, dermatomes, width_mm, height_mm, path_mm, sites, kinetics, intrinsic, states,
                populations, projections, motorPool);
    }

    private Site site(String name, Fields s) {
        Site site = new Site(
                name, s.oneOf("dermatome", dermatomes), numbers.value(s, "x", "mm"), numbers.value(s, "y", "mm"));
        s.done();
        return site;
    }

    private SynapticKinetics kinetics(Fields s) {
        SynapticKinetics kinetics = new SynapticKinetics(
                numbers.value(s, "ampa-decay", "ms"),
                course(s, "nmda"),
                numbers.value(s, "gaba-decay", "ms"),
                numbers.value(s, "glycine-decay", "ms"),
                course(s, "nk1"),
                course(s, "cgrp"),
                course(s, "noradrenaline"),
                numbers.value(s, "presynaptic-inhibition-decay", "ms"),
                numbers.value(s, "chloride-reversal", "mV"),
                numbers.value(s, "potassium-reversal", "mV"),
                numbers.value(s, "magnesium", "mmol/L"),
                numbers.value(s, "nmda-calcium-share", "1"));
        s.done();
        return kinetics;
    }

    private RiseAndDecay course(Fields s, String channel) {
        double rise_ms = numbers.value(s, channel + "-rise", "ms");
        double decay_ms = numbers.value(s, channel + "-decay", "ms");
        if (rise_ms > 0 && rise_ms < decay_ms) {
            return new RiseAndDecay(rise_ms, decay_ms);
        }
        if (rise_ms <= 0 || rise_ms >= decay_ms) {
            s.problem(channel + "-rise", "must be above 0 and below " + channel + "-decay");
        }
        return new RiseAndDecay(1, 2);
    }

    private IntrinsicCurrents intrinsic(Fields s) {
        Fields potassium = s.map("transient-potassium");
        Fields cation = s.map("calcium-activated-cation");
        IntrinsicCurrents intrinsic = new IntrinsicCurrents(
                numbers.value(potassium, "activation-start", "mV"),
                numbers.value(potassium, "activation-end", "mV"),
                numbers.value(potassium, "inactivation-start", "mV"),
                numbers.value(potassium, "inactivation-end", "mV"),
                numbers.value(potassium, "inactivation-time", "ms"),
                numbers.value(cation, "decay", "ms"),
                numbers.value(cation, "reversal", "mV"));
        potassium.done();
        cation.done();
        s.done();
        return intrinsic;
    }

    private BrainState brainState(String name, Fields b) {
        BrainState state = new BrainState(
                name,
                numbers.value(b, "cycle-depth", "1"),
                numbers.value(b, "shortest-phase", "ms"),
                numbers.value(b, "mean-phase", "ms"),
                numbers.value(b, "rousing-rate", "Hz"),
                numbers.value(b, "arousal", "1"),
                numbers.value(b, "opioid-leak", "1"));
        b.done();
        return state;
    }

    private FiringPattern pattern(String name, Fields p) {
        FiringPattern pattern = new FiringPattern(
                name,
                numbers.value(p, "adaptation", "nS"),
                numbers.value(p, "adaptation-decay", "ms"),
                numbers.value(p, "transient-potassium", "nS"));
        p.done();
        return pattern;
    }

    private Membrane membrane(Fields m) {
        double gain_nS_per_pC = 0;
        double limit_nS = 0;
        if (m.has("calcium-activated-cation")) {
            Fields cation = m.map("calcium-activated-cation");
            gain_nS_per_pC = numbers.value(cation, "gain", "nS/pC");
            limit_nS = numbers.value(cation, "limit", "nS");
            cation.done();
        }
        Membrane membrane = new Membrane(
                numbers.value(m, "capacitance", "pF"),
                numbers.value(m, "leak", "nS"),
                numbers.value(m, "rest", "mV"),
                numbers.value(m, "threshold", "mV"),
                numbers.value(m, "reset", "mV"),
                numbers.value(m, "refractory", "ms"),
                numbers.value(m, "threshold-spread", "mV"),
                gain_nS_per_pC / 1000,
                limit_nS);
        m.done();
        return membrane;
    }

    private Map<FiringPattern, Double> patterns(Fields p) {
        Fields shares = p.map("firing-patterns");
        Map<FiringPattern, Double> drawn = new LinkedHashMap<>();
        double sum = 0;
        for (String name : shares.keys()) {
            double share = numbers.value(shares, name, "1");
            sum += share;
            if (patterns.containsKey(name)) {
                drawn.put(patterns.get(name), share);
            } else {
                shares.problem(name, "unknown firing pattern; there are " + String.join(", ", patterns.keySet()));
            }
        }
        shares.done();
        if (Math.abs(sum - 1) > 1e-9) {
            p.problem("firing-patterns", "shares sum to " + sum + ", must sum to 1");
        }
        return drawn;
    }

    private PopulationSpec afferent(String name, Fields p) {
        AfferentSpec spec = new AfferentSpec(
                sensitivity(p, "heat", "Cel", "K", "Hz/K"),
                sensitivity(p, "cold", "Cel", "K", "Hz/K"),
                adaptation(p, "thermal"),
                sensitivity(p, "force", "mN", "mN", "Hz/mN"),
                p.has("force-offset") ? numbers.value(p, "force-offset", "mN") : 0,
                p.has("force-plateau") ? numbers.value(p, "force-plateau", "mN") : Double.POSITIVE_INFINITY,
                ForceCoding.LINEAR,
                adaptation(p, "mechanical"),
                numbers.value(p, "maximum-rate", "Hz"),
                numbers.value(p, "ongoing-rate", "Hz"),
                numbers.value(p, "electrical-threshold", "1"),
                numbers.value(p, "electrical-threshold-spread", "1"),
                numbers.value(p, "refractory", "ms"),
                numbers.value(p, "velocity", "m/s"),
                numbers.value(p, "velocity-spread", "1"));
        PopulationSpec population = new PopulationSpec(
                name, true, Map.of(p.text("region"), count(p)), spec, null, Map.of(), 0, 0, 0, 0,
                expression(p.mapOrEmpty("expression")), 0);
        p.done();
        return population;
    }

    /** Three parameters for a modality; a class without its gain does not feel it. */
    private Sensitivity sensitivity(Fields p, String modality, String unit, String difference, String gain) {
        if (!p.has(modality + "-gain")) {
            return new Sensitivity(0, 0, 0);
        }
        return new Sensitivity(
                numbers.value(p, modality + "-threshold", unit),
                numbers.value(p, modality + "-threshold-spread", difference),
                numbers.value(p, modality + "-gain", gain));
    }

    private Adaptation adaptation(Fields p, String kind) {
        if (!p.has(kind + "-adaptation")) {
            return new Adaptation(0, 1);
        }
        double share = numbers.value(p, kind + "-adaptation", "1");
        double time_ms = numbers.value(p, kind + "-adaptation-time", "ms");
        if (!p.has(kind + "-slow-adaptation")) {
            return new Adaptation(share, time_ms);
        }
        return new Adaptation(
                share,
                time_ms,
                numbers.value(p, kind + "-slow-adaptation", "1"),
                numbers.value(p, kind + "-slow-adaptation-time", "ms"));
    }

    private PopulationSpec population(String name, Fields p) {
        String membrane = p.oneOf("membrane", membranes.keySet());
        PopulationSpec population = new PopulationSpec(
                name,
                p.flag("in-every-dermatome", true),
                counts(p),
                null,
                membranes.get(membrane),
                patterns(p),
                numbers.value(p, "background-rate", "Hz"),
                numbers.value(p, "background-conductance", "nS"),
                p.has("arousal-rate") ? numbers.value(p, "arousal-rate", "Hz") : 0,
                p.has("cycle") ? numbers.value(p, "cycle", "1") : 0,
                expression(p.mapOrEmpty("expression")),
                (int) numbers.value(p, "nmda-receptors", "1"));
        p.done();
        return population;
    }

    private int count(Fields p) {
        return (int) numbers.value(p, "count", "1");
    }

    private Map<String, Integer> counts(Fields p) {
        if (!p.has("counts")) {
            return Map.of(p.text("region"), count(p));
        }
        Fields counts = p.map("counts");
        Map<String, Integer> byRegion = new LinkedHashMap<>();
        counts.keys().forEach(region -> byRegion.put(region, (int) numbers.value(counts, region, "1")));
        counts.done();
        return byRegion;
    }

    private Map<String, Double> expression(Fields e) {
        Map<String, Double> expression = new LinkedHashMap<>();
        for (String receptor : e.keys()) {
            expression.put(receptor, numbers.value(e, receptor, "1"));
        }
        e.done();
        return expression;
    }

    private ProjectionSpec projection(
            String name, Fields p, Collection<String> names, List<PopulationSpec> populations) {
        ProjectionSpec.End from = end(p, "from", names, populations);
        ProjectionSpec.End to = end(p, "to", names, populations);
        Map<Channel, Double> strength = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            if (p.has(channel.key())) {
                strength.put(channel, numbers.value(p, channel.key(), channel.unit()));
            }
        }
        double delay_ms = numbers.value(p, "delay", "ms");
        boolean descending = p.has("through")
                && DORSOLATERAL_FUNICULUS.equals(p.oneOf("through", List.of(DORSOLATERAL_FUNICULUS)));
        double reach_mm = p.has("reach") ? numbers.value(p, "reach", "mm") : Double.POSITIVE_INFINITY;
        ProjectionSpec spec = new ProjectionSpec(
                name,
                from,
                to,
                numbers.value(p, "convergence", "1"),
                reach_mm,
                strength,
                delay_ms,
                numbers.value(p, "release-probability", "1"),
                depression(p),
                descending);
        p.done();
        return spec;
    }

    private static ProjectionSpec.End end(
            Fields p, String key, Collection<String> names, List<PopulationSpec> populations) {
        String name = p.oneOf(key, names);
        String regionsKey = key + "-laminae";
        List<String> regions = p.has(regionsKey) ? p.texts(regionsKey) : List.of();
        for (PopulationSpec population : populations) {
            for (int i = 0; i < regions.size() && population.name().equals(name); i++) {
                if (!population.counts().containsKey(regions.get(i))) {
                    p.problem(regionsKey, i, name + " has no cells in \"" + regions.get(i) + "\"; allowed: "
                            + String.join(", ", population.counts().keySet()));
                }
            }
        }
        return new ProjectionSpec.End(name, Set.copyOf(regions));
    }

    private Depression depression(Fields p) {
        if (!p.has("depression")) {
            return Depression.NONE;
        }
        Fields d = p.map("depression");
        Depression depression = new Depression(numbers.value(d, "use", "1"), numbers.value(d, "recovery", "ms"));
        d.done();
        return depression;
    }
}
