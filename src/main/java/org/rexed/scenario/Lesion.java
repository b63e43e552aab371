package org.rexed.scenario;

import java.util.List;
import org.rexed.document.Location;

/**
 * A part of the nervous system put out of action for some time or for good: the dorsolateral funiculus, or the nerves
 * of the dermatome of a site (a conduction block).
 *
 * @param site {@code dlf}, {@code dorsolateral-funiculus}, or a site of the anatomy
 * @param at_min when it begins
 * @param until_min when it ends; infinite if it does not
 * @param location of the site's name in the file
 */
public record Lesion(String site, double at_min, double until_min, Location location) {
    /** Names of the pathway from the brainstem; every other place is a site of the anatomy. */
    public static final List<String> FUNICULUS = List.of("dlf", "dorsolateral-funiculus");

    /** Whether it is the pathway from the brainstem, not the nerves of a dermatome. */
    public boolean ofFuniculus() {
        return FUNICULUS.contains(site);
    }
}
