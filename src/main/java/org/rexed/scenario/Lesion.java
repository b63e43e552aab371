package org.rexed.scenario;

import java.util.List;
import org.rexed.document.Location;

/**
 * A part of the nervous system put out of action for some time or for good.
 *
 * @param site name of the place in the anatomy, such as {@code dlf}
 * @param at_min when it begins
 * @param until_min when it ends; infinite if it does not
 * @param location of the site's name in the file
 */
public record Lesion(String site, double at_min, double until_min, Location location) {
    /** Names of what can be put out of action. */
    public static final List<String> SITES = List.of("dlf", "dorsolateral-funiculus");
}
