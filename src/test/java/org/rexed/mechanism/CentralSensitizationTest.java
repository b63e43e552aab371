package org.rexed.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.rexed.Laboratory;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Site;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.Channel;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.Target;

/** C fibres that fire fast sensitize exciting cells around them, slow ones nobody, and drugs prevent it. */
class CentralSensitizationTest {
    private final Milieu milieu = Laboratory.milieuOfItsOwn();
    private final Circuit circuit = milieu.circuit();
    private final Site paw = circuit.anatomy().sites().get("left-hindpaw");
    private final Watch watch = new Watch(milieu);
    private final ModulationPorts ports = new ModulationPorts(circuit.size());
    private final CentralSensitization.Settings settings = CentralSensitization.Settings.read(
            Laboratory.parameters(CentralSensitization.NAME), new ParameterReader());
    private final CentralSensitization mechanism = new CentralSensitization(settings, 1, milieu);

    private double distance_mm(int i) {
        return Math.hypot(circuit.x_mm(i) - paw.x_mm(), circuit.y_mm(i) - paw.y_mm());
    }

    /** C fibres within 6 mm of the paw fire at a rate. */
    private void fire(double rate_Hz) {
        milieu.cFibres().forEach(p -> {
            for (int i = p.first(); i < p.end(); i++) {
                milieu.set(Signal.DISCHARGE, i, distance_mm(i) < 6 ? rate_Hz : 0);
            }
        });
    }

    private double[] gain() {
        ports.reset();
        watch.modulate(mechanism, ports);
        return ports.ampaFreeFraction;
    }

    private double largest() {
        return Arrays.stream(gain()).max().orElseThrow() - 1;
    }

    private void pass(int minutes) {
        for (int tick = 0; tick < minutes; tick++) {
            watch.advance(mechanism, 1);
        }
    }

    @Test
    void fibresBelowTheThresholdLeaveEveryPortAsItWas() {
        fire(settings.threshold_Hz());
        pass(600);
        gain();
        for (Port port : Port.values()) {
            assertThat(ports.column(port)).containsOnly(port.neutral());
        }
    }

    @Test
    void risesWithinTensOfMinutesAndOutlastsTheBarrage() {
        fire(4);
        pass((int) settings.rise_min());
        double early = largest();
        pass(600);
        double full = largest();
        assertThat(full).isBetween(0.7 * settings.receptorGain(), settings.receptorGain());
        assertThat(early / full).isCloseTo(1 - Math.exp(-1), within(1e-9));
        fire(0);
        pass(60);
        assertThat(largest() / full).isCloseTo(Math.exp(-60 / settings.decay_min()), within(1e-9));
    }

    @Test
    void theLengthOfATickDoesNotMatter() {
        fire(4);
        pass(30);
        double fine = largest();
        CentralSensitization coarse = new CentralSensitization(settings, 1, milieu);
        watch.advance(coarse, 30);
        ports.reset();
        watch.modulate(coarse, ports);
        assertThat(Arrays.stream(ports.ampaFreeFraction).max().orElseThrow() - 1).isCloseTo(fine, within(1e-9));
    }

    @Test
    void reachesBeyondTheFibresAndOnlyCellsThatExcite() {
        fire(4);
        pass(600);
        double[] gain = gain();
        double near = 0;
        double beside = 0;
        double far = 0;
        for (Population p : circuit.populations()) {
            boolean inhibits = circuit.releases(p, Channel.GABA) || circuit.releases(p, Channel.GLYCINE);
            boolean cell = milieu.isDorsalHorn(p) && !circuit.spec(p).isAfferent();
            for (int i = p.first(); i < p.end(); i++) {
                if (!cell || inhibits) {
                    assertThat(gain[i]).as(p.toString()).isEqualTo(1);
                } else if (distance_mm(i) < 4) {
                    near = Math.max(near, gain[i] - 1);
                } else if (distance_mm(i) > 8 && distance_mm(i) < 12) {
                    beside = Math.max(beside, gain[i] - 1);
                } else if (distance_mm(i) > 30) {
                    far = Math.max(far, gain[i] - 1);
                }
            }
        }
        assertThat(beside).as("skin without fibres that fire").isBetween(0.3 * near, near);
        assertThat(far).isLessThan(0.05 * near);
    }

    @Test
    void opioidsNmdaBlockAndInhibitorsOfTheKinasePreventIt() {
        fire(4);
        pass(60);
        double usual = largest();
        for (int drug = 0; drug < 3; drug++) {
            CentralSensitization treated = new CentralSensitization(settings, 1, milieu);
            Arrays.fill(circuit.ports().releaseFactor, drug == 0 ? 0.2 : 1);
            milieu.set(Signal.NMDA_BLOCKED, drug == 1 ? 0.6 : 0);
            milieu.drugEffect(Target.KINASE_C, org.rexed.pharmacology.Site.SPINAL_CORD, drug == 2 ? 0.6 : 0);
            for (int tick = 0; tick < 60; tick++) {
                watch.advance(treated, 1);
            }
            ports.reset();
            watch.modulate(treated, ports);
            assertThat(Arrays.stream(ports.ampaFreeFraction).max().orElseThrow() - 1)
                    .as("drug " + drug).isLessThan(0.9 * usual);
        }
        Arrays.fill(circuit.ports().releaseFactor, 1);
    }
}
