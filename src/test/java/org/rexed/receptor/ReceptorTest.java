package org.rexed.receptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;

/** Checks competition, the operational model and channel block against what receptor theory demands of them. */
class ReceptorTest {
    private static final NmdaBlock.Blocker KETAMINE = new NmdaBlock.Blocker(3000, 1.2, 0.5, 10.0);
    private static final NmdaBlock.Blocker MK801 = new NmdaBlock.Blocker(40, 1.0, 1.0, 60.0);

    @Test
    void halfTheReceptorsAreHeldAtTheDissociationConstant() {
        assertThat(Competition.occupancy(14.0, 14.0)).isEqualTo(0.5);
        assertThat(Competition.occupancy(-1e-18, 14.0)).isZero();
    }

    @Test
    void antagonistShiftsTheCurveInParallelAsSchildDemands() {
        double shift = 1.0 + 9.3 / 0.93;
        for (double agonist = 0.01; agonist < 1e6; agonist *= 3.0) {
            double alone = Competition.occupancy(agonist, 14.0);
            double against = Competition.occupancies(new double[] {agonist * shift, 9.3}, new double[] {14, 0.93})[0];
            assertThat(against).isCloseTo(alone, within(1e-12));
        }
    }

    @Test
    void occupanciesStayBetweenZeroAndOne() {
        Well19937c random = new Well19937c(3L);
        for (int trial = 0; trial < 200; trial++) {
            int n = 1 + random.nextInt(5);
            double[] c = new double[n];
            double[] k = new double[n];
            for (int i = 0; i < n; i++) {
                c[i] = StrictMath.pow(10.0, 20 * random.nextDouble() - 10);
                k[i] = StrictMath.pow(10.0, 10 * random.nextDouble() - 5);
            }
            double sum = 0.0;
            for (double occupancy : Competition.occupancies(c, k)) {
                assertThat(occupancy).isBetween(0.0, 1.0);
                sum += occupancy;
            }
            assertThat(sum).isLessThanOrEqualTo(1.0 + 1e-12);
        }
    }

    @Test
    void partialAgonistHasACeilingAndAntagonisesAFullOne() {
        OperationalModel model = new OperationalModel(10.0);
        double[] efficacy = {1.0, 0.2};
        double ceiling = model.ceiling(0.2, 1.0);
        assertThat(ceiling).isCloseTo(2.0 / 3.0, within(1e-12));
        double full = model.effect(Competition.occupancies(new double[] {1e4, 0}, new double[] {10, 1}), efficacy, 1);
        double mixed = model.effect(Competition.occupancies(new double[] {1e4, 1e6}, new double[] {10, 1}),
                efficacy, 1);
        assertThat(full).isGreaterThan(0.9);
        assertThat(mixed).isLessThan(full - 0.2).isGreaterThanOrEqualTo(ceiling);
    }

    @Test
    void naloxoneRemovesAnAgonistEffectAndLossOfCouplingCostsAPartialAgonistMore() {
        OperationalModel model = new OperationalModel(10.0);
        double[] efficacy = {0.58, 0.0};
        double before = model.effect(Competition.occupancies(new double[] {100, 0}, new double[] {14, 0.93}),
                efficacy, 1.0);
        double after = model.effect(Competition.occupancies(new double[] {100, 2000}, new double[] {14, 0.93}),
                efficacy, 1.0);
        assertThat(after).isLessThan(0.1 * before);
        double fullLoss = model.ceiling(1.0, 0.3) / model.ceiling(1.0, 1.0);
        double partialLoss = model.ceiling(0.2, 0.3) / model.ceiling(0.2, 1.0);
        assertThat(partialLoss).isLessThan(fullLoss);
        assertThatThrownBy(() -> new OperationalModel(0.0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void blockFollowsItsCurveAndBlockersCompete() {
        assertThat(NmdaBlock.unblockedAtEquilibrium(List.of(KETAMINE), new double[] {3000})).isEqualTo(0.5);
        assertThat(NmdaBlock.unblockedAtEquilibrium(List.of(), new double[0])).isEqualTo(1.0);
        double both = NmdaBlock.unblockedAtEquilibrium(List.of(KETAMINE, MK801), new double[] {3000, 40});
        assertThat(both).isCloseTo(1.0 / 3.0, within(1e-12));
    }

    @Test
    void trappedBlockLeavesWithItsHalfLifeAndSplitStepsAgree() {
        NmdaBlock block = new NmdaBlock(List.of(MK801));
        assertThat(block.unblocked()).isEqualTo(1.0);
        block.advance(1e6, new double[] {40});
        assertThat(block.unblocked()).isCloseTo(0.5, within(1e-12));
        block.advance(60.0, new double[] {0});
        assertThat(block.unblocked()).isCloseTo(0.75, within(1e-12));
        NmdaBlock onset = new NmdaBlock(List.of(MK801));
        onset.advance(60.0, new double[] {40});
        assertThat(onset.unblocked()).as("twice as fast at the IC50 as the release").isCloseTo(0.625, within(1e-12));
        NmdaBlock whole = new NmdaBlock(List.of(KETAMINE, MK801));
        NmdaBlock split = new NmdaBlock(List.of(KETAMINE, MK801));
        whole.advance(10.0, new double[] {2000, 30});
        split.advance(3.0, new double[] {2000, 30});
        split.advance(7.0, new double[] {2000, 30});
        assertThat(split.unblocked()).isCloseTo(whole.unblocked(), within(1e-14)).isBetween(0.0, 1.0);
    }
}
