package org.rexed.nociception;

/**
 * How a class of primary afferents answers stimuli. A fibre that is not sensitive to a modality has gain 0 for it.
 *
 * @param heatThreshold_C mean heat threshold
 * @param heatThresholdSpread_C standard deviation of the heat threshold between fibres
 * @param heatGain_Hz_per_C initial rate for each degree above threshold
 * @param forceThreshold_mN mean force threshold
 * @param forceThresholdSpread_mN half width of the uniform distribution of force thresholds
 * @param forceGain_Hz_per_mN initial rate for each mN once above threshold
 * @param maximum_Hz rate at which the fibre saturates
 * @param adaptation share of the drive lost with time at constant stimulus, 0 to 1
 * @param adaptation_ms time constant of that loss
 * @param ongoing_Hz rate without a stimulus
 * @param velocity_m_per_s conduction velocity
 */
public record AfferentSpec(
        double heatThreshold_C,
        double heatThresholdSpread_C,
        double heatGain_Hz_per_C,
        double forceThreshold_mN,
        double forceThresholdSpread_mN,
        double forceGain_Hz_per_mN,
        double maximum_Hz,
        double adaptation,
        double adaptation_ms,
        double ongoing_Hz,
        double velocity_m_per_s) {}
