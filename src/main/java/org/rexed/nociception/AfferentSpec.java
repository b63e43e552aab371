package org.rexed.nociception;

/**
 * How a class of primary afferents answers stimuli. A fibre that is not sensitive to a modality has gain 0 for it.
 *
 * @param heat answer to warming
 * @param cold answer to cooling
 * @param thermal adaptation of the answers to temperature
 * @param force answer to force; the spread of its threshold is the half width of a uniform distribution
 * @param forceOffset_mN force at which the line of rate against force meets zero, below all thresholds
 * @param forcePlateau_mN force above which a {@link ForceCoding#PLATEAU plateau} fibre fires no faster
 * @param coding whether that plateau applies
 * @param mechanical adaptation of the answer to force
 * @param maximum_Hz rate at which the fibre saturates
 * @param ongoing_Hz rate without a stimulus
 * @param electricalThreshold mean threshold for electrical pulses, in multiples of that of A-beta fibres
 * @param electricalSpread standard deviation of the logarithm of that threshold
 * @param refractory_ms shortest time between spikes
 * @param velocity_m_per_s mean conduction velocity
 * @param velocitySpread standard deviation of the logarithm of the velocity between fibres
 */
public record AfferentSpec(
        Sensitivity heat,
        Sensitivity cold,
        Adaptation thermal,
        Sensitivity force,
        double forceOffset_mN,
        double forcePlateau_mN,
        ForceCoding coding,
        Adaptation mechanical,
        double maximum_Hz,
        double ongoing_Hz,
        double electricalThreshold,
        double electricalSpread,
        double refractory_ms,
        double velocity_m_per_s,
        double velocitySpread) {
    /**
     * Sensitivity to one modality.
     *
     * @param threshold mean threshold, in degrees Celsius or mN
     * @param spread how thresholds differ between fibres, in the same unit
     * @param gain_Hz initial rate for each unit: of heat above or cold below threshold, or of force above the
     *     offset once above threshold
     */
    public record Sensitivity(double threshold, double spread, double gain_Hz) {}

    /** The same fibres with the other reading of how they code strong forces. */
    public AfferentSpec with(ForceCoding other) {
        return new AfferentSpec(
                heat, cold, thermal, force, forceOffset_mN, forcePlateau_mN, other, mechanical, maximum_Hz, ongoing_Hz,
                electricalThreshold, electricalSpread, refractory_ms, velocity_m_per_s, velocitySpread);
    }
}
