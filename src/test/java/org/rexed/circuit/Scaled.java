package org.rexed.circuit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rexed.neuron.Channel;
import org.rexed.neuron.TimeStep;
import org.rexed.random.RandomKey;
import org.rexed.synapse.ProjectionSpec;

/** The Vogels-Abbott network at other sizes, to see how memory and time grow. */
final class Scaled {
    /** Synapses to each cell of the network as published. */
    static final double SYNAPSES_EACH = 80;

    private static final double PUBLISHED_CELLS = 4000;

    private Scaled() {}

    /**
     * A network in which each cell fires about as in the published one.
     *
     * @param cells number of cells
     * @param synapsesEach mean number of synapses to each cell; strengths make up for another number
     */
    static Circuit build(int cells, double synapsesEach) {
        Anatomy published = PeerExport.read("vogels-abbott");
        List<PopulationSpec> populations = new ArrayList<>();
        for (PopulationSpec p : published.populations()) {
            Map<String, Integer> counts = new HashMap<>();
            p.counts().forEach(
                    (region, count) -> counts.put(region, (int) Math.round(count * cells / PUBLISHED_CELLS)));
            populations.add(new PopulationSpec(
                    p.name(), p.perDermatome(), counts, p.afferent(), p.membrane(), p.patterns(), p.background_Hz(),
                    p.background_nS(), p.arousal_Hz(), p.cycle(), p.expression(), p.nmdaReceptors()));
        }
        double factor = synapsesEach / SYNAPSES_EACH;
        List<ProjectionSpec> projections = new ArrayList<>();
        for (ProjectionSpec p : published.projections()) {
            Map<Channel, Double> strength = new HashMap<>();
            p.strength().forEach((channel, value) -> strength.put(channel, value / factor));
            projections.add(new ProjectionSpec(
                    p.name(), p.from(), p.to(), p.convergence() * factor, p.reach_mm(), strength, p.delay_ms(),
                    p.releaseProbability(), p.depression(), p.descending()));
        }
        Anatomy scaled = new Anatomy(
                published.name(), published.species(), published.dermatomes(), published.dermatomeWidth_mm(),
                published.dermatomeHeight_mm(), published.afferentPath_mm(), published.sites(), published.kinetics(),
                published.intrinsic(), published.brainStates(), populations, projections, published.motorPool());
        return Circuit.build(scaled, RandomKey.of(1), TimeStep.DEFAULT);
    }
}
