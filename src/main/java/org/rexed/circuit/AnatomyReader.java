package org.rexed.circuit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.Channel;
import org.rexed.neuron.Membrane;
import org.rexed.neuron.SynapticKinetics;
import org.rexed.nociception.AfferentSpec;
import org.rexed.synapse.ProjectionSpec;

/** Reads an anatomy file. Every problem is reported with its place; nothing is filled in silently. */
public final class AnatomyReader {
    private static final String DORSOLATERAL_FUNICULUS = "dorsolateral-funiculus";
    private final ParameterReader numbers;
    private final Map<String, Membrane> membranes = new LinkedHashMap<>();
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
        f.namedMaps("membranes").forEach((n, m) -> membranes.put(n, membrane(m)));
        List<PopulationSpec> populations = new ArrayList<>();
        f.namedMaps("afferents").forEach((n, p) -> populations.add(afferent(n, p)));
        f.namedMaps("populations").forEach((n, p) -> populations.add(population(n, p)));
        List<String> names = populations.stream().map(PopulationSpec::name).toList();
        List<ProjectionSpec> projections = new ArrayList<>();
        f.namedMaps("projections").forEach((n, p) -> projections.add(projection(n, p, names, populations, path_mm)));
        String motorPool = f.oneOf("motor-pool", names);
        f.done();
        return new Anatomy(
                name, species, dermatomes, width_mm, height_mm, path_mm, sites, kinetics, populations, projections,
                motorPool);
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
                numbers.value(s, "nmda-decay", "ms"),
                numbers.value(s, "gaba-decay", "ms"),
                numbers.value(s, "glycine-decay", "ms"),
                numbers.value(s, "nk1-decay", "ms"),
                numbers.value(s, "chloride-reversal", "mV"),
                numbers.value(s, "potassium-reversal", "mV"),
                numbers.value(s, "magnesium", "mmol/L"),
                numbers.value(s, "nmda-calcium-share", "1"));
        s.done();
        return kinetics;
    }

    private Membrane membrane(Fields m) {
        Membrane membrane = new Membrane(
                numbers.value(m, "capacitance", "pF"),
                numbers.value(m, "leak", "nS"),
                numbers.value(m, "rest", "mV"),
                numbers.value(m, "threshold", "mV"),
                numbers.value(m, "reset", "mV"),
                numbers.value(m, "refractory", "ms"),
                numbers.value(m, "adaptation", "nS"),
                numbers.value(m, "adaptation-decay", "ms"),
                numbers.value(m, "threshold-spread", "mV"));
        m.done();
        return membrane;
    }

    private PopulationSpec afferent(String name, Fields p) {
        AfferentSpec spec = new AfferentSpec(
                numbers.value(p, "heat-threshold", "Cel"),
                numbers.value(p, "heat-threshold-spread", "K"),
                numbers.value(p, "heat-gain", "Hz/K"),
                numbers.value(p, "force-threshold", "mN"),
                numbers.value(p, "force-threshold-spread", "mN"),
                numbers.value(p, "force-gain", "Hz/mN"),
                numbers.value(p, "maximum-rate", "Hz"),
                numbers.value(p, "adaptation", "1"),
                numbers.value(p, "adaptation-time", "ms"),
                numbers.value(p, "ongoing-rate", "Hz"),
                numbers.value(p, "velocity", "m/s"));
        PopulationSpec population = new PopulationSpec(
                name, p.text("region"), true, count(p), spec, null, 0, 0, expression(p.mapOrEmpty("expression")), 0);
        p.done();
        return population;
    }

    private PopulationSpec population(String name, Fields p) {
        String membrane = p.oneOf("membrane", membranes.keySet());
        PopulationSpec population = new PopulationSpec(
                name,
                p.text("region"),
                p.flag("in-every-dermatome", true),
                count(p),
                null,
                membranes.get(membrane),
                numbers.value(p, "background-rate", "Hz"),
                numbers.value(p, "background-conductance", "nS"),
                expression(p.mapOrEmpty("expression")),
                (int) numbers.value(p, "nmda-receptors", "1"));
        p.done();
        return population;
    }

    private int count(Fields p) {
        return (int) numbers.value(p, "count", "1");
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
            String name, Fields p, Collection<String> names, List<PopulationSpec> populations, double path_mm) {
        String from = p.oneOf("from", names);
        String to = p.oneOf("to", names);
        Map<Channel, Double> conductance_nS = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            String key = channel.name().toLowerCase(Locale.ROOT);
            if (p.has(key)) {
                conductance_nS.put(channel, numbers.value(p, key, "nS"));
            }
        }
        double delay_ms = numbers.value(p, "delay", "ms");
        for (PopulationSpec sender : populations) {
            if (sender.name().equals(from) && sender.isAfferent()) {
                delay_ms += path_mm / sender.afferent().velocity_m_per_s();
            }
        }
        boolean descending = p.has("through")
                && DORSOLATERAL_FUNICULUS.equals(p.oneOf("through", List.of(DORSOLATERAL_FUNICULUS)));
        double reach_mm = p.has("reach") ? numbers.value(p, "reach", "mm") : Double.POSITIVE_INFINITY;
        ProjectionSpec spec = new ProjectionSpec(
                name,
                from,
                to,
                numbers.value(p, "convergence", "1"),
                reach_mm,
                conductance_nS,
                delay_ms,
                numbers.value(p, "release-probability", "1"),
                descending);
        p.done();
        return spec;
    }
}
