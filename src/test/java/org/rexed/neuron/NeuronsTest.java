package org.rexed.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Membranes against analytic solutions. */
class NeuronsTest {
    private static final int FIRST = 3;
    private static final int COUNT = 20;
    private static final SynapticKinetics KINETICS =
            new SynapticKinetics(5, 100, 20, 10, 2000, -70, -90, 1.0, 0.1);
    private static final Membrane MEMBRANE = new Membrane(50, 2.5, -65, -45, -60, 3, 0.4, 100, 2);
    private final int[] fired = new int[COUNT];
    private final ModulationPorts ports = new ModulationPorts(COUNT);
    private Neurons neurons;

    @BeforeEach
    void rested() {
        Membrane[] membranes = new Membrane[COUNT];
        Arrays.fill(membranes, FIRST, COUNT, MEMBRANE);
        neurons = new Neurons(KINETICS, membranes, new double[COUNT], FIRST);
        neurons.settle(ports);
    }

    private int step() {
        neurons.integrate();
        return neurons.threshold(fired);
    }

    @Test
    void aDisturbedMembraneDecaysLikeAResistorAndCapacitor() {
        neurons.potential()[5] = -55;
        double tau_ms = 50 / 2.5;
        for (int step = 1; step <= 1_000; step++) {
            step();
            double expected_mV = -65 + 10 * StrictMath.exp(-step * Neurons.STEP_ms / tau_ms);
            assertThat(neurons.potential()[5]).isCloseTo(expected_mV, within(1e-4));
        }
        assertThat(neurons.potential()[6]).isCloseTo(-65, within(1e-9));
    }

    @Test
    void aSteadyConductanceLeadsToTheAnalyticBalance() {
        ports.addedLeak_nS[7] = 2.5;
        neurons.settle(ports);
        for (int step = 0; step < 5_000; step++) {
            step();
        }
        assertThat(neurons.potential()[7]).isCloseTo((-65 - 90) / 2.0, within(1e-6));
        assertThat(neurons.potential()[8]).isCloseTo(-65, within(1e-9));
    }

    @Test
    void conductancesDecayWithTheTimeOfTheirChannel() {
        for (Channel channel : Channel.values()) {
            neurons.conductance(channel)[FIRST] = 1e-3;
        }
        for (int step = 0; step < 100; step++) {
            step();
        }
        for (Channel channel : Channel.values()) {
            double expected_nS = 1e-3 * StrictMath.exp(-10 / KINETICS.decay_ms(channel));
            assertThat(neurons.conductance(channel)[FIRST]).isCloseTo(expected_nS, within(1e-9));
        }
    }

    @Test
    void eachChannelMovesThePotentialTowardsItsReversal() {
        for (Channel channel : Channel.values()) {
            neurons.settle(ports);
            neurons.conductance(channel)[9] = 1;
            step();
            double change_mV = neurons.potential()[9] + 65;
            boolean inhibits = channel == Channel.GABA || channel == Channel.GLYCINE;
            assertThat(inhibits ? -change_mV : change_mV).as(channel.name()).isPositive();
        }
    }

    @Test
    void magnesiumBlocksNmdaChannelsAtRestAndLetsGoWhenDepolarized() {
        neurons.conductance(Channel.NMDA)[9] = 1;
        neurons.conductance(Channel.NMDA)[10] = 1;
        neurons.potential()[10] = -46;
        neurons.integrate();
        double atRest = neurons.calcium()[9] / 65;
        double depolarized = neurons.calcium()[10] / 46;
        double expected = (1 + StrictMath.exp(0.062 * 65) / 3.57) / (1 + StrictMath.exp(0.062 * 46) / 3.57);
        assertThat(depolarized / atRest).isCloseTo(expected, within(1e-6));
    }

    @Test
    void aCellFiresOnceThenWaitsOutItsRefractoryTime() {
        ports.thresholdShift_mV[4] = -30;
        neurons.settle(ports);
        int last = -1;
        int spikes = 0;
        for (int step = 0; step < 200; step++) {
            if (step() == 1) {
                assertThat(fired[0]).isEqualTo(4);
                assertThat(neurons.potential()[4]).isEqualTo(-60);
                if (last >= 0) {
                    assertThat(step - last).isEqualTo(31);
                }
                last = step;
                spikes++;
            }
        }
        assertThat(spikes).isEqualTo(7);
    }

    @Test
    void firesAtExactlyTheThreshold() {
        step();
        double reached_mV = neurons.potential()[4];
        ports.thresholdShift_mV[4] = reached_mV + 45;
        ports.thresholdShift_mV[5] = Math.nextUp(reached_mV) + 45;
        assertThat(-45 + ports.thresholdShift_mV[5]).isGreaterThan(reached_mV);
        neurons.settle(ports);
        assertThat(step()).isEqualTo(1);
        assertThat(fired[0]).isEqualTo(4);
    }

    @Test
    void reportsAllCellsThatFireInRisingOrder() {
        Arrays.fill(neurons.potential(), FIRST, COUNT, -20);
        assertThat(step()).isEqualTo(COUNT - FIRST);
        for (int i = 0; i < COUNT - FIRST; i++) {
            assertThat(fired[i]).isEqualTo(FIRST + i);
        }
        assertThat(step()).isZero();
    }

    @Test
    void spikesAddAdaptationThatHyperpolarizes() {
        neurons.potential()[6] = -20;
        for (int step = 0; step < 400; step++) {
            step();
        }
        assertThat(neurons.potential()[6]).isLessThan(-65.5);
    }

    @Test
    void theDeadDoNotFire() {
        neurons.kill(6);
        assertThat(neurons.alive(6)).isFalse();
        neurons.settle(ports);
        Arrays.fill(neurons.potential(), FIRST, COUNT, -20);
        assertThat(step()).isEqualTo(COUNT - FIRST - 1);
        assertThat(Arrays.copyOf(fired, COUNT - FIRST - 1)).doesNotContain(6);
    }

    @Test
    void aPotentialThatIsNotANumberIsRefused() {
        neurons.potential()[11] = Double.NaN;
        assertThatThrownBy(this::step)
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("neuron 11");
    }

    @Test
    void neuronsWithoutAMembraneStayUntouched() {
        for (int step = 0; step < 10; step++) {
            step();
        }
        assertThat(neurons.potential()[FIRST - 1]).isZero();
    }
}
