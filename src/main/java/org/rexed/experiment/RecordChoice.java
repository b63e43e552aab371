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

    private static final Set<String> SHOWN = Set.of("receptor:mu occupancy", "dorsal-horn dynorphin_extracellular",
        "dorsal-horn nmda_phosphorylated_fraction", "dorsal-horn glutamate_uptake_capacity", "dorsal-horn cgrp_store",
        "rvm cck_level", "rvm:on firing_rate", "rvm:off firing_rate", "rvm:neutral firing_rate");

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

    /** Whether a sample is written. */
    boolean keeps(StateSample sample) {
        return switch (states) {
            case ALL -> true;
            case NONE -> false;
            case SUMMARY -> sample.entity().startsWith("drug:")
                || SHOWN.contains(sample.entity() + " " + sample.variable());
        };
    }
}
