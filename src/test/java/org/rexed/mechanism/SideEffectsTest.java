package org.rexed.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rexed.Laboratory;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.pharmacology.Site;

/** Side effects follow mu stimulus, wane each at its own pace, and reach no neuron. */
class SideEffectsTest {
    private final Milieu milieu = Laboratory.milieu();
    private final Watch watch = new Watch(milieu);
    private final List<SideEffects.Effect> effects =
            SideEffects.read(Laboratory.parameters(SideEffects.NAME), new ParameterReader());

    private static Map<String, Double> levels(SideEffects mechanism) {
        Map<String, Double> levels = new LinkedHashMap<>();
        mechanism.sample((entity, variable, value, unit) -> levels.put(variable.replace('_', '-'), value));
        assertThat(levels.keySet()).containsExactlyElementsOf(SideEffects.EFFECTS);
        return levels;
    }

    /** Closed form of coupling q under constant stimulus S from q(0) = 1, and E = T q S / (1 + T q S). */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 5, 60, 720})
    void followTheirClosedFormWhateverTheTick(double step_min) {
        double s = 0.4;
        double strength = 1.3;
        SideEffects mechanism = new SideEffects(effects, strength, milieu);
        milieu.fill(Signal.MU_STIMULUS, s);
        double minutes = 1440;
        for (int tick = 1; tick <= minutes / step_min; tick++) {
            watch.advance(mechanism, step_min);
        }
        for (int e = 0; e < effects.size(); e++) {
            SideEffects.Effect effect = effects.get(e);
            double loss = strength * effect.loss_per_min() * s;
            double total = loss + effect.recovery_per_min();
            double settled = effect.recovery_per_min() / total;
            double q = settled + (1 - settled) * StrictMath.exp(-total * minutes);
            double drive = effect.transducer() * q * s;
            assertThat(levels(mechanism).get(SideEffects.EFFECTS.get(e)))
                    .as(SideEffects.EFFECTS.get(e))
                    .isCloseTo(drive / (1 + drive), within(1e-9));
        }
    }

    @Test
    void eachWanesAndComesBackAtItsOwnPace() {
        SideEffects mechanism = new SideEffects(effects, 1, milieu);
        milieu.fill(Signal.MU_STIMULUS, 0.4);
        watch.advance(mechanism, 1);
        Map<String, Double> first = levels(mechanism);
        watch.advance(mechanism, 3 * 1440);
        Map<String, Double> later = levels(mechanism);
        List<Double> left = SideEffects.EFFECTS.stream().map(e -> later.get(e) / first.get(e)).toList();
        assertThat(left).allMatch(share -> share > 0 && share < 0.95);
        assertThat(left).doesNotHaveDuplicates();
        assertThat(left.get(1))
                .as("respiratory depression wanes least")
                .isEqualTo(left.stream().mapToDouble(x -> x).max().orElseThrow());
        milieu.fill(Signal.MU_STIMULUS, 0);
        watch.advance(mechanism, 1);
        assertThat(levels(mechanism).values()).as("gone with the drug").containsOnly(0.0);
        watch.advance(mechanism, 120 * 1440);
        milieu.fill(Signal.MU_STIMULUS, 0.4);
        watch.advance(mechanism, 1);
        SideEffects.EFFECTS.forEach(e ->
                assertThat(levels(mechanism).get(e)).as(e).isCloseTo(first.get(e), within(1e-3)));
    }

    @Test
    void itchArisesInTheCordAndTheOthersInTheBrainstem() {
        SideEffects mechanism = new SideEffects(effects, 1, milieu);
        milieu.set(Signal.MU_STIMULUS, Site.SPINAL_CORD, 0.4);
        watch.advance(mechanism, 1);
        levels(mechanism).forEach((effect, level) -> assertThat(level > 0).isEqualTo(effect.equals("itch")));
        milieu.set(Signal.MU_STIMULUS, Site.SPINAL_CORD, 0);
        milieu.set(Signal.MU_STIMULUS, Site.BRAINSTEM, 0.4);
        watch.advance(mechanism, 1);
        levels(mechanism).forEach((effect, level) -> assertThat(level > 0).isEqualTo(!effect.equals("itch")));
    }

    @Test
    void touchNoPortAndNoSignal() {
        SideEffects mechanism = new SideEffects(effects, 1, milieu);
        milieu.fill(Signal.MU_STIMULUS, 1);
        watch.advance(mechanism, 1440);
        ModulationPorts ports = new ModulationPorts(milieu.circuit().size());
        watch.modulate(mechanism, ports);
        for (Port port : Port.values()) {
            assertThat(ports.column(port)).containsOnly(port.neutral());
        }
        assertThat(watch.writtenBy(SideEffects.NAME)).isEmpty();
    }
}
