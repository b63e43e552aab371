package org.rexed.experiment;

import java.util.Set;
import org.rexed.recording.StateSample;

/**
 * How much of a run is written down besides readings and events.
 *
 * @param spikes whether the spikes of the scenario's rasters are kept
 * @param states which slow variables are kept
 */
public record RecordChoice(boolean spikes, States states) {
    /** Spikes of rasters and the slow variables that figures show. */
    public static final RecordChoice STANDARD = new RecordChoice(true, States.SUMMARY);
    /** Readings and events only. */
    public static final RecordChoice NOTHING = new RecordChoice(false, States.NONE);

    /**
     * Slow variables that figures show; those of drugs, injuries, subjects who ask themselves and tested dermatomes
     * come on top.
     */
    static final Set<String> SHOWN = Set.of(
        "receptor:mu occupancy", "receptor:mu coupled_fraction_spinal-cord", "receptor:mu coupled_fraction_brainstem",
        "adenylyl-cyclase mu_adaptation_spinal-cord", "adenylyl-cyclase unopposed_adaptation_brainstem",
        "dorsal-horn kinase_c_activity",
        "dorsal-horn nmda_phosphorylated_fraction", "dorsal-horn nmda_trapped_fraction",
        "dorsal-horn glutamate_uptake_capacity", "dorsal-horn dynorphin_extracellular", "dorsal-horn cgrp_store",
        "dorsal-horn prostaglandin_level", "dorsal-horn microglia_activation", "dorsal-horn c_fibre_potentiation",
        "dorsal-horn central_sensitization",
        "dorsal-horn latent_sensitization", "dorsal-horn dead_inhibitory_neurons", "dorsal-horn dead_other_neurons",
        "rvm cck_level", "rvm:on firing_rate", "rvm:off firing_rate", "rvm:neutral firing_rate",
        "side-effect sedation", "side-effect respiratory_depression", "side-effect nausea", "side-effect itch");
    private static final String DERMATOME = "dorsal-horn:";

    /** Amount of slow variables. */
    public enum States {
        /** Every variable. */
        ALL,
        /** Those that figures show. */
        SUMMARY,
        /** None. */
        NONE
    }

    /**
     * Reads {@code spikes,states=all}; what is not named stays as usual.
     *
     * @throws IllegalArgumentException saying what is allowed
     */
    public static RecordChoice parse(String text) {
        RecordChoice choice = STANDARD;
        for (String part : text.split(",", -1)) {
            choice = switch (part.strip()) {
                case "spikes", "spikes=all" -> new RecordChoice(true, choice.states);
                case "spikes=none" -> new RecordChoice(false, choice.states);
                case "states", "states=all" -> new RecordChoice(choice.spikes, States.ALL);
                case "states=summary" -> new RecordChoice(choice.spikes, States.SUMMARY);
                case "states=none" -> new RecordChoice(choice.spikes, States.NONE);
                default -> throw new IllegalArgumentException("--record: found \"" + part
                    + "\"; allowed: spikes, spikes=none, states=all, states=summary, states=none, joined by commas");
            };
        }
        return choice;
    }

    /** Whether a variable, written as entity and name, is among those that figures show whatever the study. */
    public static boolean isShown(String variable) {
        return SHOWN.contains(variable);
    }

    /**
     * Whether a sample is written.
     *
     * @param tested dermatomes in which the study tests
     */
    boolean keeps(StateSample sample, Set<String> tested) {
        String entity = sample.entity();
        return switch (states) {
            case ALL -> true;
            case NONE -> false;
            case SUMMARY -> entity.startsWith("drug:") || entity.startsWith("injury:") || entity.startsWith("asked:")
                || entity.startsWith(DERMATOME) && tested.contains(entity.substring(DERMATOME.length()))
                || SHOWN.contains(entity + " " + sample.variable());
        };
    }
}
