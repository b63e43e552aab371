package org.rexed.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/** The classifier on groups whose right answer is plain, and what it may not have seen. */
class DiscriminantAnalysisTest {
    /** Patients about (0, 0) and about (4, 4), turn by turn. */
    private static double[][] apart(int patients, double distance) {
        RandomSequence chance = RandomKey.of(3).sequence();
        double[][] readings = new double[patients][];
        for (int p = 0; p < patients; p++) {
            double centre = distance * (p % 2);
            readings[p] = new double[] {centre + chance.gaussian(), centre + chance.gaussian()};
        }
        return readings;
    }

    private static int[] turns(int patients) {
        return IntStream.range(0, patients).map(p -> p % 2).toArray();
    }

    @Test
    void clearGroupsAreSeparated() {
        double[][] readings = apart(60, 8);
        DiscriminantAnalysis analysis = new DiscriminantAnalysis(readings, turns(60), 2);
        assertThat(analysis.classify(new double[] {1, -1})).isZero();
        assertThat(analysis.classify(new double[] {7, 9})).isEqualTo(1);
        assertThat(DiscriminantAnalysis.crossValidated(readings, turns(60), 2, 10)).isEqualTo(turns(60));
        // Groups that are the same cannot be told apart.
        int[] guessed = DiscriminantAnalysis.crossValidated(apart(60, 0), turns(60), 2, 10);
        assertThat(IntStream.range(0, 60).filter(p -> guessed[p] == p % 2).count()).isBetween(15L, 45L);
    }

    @Test
    void distancesCountInStandardDeviations() {
        double[][] readings = new double[8][];
        int[] causes = new int[8];
        for (int p = 0; p < 8; p++) {
            causes[p] = p / 4;
            readings[p] = new double[] {2 * causes[p] + (p % 2 == 0 ? 3 : -3),
                causes[p] + (p / 2 % 2 == 0 ? 0.1 : -0.1)};
        }
        DiscriminantAnalysis analysis = new DiscriminantAnalysis(readings, causes, 2);
        // Nearer to (2, 1) as the crow flies, but nine deviations away from it in the second readout.
        assertThat(analysis.classify(new double[] {2, 0.1})).isZero();
        assertThat(analysis.classify(new double[] {0, 0.9})).isEqualTo(1);
    }

    @Test
    void covarianceBetweenReadoutsCounts() {
        // Both groups lie along the diagonal, side by side: the sum of both readouts says nothing, the difference all.
        double[][] readings = new double[20][];
        for (int p = 0; p < 20; p++) {
            double along = p / 2 - 4.5;
            double noise = p % 4 < 2 ? 0.1 : -0.1;
            readings[p] = new double[] {along + (p % 2 == 0 ? -0.5 : 0.5) + noise, along - noise};
        }
        DiscriminantAnalysis analysis = new DiscriminantAnalysis(readings, turns(20), 2);
        assertThat(analysis.classify(new double[] {3.5, 4})).isZero();
        assertThat(analysis.classify(new double[] {-3.5, -4})).isEqualTo(1);
    }

    @Test
    void crossValidationNeverLearnsFromTheFoldItIsAskedAbout() {
        double[][] readings = apart(40, 1);
        int[] causes = turns(40);
        int[] expected = new int[40];
        int[] seen = new int[40];
        DiscriminantAnalysis all = new DiscriminantAnalysis(readings, causes, 2);
        for (int p = 0; p < 40; p++) {
            int fold = p % 4;
            List<Integer> others = IntStream.range(0, 40).filter(other -> other % 4 != fold).boxed().toList();
            expected[p] = new DiscriminantAnalysis(others.stream().map(o -> readings[o]).toArray(double[][]::new),
                others.stream().mapToInt(o -> causes[o]).toArray(), 2).classify(readings[p]);
            seen[p] = all.classify(readings[p]);
        }
        int[] classified = DiscriminantAnalysis.crossValidated(readings, causes, 2, 4);
        assertThat(classified).isEqualTo(expected);
        assertThat(classified).as("it makes a difference").isNotEqualTo(seen);
        // A patient of the tested fold with another cause changes no answer of its fold.
        int[] lied = causes.clone();
        lied[5] = 1 - lied[5];
        int[] again = DiscriminantAnalysis.crossValidated(readings, lied, 2, 4);
        for (int p = 1; p < 40; p += 4) {
            assertThat(again[p]).isEqualTo(classified[p]);
        }
    }

    @Test
    void aCauseWithoutKnownPatientsIsNeverNamed() {
        double[][] readings = apart(20, 8);
        DiscriminantAnalysis analysis = new DiscriminantAnalysis(readings, turns(20), 3);
        for (double[] patient : readings) {
            assertThat(analysis.classify(patient)).isLessThan(2);
        }
        // Nor is it where nothing was read at all, far from both groups.
        double[][] far = Arrays.stream(readings).map(r -> new double[] {r[0] + 20, r[1] + 20})
            .toArray(double[][]::new);
        assertThat(new DiscriminantAnalysis(far, turns(20), 3).classify(new double[] {0, 0})).isZero();
        // The only patient with a cause, in a fold of its own, is given another one.
        int[] causes = new int[20];
        causes[7] = 1;
        assertThat(DiscriminantAnalysis.crossValidated(readings, causes, 2, 20)[7]).isZero();
    }

    @Test
    void readoutsThatNeverMoveOrBarelyMoveDoNoHarm() {
        List<double[]> readings = new ArrayList<>();
        for (double[] patient : apart(30, 8)) {
            readings.add(new double[] {patient[0], 5, patient[1]});
        }
        assertThat(DiscriminantAnalysis.crossValidated(readings.toArray(double[][]::new), turns(30), 2, 10))
            .isEqualTo(turns(30));
        double[][] tiny = Arrays.stream(apart(30, 8)).map(r -> new double[] {1e-7 * r[0], 1e-7 * r[1]})
            .toArray(double[][]::new);
        assertThat(DiscriminantAnalysis.crossValidated(tiny, turns(30), 2, 10)).isEqualTo(turns(30));
        double[][] still = new double[20][2];
        assertThat(DiscriminantAnalysis.crossValidated(still, turns(20), 2, 10)).containsOnly(0);
    }

    @Test
    void fewerPatientsThanFoldsAreEachLeftOutOnce() {
        double[][] readings = apart(6, 30);
        assertThat(DiscriminantAnalysis.crossValidated(readings, turns(6), 2, 10)).isEqualTo(turns(6));
    }
}
