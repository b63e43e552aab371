package org.rexed.dosing;

import java.util.ArrayList;
import java.util.List;
import org.rexed.pharmacology.Amount;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.Route;

/**
 * Doses that get smaller on a plan. With t the time since the start over the length of the taper, a dose is
 * {@code first + (last - first) t} (linear), {@code first (last / first)^t} (exponential), or the linear dose of the
 * stage's start (stepwise, in stages of equal length). The last dose of the formula is where the taper leads, not given
 * any more.
 *
 * @param drug the drug
 * @param first dose, or amount per minute, at the start
 * @param lastShare where it leads, as a share of the first
 * @param rate whether it is an infusion whose rate is changed, otherwise boluses
 * @param route by which way
 * @param from_min start, min
 * @param length_min length, min
 * @param every_min time between doses, or between changes of the rate, min
 * @param shape how it falls
 * @param stages number of stages of a stepwise taper
 */
public record Taper(
        String drug, Amount first, double lastShare, boolean rate, Route route, double from_min, double length_min,
        double every_min, Shape shape, int stages) {
    /** How doses fall. */
    public enum Shape {
        /** By the same amount each time. */
        LINEAR,
        /** By the same share each time. */
        EXPONENTIAL,
        /** In stages of equal length. */
        STEPWISE
    }

    /** The share of the first dose that is due at a time after the start, min. */
    double share(double since_min) {
        double t = since_min / length_min;
        return switch (shape) {
            case LINEAR -> 1.0 + (lastShare - 1.0) * t;
            case EXPONENTIAL -> StrictMath.pow(lastShare, t);
            case STEPWISE -> 1.0 + (lastShare - 1.0) * StrictMath.floor(t * stages + 1e-9) / stages;
        };
    }

    /** Every dose, or every spell of the infusion, of the taper. */
    public List<Dose> doses() {
        List<Dose> doses = new ArrayList<>();
        int count = (int) StrictMath.ceil(length_min / every_min - 1e-9);
        for (int k = 0; k < count; k++) {
            double since = k * every_min;
            Amount amount = first.times(share(since));
            if (amount.value() > 0.0) {
                doses.add(rate
                        ? Dose.infusion(drug, amount, route, from_min + since,
                                Math.min(every_min, length_min - since))
                        : Dose.bolus(drug, amount, route, from_min + since));
            }
        }
        return doses;
    }
}
