package org.rexed.measure;

import org.rexed.document.Fields;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.quantity.Units;

/**
 * Where the whole 95 % interval of a quantity must lie, in the unit of the quantity.
 *
 * @param low it must lie above; negative infinity if unbounded
 * @param high it must lie below; infinity if unbounded
 */
public record Band(double low, double high) {
    /** Nothing is asked. */
    public static final Band ANYWHERE = new Band(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Reads {@code pass: {above: x, below: y}}, of which at least one is needed; problems go to the fields' list. */
    public static Band read(Fields f) {
        Fields pass = f.map("pass");
        double low = pass.quantity("above", "1", Double.NEGATIVE_INFINITY);
        double high = pass.quantity("below", "1", Double.POSITIVE_INFINITY);
        if (!pass.has("above") && !pass.has("below")) {
            f.problem("pass", "pass: expected above, below or both; the 95 % interval must lie there");
        } else if (low >= high) {
            f.problem("pass", "pass: above must be less than below, otherwise nothing passes");
        }
        pass.done();
        return new Band(low, high);
    }

    /** Whether anything is asked at all. */
    public boolean judges() {
        return low != Double.NEGATIVE_INFINITY || high != Double.POSITIVE_INFINITY;
    }

    /** Whether an interval lies there; one that does not exist lies nowhere, unless nothing is asked. */
    public boolean holds(Estimate estimate) {
        return !judges() || estimate.low() > low && estimate.high() < high;
    }

    /** The rule in words. */
    public String rule() {
        if (!judges()) {
            return "reported";
        }
        if (low == Double.NEGATIVE_INFINITY) {
            return "below " + Units.text(high, "1");
        }
        return high == Double.POSITIVE_INFINITY ? "above " + Units.text(low, "1")
            : "between " + Units.text(low, "1") + " and " + Units.text(high, "1");
    }
}
