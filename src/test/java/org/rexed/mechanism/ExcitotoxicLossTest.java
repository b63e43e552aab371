package org.rexed.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rexed.Laboratory;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.FiringSummary;
import org.rexed.circuit.Site;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.Channel;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.Population;
import org.rexed.nociception.HeatRamp;
import org.rexed.nociception.Stimulus;
import org.rexed.random.RandomKey;

/** Cells die with the stated hazard of a load that lasts, inhibitory ones first, and stay dead. */
class ExcitotoxicLossTest {
    private final Circuit circuit = Circuit.build(Laboratory.anatomy(), RandomKey.of(1));
    private final Milieu milieu = new Milieu(circuit);
    private final Watch watch = new Watch(milieu);
    private final List<Integer> inhibitory = new ArrayList<>();
    private final List<Integer> others = new ArrayList<>();
    private final double mean_pA;

    ExcitotoxicLossTest() {
        milieu.ongoing(Laboratory.resting());
        milieu.beginTick();
        double sum = 0;
        for (Population p : circuit.populations()) {
            if (milieu.dermatome(p) < 0 || circuit.spec(p).nmdaReceptors() == 0) {
                continue;
            }
            boolean inhibits = circuit.releases(p, Channel.GABA) || circuit.releases(p, Channel.GLYCINE);
            for (int i = p.first(); i < p.end(); i++) {
                (inhibits ? inhibitory : others).add(i);
                sum += milieu.ongoingCalcium_pA(i);
            }
        }
        mean_pA = sum / (inhibitory.size() + others.size());
    }

    private static ExcitotoxicLoss.Settings fromFile() {
        return ExcitotoxicLoss.Settings.read(Laboratory.parameters(ExcitotoxicLoss.NAME), new ParameterReader());
    }

    private ExcitotoxicLoss loss(ExcitotoxicLoss.Settings settings, double strength) {
        return new ExcitotoxicLoss(settings, strength, milieu, RandomKey.of(31));
    }

    /** Calcium of every cell above its own in the naive animal, in multiples of the mean of the cord. */
    private void load(double multiples) {
        for (int i = 0; i < circuit.size(); i++) {
            milieu.set(Signal.CALCIUM, i, milieu.ongoingCalcium_pA(i) + multiples * mean_pA);
        }
    }

    private void run(ExcitotoxicLoss mechanism, double hours, double step_min) {
        for (int tick = 1; tick <= hours * 60 / step_min; tick++) {
            watch.advance(mechanism, step_min);
        }
    }

    private int dead(List<Integer> cells) {
        return (int) cells.stream().filter(i -> !circuit.neurons().alive(i)).count();
    }

    private Set<Integer> dead() {
        Set<Integer> dead = new HashSet<>();
        IntPredicate alive = circuit.neurons()::alive;
        IntStream.range(circuit.afferents().count(), circuit.size()).filter(alive.negate()).forEach(dead::add);
        return dead;
    }

    /** A tick of any length draws with the same hazard. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 5, 60})
    void deathsAreBinomialWithTheStatedHazard(double step_min) {
        // A load that follows at once, so that the hazard is constant: 8^3 / (8^3 + 4^3) of 0.02 an hour.
        ExcitotoxicLoss mechanism =
                loss(new ExcitotoxicLoss.Settings(1e-9, 4, 3, 0.02 / 60, 0.2), 1);
        load(8);
        run(mechanism, 24, step_min);
        double hazard_per_h = 0.02 * 512 / (512 + 64);
        checkBinomial(dead(inhibitory), inhibitory.size(), 1 - StrictMath.exp(-24 * hazard_per_h));
        checkBinomial(dead(others), others.size(), 1 - StrictMath.exp(-24 * 0.2 * hazard_per_h));
        assertThat(dead(inhibitory) / (double) inhibitory.size())
                .as("mostly inhibitory cells")
                .isGreaterThan(2.0 * dead(others) / others.size());
        assertThat(dead()).hasSize(dead(inhibitory) + dead(others));
        double[] told = new double[2];
        mechanism.sample((entity, variable, value, unit) -> told[variable.contains("inhibitory") ? 0 : 1] = value);
        assertThat(told).containsExactly(dead(inhibitory), dead(others));
    }

    private static void checkBinomial(int count, int trials, double probability) {
        double deviation = StrictMath.sqrt(trials * probability * (1 - probability));
        assertThat((count - trials * probability) / deviation)
                .as("Z of %d among %d with chance %f", count, trials, probability)
                .isBetween(-4.0, 4.0);
    }

    @Test
    void nobodyDiesWithoutCalciumNorAtTheOrdinaryActivityOfEachCell() {
        ExcitotoxicLoss mechanism = loss(fromFile(), 1);
        load(0);
        run(mechanism, 24 * 30, 60);
        assertThat(dead()).as("ordinary activity").isEmpty();
        milieu.fill(Signal.CALCIUM, 0);
        run(mechanism, 24 * 30, 60);
        assertThat(dead()).as("NMDA channels blocked").isEmpty();
        load(50);
        run(mechanism, 24 * 30, 60);
        assertThat(dead()).as("high load").isNotEmpty();
    }

    /** The load needs its time constant to build up: a tick of very strong firing kills nobody. */
    @Test
    void aMomentOfStrongFiringKillsNobody() {
        ExcitotoxicLoss mechanism = loss(new ExcitotoxicLoss.Settings(720, 4, 3, 1, 1), 1);
        load(50);
        watch.advance(mechanism, 1);
        load(0);
        run(mechanism, 48, 1);
        // A hazard of one a minute, but a load that never exceeds 50 / 720.
        assertThat(dead().size()).isLessThanOrEqualTo(3);
        load(50);
        run(mechanism, 48, 1);
        assertThat(dead().size()).isGreaterThan(300);
    }

    @Test
    void strengthIsAFactorOnTheHazard() {
        ExcitotoxicLoss mechanism =
                loss(new ExcitotoxicLoss.Settings(1e-9, 4, 3, 0.02 / 60, 0.2), 2.5);
        load(8);
        run(mechanism, 12, 1);
        double hazard_per_h = 2.5 * 0.02 * 512 / (512 + 64);
        checkBinomial(dead(inhibitory), inhibitory.size(), 1 - StrictMath.exp(-12 * hazard_per_h));
    }

    @Test
    void theDeadStayDeadAndDoNotFire() {
        Site paw = Laboratory.anatomy().sites().get("left-hindpaw");
        Stimulus heat = new HeatRamp(paw.x_mm(), paw.y_mm(), 30, 8, 12, 0);
        FiringSummary before = Laboratory.probe(circuit, heat, 5, 1500);
        ExcitotoxicLoss mechanism = loss(new ExcitotoxicLoss.Settings(1e-9, 4, 3, 0.001, 1), 1);
        load(8);
        run(mechanism, 12, 5);
        Set<Integer> dead = dead();
        assertThat(dead.size()).isGreaterThan(100);
        milieu.fill(Signal.CALCIUM, 0);
        run(mechanism, 240, 60);
        assertThat(dead()).isEqualTo(dead);
        ModulationPorts ports = new ModulationPorts(circuit.size());
        watch.modulate(mechanism, ports);
        FiringSummary after = Laboratory.probe(circuit, heat, 5, 1500);
        assertThat(dead.stream().mapToInt(i -> before.spikes()[i]).sum()).as("they fired when alive").isPositive();
        assertThat(dead.stream().mapToInt(i -> after.spikes()[i]).sum()).isZero();
    }

    @Test
    void eachCellHasItsOwnChanceWhateverHappensToOthers() {
        ExcitotoxicLoss.Settings settings = new ExcitotoxicLoss.Settings(1e-9, 4, 3, 0.02 / 60, 0.2);
        ExcitotoxicLoss mechanism = loss(settings, 1);
        load(8);
        run(mechanism, 24, 1);
        Circuit twin = Circuit.build(Laboratory.anatomy(), RandomKey.of(1));
        Milieu other = new Milieu(twin);
        other.ongoing(Laboratory.resting());
        int spared = inhibitory.get(0);
        for (int i = 0; i < twin.size(); i++) {
            other.set(Signal.CALCIUM, i, i == spared ? 0 : milieu.get(Signal.CALCIUM, i));
        }
        ExcitotoxicLoss second = new ExcitotoxicLoss(settings, 1, other, RandomKey.of(31));
        for (int tick = 1; tick <= 1440; tick++) {
            second.advance(1);
        }
        for (int i = circuit.afferents().count(); i < circuit.size(); i++) {
            assertThat(twin.neurons().alive(i)).isEqualTo(i == spared || circuit.neurons().alive(i));
        }
        assertThat(dead(inhibitory) / (double) inhibitory.size()).isCloseTo(0.35, within(0.15));
    }
}
