package org.rexed.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/**
 * A hundred calibrations to simulated data of a made-up dose-response curve: known values must come back, and their
 * intervals must hold them as often as they say.
 */
class RecoveryTest {
    private static final int FITS = 100;
    private static final double SD = 4;
    private static final double[] TRUE = {30, 80, 0.25};
    private static final List<FreeParameter> PARAMETERS = List.of(
        new FreeParameter("drugs/x:ed50", "nmol/L", 5, 200, 100, Transform.LOG),
        new FreeParameter("drugs/x:height", "%", 20, 150, 40, Transform.LINEAR),
        new FreeParameter("drugs/x:share", "1", 0.005, 0.9, 0.5, Transform.LOGIT));
    private static final double[] DOSES = {1, 3, 6, 10, 15, 20, 30, 40, 60, 90, 130, 200, 300, 500};

    private static final double[][] FITTED = new double[TRUE.length][FITS];
    private static final int[] HELD = new int[TRUE.length];
    private static final int[] CLOSED = new int[TRUE.length];

    /** Effect of each dose, a share of the height being there without the drug. */
    private static double[] curve(double... p) {
        return Arrays.stream(DOSES).map(dose -> {
            double bound = StrictMath.pow(dose / p[0], 1.6);
            return p[1] * (p[2] + (1 - p[2]) * bound / (1 + bound));
        }).toArray();
    }

    private static List<Term> data(RandomSequence noise) {
        List<Term> terms = new ArrayList<>();
        double[] exact = curve(TRUE);
        for (int i = 0; i < DOSES.length; i++) {
            double observed = exact[i] + SD * noise.gaussian();
            terms.add(new Term("made-up", "dose-" + i, 1, Term.Kind.VALUE, observed, observed, SD, "%"));
        }
        return terms;
    }

    @BeforeAll
    static void fit() {
        for (int fit = 0; fit < FITS; fit++) {
            RandomKey key = RandomKey.of(20).child("fit").child(fit);
            Objective objective = new Objective(PARAMETERS, data(key.child("noise").sequence()), RecoveryTest::curve);
            Search.Best best = new Search(objective::at, 8, key).minimise(objective.start(), 0.3, 500, 0);
            double[] values = objective.values(best.place());
            List<Profile> profiles = new ArrayList<>();
            for (int i = 0; i < TRUE.length; i++) {
                FITTED[i][fit] = values[i];
                profiles.add(Profile.of(objective, i, best.place(), best.value(), 60, key.child("profile")));
            }
            double reference = profiles.stream().mapToDouble(Profile::lowest).min().orElseThrow();
            for (int i = 0; i < TRUE.length; i++) {
                double low = profiles.get(i).low(reference);
                double high = profiles.get(i).high(reference);
                // A side that does not close holds everything within the bounds.
                boolean held = !(low > TRUE[i]) && !(high < TRUE[i]);
                HELD[i] += held ? 1 : 0;
                CLOSED[i] += profiles.get(i).identified(reference) ? 1 : 0;
            }
        }
    }

    @Test
    void theIntervalsHoldTheTrueValuesAsOftenAsTheySay() {
        for (int i = 0; i < TRUE.length; i++) {
            assertThat(HELD[i]).as(PARAMETERS.get(i).path()).isBetween(90, 99);
        }
    }

    @Test
    void nearlyAllIntervalsAreClosed() {
        for (int i = 0; i < TRUE.length; i++) {
            assertThat(CLOSED[i]).as(PARAMETERS.get(i).path()).isGreaterThanOrEqualTo(80);
        }
    }

    @Test
    void theMedianIsNotBiased() {
        for (int i = 0; i < TRUE.length; i++) {
            double[] sorted = FITTED[i].clone();
            Arrays.sort(sorted);
            double median = (sorted[FITS / 2 - 1] + sorted[FITS / 2]) / 2;
            assertThat(median / TRUE[i]).as(PARAMETERS.get(i).path()).isBetween(0.9, 1.1);
        }
    }
}
