package org.rexed.neuron;

/**
 * Kinetics of the two intrinsic currents some cells have.
 *
 * <p>Transient (A-type) potassium current: {@code g m(V) h}, with activation m rising from 0 to 1 and steady
 * inactivation h falling from 1 to 0 along straight ramps; h follows with one time constant. It delays firing.
 *
 * <p>Calcium-activated cation current of deep cells (Aguiar, Sousa and Lima 2010): opened by calcium that enters
 * through NMDA channels, closing within seconds; it carries wind-up and after-discharge.
 *
 * @param activationStart_mV potential at which m leaves 0
 * @param activationEnd_mV potential at which m reaches 1
 * @param inactivationStart_mV potential at which steady h leaves 1
 * @param inactivationEnd_mV potential at which steady h reaches 0
 * @param inactivation_ms time constant of h
 * @param cationDecay_ms decay time of the cation current
 * @param cation_mV its reversal potential
 */
public record IntrinsicCurrents(
        double activationStart_mV,
        double activationEnd_mV,
        double inactivationStart_mV,
        double inactivationEnd_mV,
        double inactivation_ms,
        double cationDecay_ms,
        double cation_mV) {}
