package org.rexed.assay;

/**
 * Result of one assay.
 *
 * @param value the reading
 * @param unit its unit
 * @param censored whether it stands at the cutoff
 */
public record Reading(double value, String unit, boolean censored) {}
