package org.rexed.electrophysiology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.nociception.ForceCoding;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.Site;

/**
 * One state in which circuits are recorded: what is blocked, modulated, dead, cut or given. The same circuits are
 * recorded under every condition of a protocol.
 *
 * @param name name in tables
 * @param label text for figures
 * @param brainState state of the brain; empty for the anatomy's own
 * @param cFibreCoding how C fibres code strong forces
 * @param changes changes of modulation ports, in order; blocks are among them
 * @param deaths shares of populations that are dead
 * @param dorsolateralFuniculusCut whether descending pathways through the dorsolateral funiculus are cut
 * @param doses drugs given to the animal, from minute 0
 * @param contested contested actions of drugs that are taken as real
 * @param applied drugs held at a place
 * @param wait_min minutes from minute 0 to the recording; 0 records the untreated circuit at once
 * @param mechanisms strength of every slow mechanism while waiting
 */
record Condition(String name, String label, String brainState, ForceCoding cFibreCoding, List<Change> changes,
                 List<Death> deaths, boolean dorsolateralFuniculusCut, List<Dose> doses, Set<String> contested,
                 List<Applied> applied, double wait_min, Map<String, Double> mechanisms) {
    /** Keeps its own copies. */
    Condition {
        changes = List.copyOf(changes);
        deaths = List.copyOf(deaths);
        doses = List.copyOf(doses);
        contested = Set.copyOf(contested);
        applied = List.copyOf(applied);
        mechanisms = Collections.unmodifiableMap(new LinkedHashMap<>(mechanisms));
    }

    /**
     * A change of a modulation port.
     *
     * @param target cells it reaches
     * @param port which port
     * @param value added to ports in mV or nS, factor for others
     */
    record Change(Target target, Port port, double value) {}

    /**
     * Cells that do not fire.
     *
     * @param target where, and of which class
     * @param fraction share of them that is dead
     */
    record Death(Target target, double fraction) {}

    /**
     * A drug held at a place.
     *
     * @param drug name of the drug
     * @param site where
     * @param concentration_nM free concentration there
     */
    record Applied(String drug, Site site, double concentration_nM) {}

    /** Whether minutes pass before the recording. */
    boolean waits() {
        return wait_min > 0;
    }
}
