package org.rexed.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rexed.Laboratory;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.random.RandomKey;

/** What lasts days because proteins have to be made and replaced keeps the pace of the species; the rest does not. */
class TurnoverTest {
    private static final double SLOWER = 0.25;
    private static final Injuries HURT = new Injuries(
            List.of(Laboratory.injury(Injury.Kind.INFLAMMATION, 0, Double.NaN),
                    Laboratory.injury(Injury.Kind.CAPSAICIN, 0, Double.NaN)), List.of());

    /** What one mechanism alone reports in a steady exposure. */
    private static Map<String, Double> after(String name, double turnover, double step_min, int ticks) {
        Milieu milieu = Laboratory.milieuOfItsOwn(turnover);
        milieu.fill(Signal.MU_STIMULUS, 0.4);
        milieu.fill(Signal.MU_ADAPTIVE_SIGNAL, 0.6);
        milieu.fill(Signal.KINASE_C, 0.3);
        milieu.fill(Signal.KINASE_C_OF_CELL, 0.3);
        milieu.fill(Signal.DYNORPHIN_EXCITATION, 0.5);
        milieu.fill(Signal.RATE, 20);
        milieu.fill(Signal.CALCIUM, 40);
        milieu.fill(Signal.DISCHARGE, 4);
        Map<String, Double> strength = new HashMap<>();
        for (String other : Mechanisms.SWITCHABLE) {
            strength.put(other, other.equals(name) ? 1.0 : 0.0);
        }
        List<Mechanism> all = Laboratory.mechanisms(Map.of()).build(
                new Mechanisms.Constitution(strength, Set.of(), true, HURT, RandomKey.of(7)), Laboratory.drugs(),
                milieu);
        Mechanism mechanism = all.get(all.size() - 1);
        assertThat(mechanism.name()).isEqualTo(name);
        for (int tick = 1; tick <= ticks; tick++) {
            mechanism.advance(step_min);
        }
        ModulationPorts ports = new ModulationPorts(milieu.circuit().size());
        mechanism.modulate(ports);
        Map<String, Double> sampled = new HashMap<>();
        for (ModulationPorts.Port port : ModulationPorts.Port.values()) {
            sampled.put(port.toString(), Arrays.stream(ports.column(port)).sum());
        }
        sampled.put("dead", (double) IntStream.range(0, milieu.circuit().size())
                .filter(i -> !milieu.circuit().neurons().alive(i)).count());
        all.forEach(each -> each.sample((entity, variable, value, unit) -> sampled.put(variable, value)));
        return sampled;
    }

    @ParameterizedTest
    @CsvSource({
        "mu-desensitization, slow_coupling_brainstem, 1e-9",
        "nmda-sensitization, nmda_phosphorylated_fraction, 0.03",
        "glutamate-uptake, glutamate_uptake_capacity, 1e-9",
        "descending-facilitation, cck_level, 1e-9",
        "dynorphin, prodynorphin_expression, 1e-9",
        "dynorphin, dynorphin_content, 0.02",
        "peptide-release, cgrp_store, 1e-9",
        "microglial-bdnf, microglia_activation, 1e-9"
    })
    void aQuarterOfTheTurnoverTakesFourTimesAsLong(String name, String variable, double tolerance) {
        double rat = after(name, 1, 10, 144).get(variable);
        double slower = after(name, SLOWER, 40, 144).get(variable);
        double tooSoon = after(name, SLOWER, 10, 144).get(variable);
        assertThat(slower).isCloseTo(rat, within(tolerance));
        assertThat(Math.abs(tooSoon - rat)).as("after a day").isGreaterThan(2 * tolerance);
    }

    /** Potentiation, kinases and adaptation of the cyclase are no matter of making proteins. */
    @ParameterizedTest
    @ValueSource(strings = {"opponent-adaptation", "protein-kinase-c", "spinal-ltp", "prostaglandins",
        "excitotoxic-loss", "central-sensitization", "side-effects", "peripheral-input"})
    void othersKeepTheirPace(String name) {
        Map<String, Double> day = after(name, 1, 10, 144);
        assertThat(after(name, SLOWER, 10, 144)).isEqualTo(day);
        assertThat(day).as("it moves").isNotEqualTo(after(name, 1, 10, 1));
    }

    /** The kinase makes the trace of latent sensitization as fast in every species; only its loss takes proteins. */
    @Test
    void aTraceIsMadeAsFastAndFadesMoreSlowly() {
        LatentSensitization rat = trace(1);
        LatentSensitization slower = trace(SLOWER);
        double made = sampled(rat);
        assertThat(sampled(slower)).isCloseTo(made, within(0.02)).isGreaterThan(made);
        fade(rat);
        fade(slower);
        assertThat(sampled(slower)).isGreaterThan(1.5 * sampled(rat));
    }

    private final Map<LatentSensitization, Milieu> around = new HashMap<>();

    private LatentSensitization trace(double turnover) {
        Milieu milieu = Laboratory.milieu(turnover);
        milieu.fill(Signal.KINASE_C, 0.3);
        LatentSensitization mechanism = new LatentSensitization(LatentSensitization.Settings.read(
                Laboratory.parameters(LatentSensitization.NAME), new ParameterReader()), 1, milieu);
        mechanism.advance(2 * 1440);
        around.put(mechanism, milieu);
        return mechanism;
    }

    private void fade(LatentSensitization mechanism) {
        around.get(mechanism).fill(Signal.KINASE_C, 0);
        mechanism.advance(28 * 1440);
    }

    private static double sampled(LatentSensitization mechanism) {
        Map<String, Double> values = new HashMap<>();
        mechanism.sample((entity, variable, value, unit) -> values.put(variable, value));
        return values.get("latent_sensitization");
    }
}
