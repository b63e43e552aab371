package org.rexed.simulation;

import java.util.List;
import org.rexed.assay.Assay;
import org.rexed.circuit.Site;

/**
 * What is done to one subject besides drugs, in minutes of the slow clock.
 *
 * @param duration_min length of the study
 * @param tick_min length of a tick
 * @param tests assays in the order in which they are done when due at the same time
 * @param lesions cuts of pathways and blocks of nerves, with their ends
 * @param sampling_min interval between samples of slow variables; 0 for none
 */
public record Protocol(
        double duration_min, double tick_min, List<Test> tests, List<Cut> lesions, double sampling_min) {

    /**
     * One assay at one time.
     *
     * @param time_min when
     * @param assay which
     * @param site where
     * @param baseline whether later readings of this assay and site are compared with it
     * @param keepSpikes whether the spikes of its probes are recorded
     * @param asked whether a rule of dosing asks for it: the rule is told, and it is no reading of the study
     */
    public record Test(
            double time_min, Assay assay, Site site, boolean baseline, boolean keepSpikes, boolean asked) {}

    /**
     * A pathway that does not conduct.
     *
     * @param from_min when
     * @param until_min when conduction returns (a reversible block); infinite for a lesion
     * @param dermatome whose nerves are blocked; empty for the dorsolateral funiculus
     */
    public record Cut(double from_min, double until_min, String dermatome) {
        /** A cut of the dorsolateral funiculus for good. */
        public static final Cut FUNICULUS = new Cut(0, Double.POSITIVE_INFINITY, "");

        /** Name of the pathway in tables of events. */
        String what() {
            return dermatome.isEmpty() ? "dorsolateral-funiculus" : "nerve-" + dermatome;
        }

        boolean lasts(double time_min) {
            return from_min <= time_min && time_min < until_min;
        }
    }
}
