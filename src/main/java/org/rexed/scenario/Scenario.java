package org.rexed.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.nociception.ForceCoding;
import org.rexed.pharmacology.Body;
import org.rexed.pharmacology.Species;

/**
 * A study as written in a scenario file: the animals, what each arm receives, and when which assay is done.
 *
 * @param name file-safe name
 * @param title heading of the report
 * @param description longer text, possibly empty
 * @param species of all subjects
 * @param body of a typical subject
 * @param anatomy name of the file in {@code models/anatomy}
 * @param brainState state of the brain in which animals live and are tested; empty for the anatomy's first
 * @param cFibreCoding how C fibres code strong forces
 * @param subjects number of subjects in each arm
 * @param seed root of all random numbers
 * @param duration_min length of the study
 * @param tick_min step of the slow clock
 * @param reference name of the arm the others are compared with
 * @param kinetics sets of kinetic values that are used instead of the drugs' defaults, by drug
 * @param parameters values, with their units, that take the place of those of the model files, by path
 * @param mechanisms strength of every slow mechanism: 1 as published, 0 switched off; arms may differ
 * @param variation coefficients of variation between subjects, by trait or mechanism, that take the place of those of
 *     the subject file; none for those as they are there
 * @param assays what is measured
 * @param rasters readings whose spikes are kept
 * @param arms the groups, in the order of the file
 * @param resolved the scenario as YAML with every default filled in and every value's origin as a comment; reading it
 *     gives the same scenario
 */
public record Scenario(String name, String title, String description, Species species, Body body, String anatomy,
                       String brainState, ForceCoding cFibreCoding, int subjects, long seed, double duration_min,
                       double tick_min, String reference, Map<String, String> kinetics,
                       Map<String, String> parameters, Map<String, Double> mechanisms,
                       Map<String, Double> variation, List<AssaySchedule> assays, List<Raster> rasters, List<Arm> arms,
                       String resolved) {
    /** Name of the species as files have it. */
    public String speciesName() {
        return species.key();
    }

    /** Keeps its own copies. */
    public Scenario {
        kinetics = Collections.unmodifiableMap(new LinkedHashMap<>(kinetics));
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        mechanisms = Collections.unmodifiableMap(new LinkedHashMap<>(mechanisms));
        variation = Collections.unmodifiableMap(new LinkedHashMap<>(variation));
        assays = List.copyOf(assays);
        rasters = List.copyOf(rasters);
        arms = List.copyOf(arms);
    }

    /**
     * The arm of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Arm arm(String armName) {
        return arms.stream().filter(arm -> arm.name().equals(armName)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no arm " + armName + " in scenario " + name));
    }
}
