package org.rexed.receptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;

/** Checks competition, the operational model and channel block against what receptor theory demands of them. */
class ReceptorTest {
    private static final NmdaBlock.Blocker KETAMINE = new NmdaBlock.Blocker(3000, 0.55, 1.0, 60.0, 0.9);
    private static final NmdaBlock.Blocker MK801 = new NmdaBlock.Blocker(40, 0.4, 0.5, 0.3, 1.0);
    private static final NmdaBlock.Blocker MEMANTINE = new NmdaBlock.Blocker(3000, 0.8, 1.0, 12.0, 0.5);
    private static final double REST_mV = NmdaBlock.REFERENCE_mV;

    private static double[] equilibrium(double[] free_nM, double[] ki_nM) {
        double[] fast = new double[ki_nM.length];
        Arrays.fill(fast, Double.POSITIVE_INFINITY);
        return new CompetitiveBinding(ki_nM, fast).occupancies(free_nM);
    }

    @Test
    void halfTheReceptorsAreHeldAtTheDissociationConstant() {
        assertThat(equilibrium(new double[] {14}, new double[] {14})[0]).isEqualTo(0.5);
        assertThat(equilibrium(new double[] {-1e-18}, new double[] {14})[0]).isZero();
    }

    @Test
    void antagonistShiftsTheCurveInParallelAsSchildDemands() {
        double shift = 1.0 + 9.3 / 0.93;
        for (double agonist = 0.01; agonist < 1e6; agonist *= 3.0) {
            double alone = equilibrium(new double[] {agonist}, new double[] {14})[0];
            double against = equilibrium(new double[] {agonist * shift, 9.3}, new double[] {14, 0.93})[0];
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
            for (double occupancy : equilibrium(c, k)) {
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
        double full = model.effect(equilibrium(new double[] {1e4, 0}, new double[] {10, 1}), efficacy, 1);
        double mixed = model.effect(equilibrium(new double[] {1e4, 1e6}, new double[] {10, 1}),
                efficacy, 1);
        assertThat(full).isGreaterThan(0.9);
        assertThat(mixed).isLessThan(full - 0.2).isGreaterThanOrEqualTo(ceiling);
    }

    @Test
    void naloxoneRemovesAnAgonistEffectAndLossOfCouplingCostsAPartialAgonistMore() {
        OperationalModel model = new OperationalModel(10.0);
        double[] efficacy = {0.58, 0.0};
        double before = model.effect(equilibrium(new double[] {100, 0}, new double[] {14, 0.93}),
                efficacy, 1.0);
        double after = model.effect(equilibrium(new double[] {100, 2000}, new double[] {14, 0.93}),
                efficacy, 1.0);
        assertThat(after).isLessThan(0.1 * before);
        double fullLoss = model.ceiling(1.0, 0.3) / model.ceiling(1.0, 1.0);
        double partialLoss = model.ceiling(0.2, 0.3) / model.ceiling(0.2, 1.0);
        assertThat(partialLoss).isLessThan(fullLoss);
        assertThatThrownBy(() -> new OperationalModel(0.0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void slowLigandsBindByMassActionAndReceptorsAreConserved() {
        Well19937c random = new Well19937c(8L);
        for (int trial = 0; trial < 200; trial++) {
            double[] ki = {0.2, 5.0, 1.0};
            double[] off = {0.017, Double.POSITIVE_INFINITY, 0.3};
            CompetitiveBinding binding = new CompetitiveBinding(ki, off);
            for (int i = 0; i < 50; i++) {
                double[] free = {random.nextDouble(), 20 * random.nextDouble(), random.nextInt(2)};
                binding.advance(100 * random.nextDouble(), free);
                double sum = 0.0;
                for (double part : binding.occupancies(free)) {
                    assertThat(part).isBetween(0.0, 1.0);
                    sum += part;
                }
                assertThat(sum).isLessThanOrEqualTo(1.0 + 1e-12);
            }
            double[] last = {0.4, 10.0, 3.0};
            binding.advance(1e7, last);
            double[] equilibrium = equilibrium(last, ki);
            for (int i = 0; i < 3; i++) {
                assertThat(binding.occupancies(last)[i]).isCloseTo(equilibrium[i], within(1e-9));
            }
        }
    }

    /** dS/dt = koff (C/K (1 - S) / (1 + A/Ka) - S): a fast competitor slows a slow ligand down, in small steps. */
    @Test
    void aSlowLigandFollowsItsEquationBesideAFastOne() {
        CompetitiveBinding binding =
                new CompetitiveBinding(new double[] {0.2, 5.0}, new double[] {0.017, Double.POSITIVE_INFINITY});
        double[] free = {0.5, 40.0};
        double held = 0.0;
        double h = 0.001;
        for (int i = 0; i < 30_000; i++) {
            double middle = held + h / 2 * 0.017 * (2.5 * (1 - held) / 9.0 - held);
            held += h * 0.017 * (2.5 * (1 - middle) / 9.0 - middle);
        }
        binding.advance(30.0, free);
        double[] found = binding.occupancies(free);
        assertThat(found[0]).isCloseTo(held, within(1e-8));
        assertThat(found[1]).isCloseTo((1 - held) * 8.0 / 9.0, within(1e-8));
        binding.advance(20.0, new double[] {0.0, 1e6});
        assertThat(binding.occupancies(new double[] {0.0, 1e6})[0]).as("an antagonist does not hurry it")
                .isCloseTo(held * StrictMath.exp(-0.34), within(1e-8));
    }

    @Test
    void blockFollowsItsCurveAndBlockersCompete() {
        assertThat(NmdaBlock.unblockedAtEquilibrium(List.of(KETAMINE), new double[] {3000}, REST_mV)).isEqualTo(0.5);
        assertThat(NmdaBlock.unblockedAtEquilibrium(List.of(), new double[0], REST_mV)).isEqualTo(1.0);
        double both = NmdaBlock.unblockedAtEquilibrium(List.of(KETAMINE, MK801), new double[] {3000, 40}, REST_mV);
        assertThat(both).isCloseTo(1.0 / 3.0, within(1e-12));
    }

    @Test
    void trappedBlockComesAndGoesAsFastAsChannelsOpen() {
        NmdaBlock block = new NmdaBlock(List.of(MK801));
        assertThat(block.unblocked()).isEqualTo(1.0);
        block.advance(1e7, new double[] {40}, 0.02, REST_mV);
        assertThat(block.unblocked()).as("full trapping: use decides the speed only").isCloseTo(0.5, within(1e-9));
        double restHalfLife_min = StrictMath.log(2.0) / (0.02 * 0.3);
        block.advance(restHalfLife_min, new double[] {0}, 0.02, REST_mV);
        assertThat(block.unblocked()).isCloseTo(0.75, within(1e-9));
        block.advance(restHalfLife_min / 5, new double[] {0}, 0.1, REST_mV);
        assertThat(block.unblocked()).as("five times the use, five times the speed").isCloseTo(0.875, within(1e-9));
        block.advance(1e6, new double[] {0}, 0.0, REST_mV);
        assertThat(block.unblocked()).as("nothing leaves a shut channel").isCloseTo(0.875, within(1e-9));
        NmdaBlock whole = new NmdaBlock(List.of(KETAMINE, MK801));
        NmdaBlock split = new NmdaBlock(List.of(KETAMINE, MK801));
        whole.advance(10.0, new double[] {2000, 30}, 0.05, REST_mV);
        split.advance(3.0, new double[] {2000, 30}, 0.05, REST_mV);
        split.advance(7.0, new double[] {2000, 30}, 0.05, REST_mV);
        assertThat(split.unblocked()).isCloseTo(whole.unblocked(), within(1e-13)).isBetween(0.0, 1.0);
    }

    @Test
    void partialTrappingSparesQuietChannelsAndDepolarisationExpelsTheBlocker() {
        NmdaBlock quiet = new NmdaBlock(List.of(MEMANTINE));
        NmdaBlock busy = new NmdaBlock(List.of(MEMANTINE));
        quiet.advance(1e5, new double[] {3000}, 0.02, REST_mV);
        busy.advance(1e5, new double[] {3000}, 1.0, REST_mV);
        assertThat(busy.unblocked()).isCloseTo(0.5, within(1e-9));
        double expected = 12.0 / (12.0 * 2 + 0.5 * 0.98 * 300);
        assertThat(1 - quiet.unblocked()).isCloseTo(expected, within(1e-9)).isLessThan(0.1);
        double woodhull = StrictMath.exp(0.8 * 20 / 26.73);
        double magnesium = (1 + StrictMath.exp(0.062 * 46) / 3.57) / (1 + StrictMath.exp(0.062 * 66) / 3.57);
        assertThat(MEMANTINE.ic50_nM(-46.0)).isCloseTo(3000 * woodhull * magnesium, within(1e-9));
        NmdaBlock.Blocker apart = new NmdaBlock.Blocker(3000, 0.8, 0.0, 12.0, 1.0);
        assertThat(NmdaBlock.unblockedAtEquilibrium(List.of(apart), new double[] {3000}, -20.0))
                .as("Woodhull: weaker when depolarised").isGreaterThan(0.75);
    }
}
