package org.rexed.validation;

import java.util.ArrayList;
import java.util.List;

/**
 * How well a model predicted a set of studies; shares are NaN if there is nothing to count.
 *
 * @param studies number of studies
 * @param contrasts scored targets that report a change
 * @param right of these, predicted on the right side
 * @param nulls scored targets that report no change
 * @param nullsRight of these, predicted within their limits
 * @param points scored targets with a printed number
 * @param covered of these, inside the 90 % prediction interval
 * @param coveredBySubjects of these, inside the narrower interval of chance between subjects alone
 * @param medianError median absolute relative error of the printed numbers
 * @param rootMeanSquareError of the same relative errors
 */
public record Score(int studies, int contrasts, int right, int nulls, int nullsRight, int points, int covered,
                    int coveredBySubjects, double medianError, double rootMeanSquareError) {
    private static final double RIGHT = 0.9;
    private static final double LEAST_COVERED = 0.8;
    private static final double MOST_COVERED = 0.97;
    private static final double LARGEST_ERROR = 0.3;

    /** Scores a model; what it cannot predict counts as wrong. */
    public static Score of(String model, List<StudyResult> results) {
        int[] n = new int[7];
        List<Double> errors = new ArrayList<>();
        for (StudyResult result : results) {
            for (int i = 0; result.complete() && i < result.study().targets().size(); i++) {
                Target target = result.study().targets().get(i);
                if (target.scored()) {
                    count(target, result.prediction(model, i), n, errors);
                }
            }
        }
        double squares = errors.stream().mapToDouble(e -> e * e).average().orElse(Double.NaN);
        return new Score((int) results.stream().filter(StudyResult::complete).count(), n[0], n[1], n[2], n[3], n[4],
            n[5], n[6], median(errors), StrictMath.sqrt(squares));
    }

    private static void count(Target target, Prediction prediction, int[] n, List<Double> errors) {
        boolean agrees = prediction.exists() && target.agrees(prediction.value());
        int kind = target.isNull() ? 2 : 0;
        n[kind]++;
        n[kind + 1] += agrees ? 1 : 0;
        if (target.published() != null) {
            n[4]++;
            n[5] += prediction.exists() && prediction.covers(target.published()) ? 1 : 0;
            n[6] += prediction.exists() && prediction.coversBySubjects(target.published()) ? 1 : 0;
            double error = prediction.relativeError(target.published());
            if (!Double.isNaN(error)) {
                errors.add(error);
            }
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int n = sorted.size();
        return n == 0 ? Double.NaN : (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    }

    /** Share of contrasts predicted on the right side. */
    public double direction() {
        return (double) right / contrasts;
    }

    /** Share of printed numbers inside the prediction interval. */
    public double coverage() {
        return (double) covered / points;
    }

    /** Share of printed numbers inside the interval of chance between subjects alone. */
    public double coverageBySubjects() {
        return (double) coveredBySubjects / points;
    }

    /**
     * Whether the goals are met: direction right in at least 90 % of contrasts, every null result predicted, 80 to
     * 97 % of the numbers inside their intervals, median error of at most 30 %. Goals with nothing to count are met.
     */
    public boolean reached() {
        return !(direction() < RIGHT) && nullsRight == nulls && !(coverage() < LEAST_COVERED)
            && !(coverage() > MOST_COVERED) && !(medianError > LARGEST_ERROR);
    }
}
