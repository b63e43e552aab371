package org.rexed.assay;

import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;

/**
 * How strong a discharge of ascending cells is felt, on the numerical scale from 0, no pain, to 10. Nothing hurts up
 * to a criterion; beyond it the rating saturates as a Hill (Naka-Rushton) function of the discharge, {@code 10 d^n /
 * (d^n + h^n)} with {@code d} the discharge above the criterion and {@code h} that of rating 5.
 *
 * @param cells whose discharge is felt
 * @param criterion_Hz discharge, summed over cells, up to which nothing hurts
 * @param half_Hz discharge above the criterion that is rated 5
 * @param exponent steepness n
 */
record Perception(Listening cells, double criterion_Hz, double half_Hz, double exponent) {
    /** Upper end of the scale, which people are told. */
    static final double WORST = 10;

    /** Reads the {@code perception} section of an assay file. */
    static Perception read(Fields f, ParameterReader numbers) {
        Perception perception = new Perception(
                Listening.read(f, numbers),
                Window.positiveOrZero(f, "criterion", "Hz", numbers),
                Window.positive(f, "half", "Hz", numbers),
                Window.positive(f, "exponent", "1", numbers));
        f.done();
        return perception;
    }

    /** Rating from 0 to 10 of a discharge in Hz. */
    double rating(double discharge_Hz) {
        double above = Math.max(0, discharge_Hz - criterion_Hz);
        double powered = StrictMath.pow(above / half_Hz, exponent);
        return WORST * powered / (powered + 1);
    }
}
