package org.rexed.circuit;

import java.util.List;
import java.util.Map;
import org.rexed.neuron.IntrinsicCurrents;
import org.rexed.neuron.SynapticKinetics;
import org.rexed.nociception.ForceCoding;
import org.rexed.synapse.ProjectionSpec;

/**
 * What the circuit consists of: skin and dermatomes, cell classes, projections. A description, read from
 * {@code models/anatomy}; {@link Circuit#build} makes one individual of it.
 *
 * @param name file name without ending
 * @param species species it describes
 * @param dermatomes names in rostrocaudal order
 * @param dermatomeWidth_mm width of each dermatome's strip of skin
 * @param dermatomeHeight_mm height of the strip
 * @param afferentPath_mm length of the nerve from skin to cord
 * @param sites places that assays can stimulate, by name
 * @param kinetics synaptic decay times and reversal potentials
 * @param intrinsic kinetics of intrinsic currents
 * @param brainStates states of the brain by name; probes are taken in the first unless told otherwise
 * @param populations cell classes, afferents first
 * @param projections connections
 * @param motorPool name of the population whose firing moves the limb, empty if nothing moves
 */
public record Anatomy(
        String name,
        String species,
        List<String> dermatomes,
        double dermatomeWidth_mm,
        double dermatomeHeight_mm,
        double afferentPath_mm,
        Map<String, Site> sites,
        SynapticKinetics kinetics,
        IntrinsicCurrents intrinsic,
        Map<String, BrainState> brainStates,
        List<PopulationSpec> populations,
        List<ProjectionSpec> projections,
        String motorPool) {
    /** The same anatomy with the other reading of how C fibres code strong forces. */
    public Anatomy with(ForceCoding coding) {
        List<PopulationSpec> recoded = populations.stream()
                .map(p -> p.isAfferent() ? p.with(p.afferent().with(coding)) : p)
                .toList();
        return new Anatomy(
                name, species, dermatomes, dermatomeWidth_mm, dermatomeHeight_mm, afferentPath_mm, sites, kinetics,
                intrinsic, brainStates, recoded, projections, motorPool);
    }

    /** The class with this name. */
    public PopulationSpec population(String wanted) {
        return populations.stream()
                .filter(p -> p.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No population " + wanted));
    }
}
