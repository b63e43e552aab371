package org.rexed.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.rexed.measure.Quantity.As;

/**
 * The dose-response curve of absolute readings, {@code b + (cutoff - b) d^h / (d^h + ED50^h)}, fitted to the mean
 * readings of arms that differ in one dose, one of them without; unlike the percent of the maximum effect it keeps a
 * shift along the dose apart from a move of the baseline.
 *
 * @param doses by arm; one is 0
 * @param reading what is read in each
 * @param part which of its parameters
 */
record FittedCurve(Map<String, Double> doses, Reading reading, Part part) implements Quantity {
    /** A parameter of the curve. */
    enum Part {
        /** Dose with half of the effect from the baseline to the cutoff, in the unit of the doses. */
        ED50,
        /** Reading without the dose, in the unit of the assay. */
        BASELINE
    }

    /** Keeps its own copy of the doses. */
    FittedCurve {
        doses = new LinkedHashMap<>(doses);
    }

    @Override
    public double of(Observed data, int[] subjects) {
        List<String> arms = List.copyOf(doses.keySet());
        double[] dose = arms.stream().mapToDouble(doses::get).toArray();
        double[] read = arms.stream().mapToDouble(arm -> reading.of(arm, As.READING).of(data, subjects)).toArray();
        AbsoluteCurve curve = AbsoluteCurve.fit(dose, read, reading.cutoff());
        return part == Part.ED50 ? curve.ed50() : curve.baseline();
    }

    @Override
    public boolean additive() {
        return false;
    }

    @Override
    public void addTo(Needs needs) {
        doses.keySet().forEach(arm -> needs.addReading(arm, reading.assay(), reading.site(),
            reading.times_min()));
    }

    @Override
    public FittedCurve inArms(UnaryOperator<String> other) {
        Map<String, Double> renamed = new LinkedHashMap<>();
        doses.forEach((arm, dose) -> renamed.put(other.apply(arm), dose));
        return new FittedCurve(renamed, reading, part);
    }
}
