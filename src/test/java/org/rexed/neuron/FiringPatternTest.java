package org.rexed.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rexed.Laboratory;
import org.rexed.circuit.PopulationSpec;

/** How cells of each pattern answer a sustained excitation of one second, and the intrinsic currents behind it. */
class FiringPatternTest {
    private static final int BEFORE_ms = 1_000;
    private static final int PULSE_ms = 1_000;
    private static final SynapticKinetics KINETICS = Laboratory.anatomy().kinetics();
    private static final IntrinsicCurrents INTRINSIC = Laboratory.anatomy().intrinsic();

    private static Neurons cell(Membrane membrane, FiringPattern pattern) {
        Neurons cell = new Neurons(
                KINETICS, INTRINSIC,
                new Neurons.Cells(new Membrane[] {membrane}, new FiringPattern[] {pattern}, new double[1], 0),
                TimeStep.DEFAULT);
        cell.settle(new ModulationPorts(1), new double[] {1});
        return cell;
    }

    /**
     * Times of spikes in ms after the onset of an excitatory conductance.
     *
     * @param strength conductance relative to the one that takes the resting cell to its threshold
     */
    private static List<Double> spikes_ms(Membrane m, FiringPattern pattern, double strength) {
        Neurons cell = cell(m, pattern);
        double weakest_nS = m.leak_nS() * (m.threshold_mV() - m.rest_mV()) / -m.threshold_mV();
        int[] fired = new int[1];
        List<Double> spikes = new ArrayList<>();
        for (int step = 0; step < 10 * (BEFORE_ms + PULSE_ms); step++) {
            if (step >= 10 * BEFORE_ms) {
                cell.input(Channel.AMPA)[0] = (float) (strength * weakest_nS);
            }
            cell.integrate(step);
            if (cell.threshold(fired) > 0) {
                spikes.add(step / 10.0 - BEFORE_ms);
            }
        }
        return spikes;
    }

    private static FiringPattern shipped(String population, String pattern) {
        return Laboratory.anatomy().population(population).patterns().keySet().stream()
                .filter(p -> p.name().equals(pattern))
                .findFirst()
                .orElseThrow();
    }

    private static List<Double> shippedSpikes(String population, String pattern, double strength) {
        PopulationSpec spec = Laboratory.anatomy().population(population);
        return spikes_ms(spec.membrane(), shipped(population, pattern), strength);
    }

    private static long count(List<Double> spikes, double from_ms, double to_ms) {
        return spikes.stream().filter(t -> t >= from_ms && t < to_ms).count();
    }

    @ParameterizedTest
    @CsvSource({"excitatory, 1.2", "excitatory, 2", "inhibitory, 1.2", "inhibitory, 2", "wide-dynamic-range, 2"})
    void tonicCellsFireRegularlyToTheEnd(String population, double strength) {
        List<Double> spikes = shippedSpikes(population, "tonic", strength);
        assertThat(spikes).hasSizeGreaterThan(10);
        assertThat(spikes.get(spikes.size() - 1)).isGreaterThan(900);
        for (int s = spikes.size() / 2; s < spikes.size() - 1; s++) {
            double interval = spikes.get(s + 1) - spikes.get(s);
            double before = spikes.get(s) - spikes.get(s - 1);
            assertThat(interval).isCloseTo(before, within(0.05 * before + 0.2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"excitatory", "wide-dynamic-range"})
    void delayedCellsBeginLateAndGoOn(String population) {
        List<Double> spikes = shippedSpikes(population, "delayed", 1.2);
        double tonic_ms = shippedSpikes(population, "tonic", 1.2).get(0);
        assertThat(spikes.get(0)).isBetween(5 * tonic_ms, 600.0);
        assertThat(count(spikes, 500, 1_000)).isGreaterThan(3);
    }

    @ParameterizedTest
    @CsvSource({"excitatory, 2", "inhibitory, 2", "wide-dynamic-range, 2"})
    void initialBurstsStop(String population, double strength) {
        List<Double> spikes = shippedSpikes(population, "initial-burst", strength);
        assertThat(count(spikes, 0, 100)).isBetween(2L, 8L);
        assertThat(count(spikes, 500, 1_000)).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.2, 1.5, 2})
    void singleSpikeCellsFireOnce(double strength) {
        List<Double> spikes = shippedSpikes("excitatory", "single", strength);
        assertThat(spikes).hasSize(1);
        assertThat(spikes.get(0)).isLessThan(30);
    }

    /** The same cell with more of one current: what each does, whatever the shipped values are. */
    @Test
    void adaptationStopsAndTransientPotassiumDelays() {
        Membrane membrane = Laboratory.anatomy().population("excitatory").membrane();
        List<Double> plain = spikes_ms(membrane, new FiringPattern("plain", 0, 100, 0), 1.5);
        List<Double> adapting = spikes_ms(membrane, new FiringPattern("adapting", 0.8, 2000, 0), 1.5);
        List<Double> fatigued = spikes_ms(membrane, new FiringPattern("fatigued", 20, 2000, 0), 1.5);
        List<Double> delayed = spikes_ms(membrane, new FiringPattern("delayed", 0, 100, 4), 1.5);
        assertThat(adapting.get(0)).isEqualTo(plain.get(0));
        assertThat(plain.size()).isGreaterThan(5 * adapting.size());
        assertThat(fatigued).hasSize(1);
        assertThat(delayed.get(0)).isGreaterThan(plain.get(0) + 50);
        double lastInterval = delayed.get(delayed.size() - 1) - delayed.get(delayed.size() - 2);
        double plainInterval = plain.get(plain.size() - 1) - plain.get(plain.size() - 2);
        assertThat(lastInterval).isLessThan(3 * plainInterval);
    }

    /** A cell that has been held hyperpolarized has more transient potassium current to overcome. */
    @Test
    void transientPotassiumRecoversFromInactivationAtHyperpolarizedPotentials() {
        double fromRest_ms = delay_ms(4, 0) - delay_ms(0, 0);
        double fromBelow_ms = delay_ms(4, 8) - delay_ms(0, 8);
        assertThat(fromBelow_ms).isGreaterThan(fromRest_ms + 30);
    }

    /** Time to the first spike of a cell held by a conductance that reverses at -90 mV until the pulse begins. */
    private static double delay_ms(double transientPotassium_nS, double held_nS) {
        Neurons cell = cell(
                Laboratory.anatomy().population("excitatory").membrane(),
                new FiringPattern("any", 0, 100, transientPotassium_nS));
        ModulationPorts ports = new ModulationPorts(1);
        ports.chlorideShift_mV[0] = -90 - KINETICS.chloride_mV();
        cell.settle(ports, new double[] {1});
        int[] fired = new int[1];
        for (int step = 0; step < 20_000; step++) {
            cell.input(Channel.GABA)[0] = step < 10_000 ? (float) held_nS : 0;
            cell.input(Channel.AMPA)[0] = step < 10_000 ? 0 : 2;
            cell.integrate(step);
            if (cell.threshold(fired) > 0) {
                return step / 10.0 - 1_000;
            }
        }
        return Double.NaN;
    }

    /** The cation conductance read from the balance of a cell whose NMDA channels have closed again. */
    private static double cation_nS(Neurons cell, Membrane m) {
        double v = cell.potential()[0];
        return m.leak_nS() * (v - m.rest_mV()) / (INTRINSIC.cation_mV() - v);
    }

    private static Membrane deep(double gain_nS_per_fC, double limit_nS) {
        return new Membrane(100, 4.2, -65, 100, -60, 3, 0, gain_nS_per_fC, limit_nS);
    }

    private static void run(Neurons cell, int from_ms, int to_ms) {
        for (int step = 10 * from_ms; step < 10 * to_ms; step++) {
            cell.integrate(step);
            cell.threshold(new int[1]);
        }
    }

    @Test
    void calciumThroughNmdaChannelsOpensACationCurrentThatClosesWithinSeconds() {
        Membrane membrane = deep(1e-3, 100);
        Neurons cell = cell(membrane, new FiringPattern("tonic", 0, 100, 0));
        run(cell, 0, 500);
        assertThat(cation_nS(cell, membrane)).isCloseTo(0, within(2e-4));
        cell.input(Channel.NMDA)[0] = 1;
        run(cell, 500, 2_000);
        double opened = cell.calcium()[0] * 1e-3;
        double after1500 = cation_nS(cell, membrane);
        // The charge entered within the first 300 ms: the current has decayed for 1.2 to 1.5 s of its 2 s.
        assertThat(opened).isGreaterThan(0.01);
        assertThat(after1500)
                .isBetween(opened * StrictMath.exp(-1_500 / 2_000.0), opened * StrictMath.exp(-1_200 / 2_000.0));
        run(cell, 2_000, 3_000);
        double ratio = StrictMath.exp(-1_000 / INTRINSIC.cationDecay_ms());
        assertThat(cation_nS(cell, membrane) / after1500).isCloseTo(ratio, within(0.01));
    }

    @Test
    void theCationCurrentStaysBelowItsLimitAndNeedsAGain() {
        Membrane limited = deep(1, 0.5);
        Neurons cell = cell(limited, new FiringPattern("tonic", 0, 100, 0));
        cell.input(Channel.NMDA)[0] = 1;
        run(cell, 0, 1_000);
        assertThat(cation_nS(cell, limited)).isBetween(0.2, 0.5);
        Membrane without = deep(0, 0);
        cell = cell(without, new FiringPattern("tonic", 0, 100, 0));
        cell.input(Channel.NMDA)[0] = 1;
        run(cell, 0, 3_000);
        assertThat(cell.calcium()[0]).isPositive();
        assertThat(cation_nS(cell, without)).isCloseTo(0, within(2e-4));
    }
}
