package org.rexed.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.Population;
import org.rexed.nociception.HeatRamp;
import org.rexed.nociception.PunctateForce;
import org.rexed.nociception.Stimulus;
import org.rexed.random.RandomKey;

/** Each modulation port alone moves the circuit the way its definition says. */
class ModulationTest {
    private static final Anatomy ANATOMY = RatAnatomy.read();
    private static final Site PAW = ANATOMY.sites().get("left-hindpaw");
    private static final Stimulus FORCE = new PunctateForce(PAW.x_mm(), PAW.y_mm(), 150, 200, 1_200, 4);
    private static final Stimulus HEAT = new HeatRamp(PAW.x_mm(), PAW.y_mm(), 38, 6, 12, 200);
    private static final int SEEDS = 6;

    /** Firing and calcium of one class over some individuals, with and without a modulation. */
    private record Effect(int spikesBefore, int spikesAfter, double calciumBefore_fC, double calciumAfter_fC) {
        static Effect of(String observed, Stimulus stimulus, Consumer<Circuit> modulation) {
            return of(observed, stimulus, circuit -> {}, modulation);
        }

        static Effect of(String observed, Stimulus stimulus, Consumer<Circuit> always, Consumer<Circuit> modulation) {
            int[] spikes = new int[2];
            double[] calcium_fC = new double[2];
            for (int seed = 0; seed < SEEDS; seed++) {
                Circuit circuit = Circuit.build(ANATOMY, RandomKey.of(seed));
                always.accept(circuit);
                for (int run = 0; run < 2; run++) {
                    if (run == 1) {
                        modulation.accept(circuit);
                    }
                    Probe probe = new Probe(circuit, stimulus, RandomKey.of(50 + seed));
                    probe.advance(15_000);
                    FiringSummary summary = probe.summary();
                    for (Population population : circuit.populations(observed)) {
                        for (int i = population.first(); i < population.end(); i++) {
                            spikes[run] += summary.spikes()[i];
                            calcium_fC[run] += summary.calcium_fC()[i];
                        }
                    }
                }
            }
            return new Effect(spikes[0], spikes[1], calcium_fC[0], calcium_fC[1]);
        }

        /** Change in the number of spikes as a share of the number before. */
        double change() {
            assertThat(spikesBefore).isGreaterThan(20);
            return (double) spikesAfter / spikesBefore - 1;
        }
    }

    /** Sets a port of one class, or of all neurons if the name is {@code all}. */
    private static Consumer<Circuit> set(String name, ModulationPorts.Port port, double value) {
        return circuit -> {
            double[] column = circuit.ports().column(port);
            for (Population population : circuit.populations()) {
                if (name.equals("all") || name.equals(population.name())) {
                    java.util.Arrays.fill(column, population.first(), population.end(), value);
                }
            }
        };
    }

    @Test
    void lessReleaseFromFibresExcitesTheDorsalHornLess() {
        Effect effect = Effect.of("projection", FORCE, circuit -> {
            for (Population p : circuit.populations()) {
                if (circuit.spec(p).isAfferent()) {
                    set(p.name(), ModulationPorts.Port.RELEASE_FACTOR, 0.3).accept(circuit);
                }
            }
        });
        assertThat(effect.change()).isLessThan(-0.3);
    }

    @Test
    void releaseOfOneClassIsItsOwnAffair() {
        Effect effect =
                Effect.of("a-beta", FORCE, set("c-peptidergic", ModulationPorts.Port.RELEASE_FACTOR, 0.1));
        assertThat(effect.change()).isZero();
    }

    @Test
    void morePeptideExcitesProjectionCells() {
        Effect more = Effect.of("projection", HEAT, set("c-peptidergic", ModulationPorts.Port.PEPTIDE_FACTOR, 3));
        Effect none = Effect.of("projection", HEAT, set("c-peptidergic", ModulationPorts.Port.PEPTIDE_FACTOR, 0));
        assertThat(more.change()).isGreaterThan(0.03);
        assertThat(none.change()).isLessThan(-0.01);
        assertThat(more.change()).isGreaterThan(none.change());
    }

    @Test
    void peptideOfOtherFibresDoesNothing() {
        Effect effect = Effect.of("projection", HEAT, set("a-delta", ModulationPorts.Port.PEPTIDE_FACTOR, 5));
        assertThat(effect.change()).isZero();
    }

    @Test
    void strongerNmdaChannelsLetInMoreCalciumAndExcite() {
        Effect effect = Effect.of("projection", FORCE, set("all", ModulationPorts.Port.NMDA_CONDUCTANCE_FACTOR, 2));
        assertThat(effect.change()).isGreaterThan(0.1);
        assertThat(effect.calciumAfter_fC()).isGreaterThan(1.5 * effect.calciumBefore_fC());
    }

    @Test
    void aChannelBlockerKeepsCalciumOut() {
        Effect effect = Effect.of("projection", FORCE, set("all", ModulationPorts.Port.NMDA_FREE_FRACTION, 0.2));
        assertThat(effect.change()).isLessThan(-0.1);
        assertThat(effect.calciumAfter_fC()).isLessThan(0.5 * effect.calciumBefore_fC()).isPositive();
    }

    @Test
    void noFreeChannelMeansNoCalcium() {
        Effect effect = Effect.of("projection", FORCE, set("all", ModulationPorts.Port.NMDA_FREE_FRACTION, 0));
        assertThat(effect.calciumAfter_fC()).isLessThan(1e-9);
        assertThat(effect.calciumBefore_fC()).isPositive();
    }

    @Test
    void aChlorideShiftWeakensInhibition() {
        Effect effect = Effect.of("excitatory", FORCE, set("excitatory", ModulationPorts.Port.CHLORIDE_SHIFT, 25));
        assertThat(effect.change()).isGreaterThan(0.03);
    }

    @Test
    void addedLeakSilences() {
        Effect effect = Effect.of("on", Stimulus.none(), set("on", ModulationPorts.Port.ADDED_LEAK, 5));
        assertThat(effect.change()).isLessThan(-0.5);
    }

    @Test
    void aLowerThresholdExcites() {
        Effect effect = Effect.of("on", Stimulus.none(), set("on", ModulationPorts.Port.THRESHOLD_SHIFT, -3));
        assertThat(effect.change()).isGreaterThan(0.3);
        Effect raised = Effect.of("on", Stimulus.none(), set("on", ModulationPorts.Port.THRESHOLD_SHIFT, 3));
        assertThat(raised.change()).isLessThan(-0.3);
    }

    @Test
    void cuttingTheFuniculusTakesDescendingFacilitationAway() {
        Consumer<Circuit> facilitated = set("on", ModulationPorts.Port.THRESHOLD_SHIFT, -5);
        Effect effect = Effect.of(
                "excitatory", Stimulus.none(), facilitated, set("on", ModulationPorts.Port.DESCENDING_GAIN, 0));
        assertThat(effect.change()).isLessThan(-0.2);
    }

    @Test
    void cuttingTheFuniculusLeavesOtherSynapsesOfTheSameKindAlone() {
        Effect effect = Effect.of("projection", FORCE, set("excitatory", ModulationPorts.Port.DESCENDING_GAIN, 0));
        assertThat(effect.change()).isZero();
    }
}
