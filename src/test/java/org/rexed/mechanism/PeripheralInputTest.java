package org.rexed.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rexed.Laboratory;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.FiringSummary;
import org.rexed.circuit.Probe;
import org.rexed.circuit.Site;
import org.rexed.evidence.ParameterReader;
import org.rexed.mechanism.Injury.Kind;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;
import org.rexed.nociception.Stimulus;
import org.rexed.pharmacology.Target;
import org.rexed.random.RandomKey;

/** Course of injuries, which fibres they reach and how, and what reaches the cord. */
class PeripheralInputTest {
    private static final double NEVER = Double.POSITIVE_INFINITY;
    private final PeripheralInput.Settings settings = PeripheralInput.Settings.read(
            Laboratory.parameters(PeripheralInput.NAME), new ParameterReader());
    private Milieu milieu;
    private ModulationPorts ports;

    @BeforeEach
    void naive() {
        milieu = Laboratory.milieu();
        ports = new ModulationPorts(milieu.circuit().size());
    }

    private static Injury injury(Kind kind, double severity, double progression_per_min, double until_min) {
        Injury plain = Laboratory.injury(kind, 0, until_min);
        return new Injury(kind, plain.site(), 0, until_min, severity, plain.radius_mm(), progression_per_min,
                plain.location());
    }

    private PeripheralInput mechanism(double strength, Injuries injuries) {
        return new PeripheralInput(settings, strength, injuries, milieu, RandomKey.of(5));
    }

    private static Injuries only(Injury... injuries) {
        return new Injuries(List.of(injuries), List.of());
    }

    private static double level(PeripheralInput mechanism) {
        double[] level = new double[1];
        mechanism.sample((entity, variable, value, unit) -> level[0] += variable.equals("level") ? value : 0);
        return level[0];
    }

    /** Ports after a time of one step. */
    private ModulationPorts after(double time_min, Injuries injuries) {
        PeripheralInput mechanism = mechanism(1, injuries);
        mechanism.advance(time_min);
        ModulationPorts result = new ModulationPorts(milieu.circuit().size());
        mechanism.modulate(result);
        return result;
    }

    private static double sum(double[] column) {
        return Arrays.stream(column).sum();
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "ELECTRICAL_STIMULATION")
    void theLevelFollowsTheClosedForm(Kind kind) {
        PeripheralInput.Course c = settings.courses().get(kind);
        double slope = 0.2 / 1440;
        PeripheralInput mechanism = mechanism(1, only(injury(kind, 0.8, slope, 3000.3)));
        mechanism.advance(2000);
        double lag = 0.8 * slope * c.rise_min();
        double rising = 0.8 * (1 + slope * 2000) - lag - (0.8 - lag) * Math.exp(-2000 / c.rise_min());
        assertThat(level(mechanism)).isCloseTo(rising, within(1e-12));
        mechanism.advance(2000);
        double top = 0.8 * (1 + slope * 3000.3) - lag - (0.8 - lag) * Math.exp(-3000.3 / c.rise_min());
        assertThat(level(mechanism)).isCloseTo(top * Math.exp(-999.7 / c.healing_min()), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 5})
    void theLengthOfATickDoesNotMatter(double step_min) {
        Injury late = new Injury(Kind.INCISION, "left-hindpaw", 100.3, 3000.7, 1, 6, 1e-5,
                Laboratory.injury(Kind.INCISION, 0, NEVER).location());
        PeripheralInput fine = mechanism(1, only(late));
        for (int tick = 1; tick <= 4000 / step_min; tick++) {
            fine.advance(step_min);
        }
        PeripheralInput coarse = mechanism(1, only(late));
        coarse.advance(4000);
        assertThat(level(fine)).isCloseTo(level(coarse), within(1e-11)).isGreaterThan(0.5);
    }

    @Test
    void anIncisionHealsWithinAWeekAndANerveTakesWeeks() {
        PeripheralInput incision = mechanism(1, only(Laboratory.injury(Kind.INCISION, 0, Double.NaN)));
        PeripheralInput nerve = mechanism(1, only(Laboratory.injury(Kind.NERVE_INJURY, 0, Double.NaN)));
        incision.advance(1440);
        assertThat(level(incision)).isGreaterThan(0.9);
        incision.advance(6 * 1440);
        assertThat(level(incision)).isBetween(0.01, 0.15);
        nerve.advance(14 * 1440);
        assertThat(level(nerve)).isGreaterThan(0.9);
        nerve.advance(70 * 1440);
        assertThat(level(nerve)).isLessThan(0.25);
    }

    @Test
    void onlyNociceptorsOfInjuredSkinAreSensitized() {
        ports = after(10_000, only(Laboratory.injury(Kind.INFLAMMATION, 0, NEVER)));
        Circuit circuit = milieu.circuit();
        Site paw = circuit.anatomy().sites().get("left-hindpaw");
        int inside = 0;
        int active = 0;
        int nociceptors = 0;
        for (Population p : circuit.populations()) {
            for (int i = p.first(); i < p.end(); i++) {
                double distance_mm = Math.hypot(circuit.x_mm(i) - paw.x_mm(), circuit.y_mm(i) - paw.y_mm());
                boolean nociceptor = circuit.spec(p).isAfferent() && !p.name().equals("a-beta");
                if (!nociceptor || distance_mm > 6 + 10 * settings.edge_mm()) {
                    assertThat(ports.heatThresholdShift_K[i]).isCloseTo(0, within(1e-9));
                    assertThat(ports.ongoingDischarge_Hz[i]).isCloseTo(0, within(1e-9));
                    assertThat(ports.forceThresholdFactor[i]).isCloseTo(1, within(1e-9));
                } else if (distance_mm < 6) {
                    PeripheralInput.Skin skin = settings.skin().get(Kind.INFLAMMATION);
                    assertThat(ports.heatThresholdShift_K[i]).isCloseTo(-skin.heatDrop_K(), within(1e-6));
                    assertThat(ports.forceThresholdFactor[i]).isCloseTo(1 / (1 + skin.forceGain()), within(1e-6));
                    inside++;
                    active += ports.ongoingDischarge_Hz[i] > 0 ? 1 : 0;
                }
                nociceptors += nociceptor ? 1 : 0;
            }
        }
        assertThat(inside).isBetween(10, nociceptors / 6);
        // 30 fibres at 0.38 have a standard deviation of 0.09; beyond 0.15 to 0.65 with a chance below 0.01.
        assertThat((double) active / inside).isBetween(0.15, 0.65);
        assertThat(ports.transductionFactor).containsOnly(1);
    }

    @Test
    void anInjuredNerveDisconnectsSomeFibresOfItsDermatomeAndMakesOthersDischarge() {
        ports = after(10_000, only(Laboratory.injury(Kind.NERVE_INJURY, 0, NEVER)));
        int fibres = 0;
        int cut = 0;
        for (Population p : milieu.circuit().populations()) {
            boolean mine = milieu.circuit().spec(p).isAfferent() && p.group().equals("L5");
            for (int i = p.first(); i < p.end(); i++) {
                if (mine) {
                    fibres++;
                    cut += ports.transductionFactor[i] == 0 ? 1 : 0;
                } else {
                    assertThat(ports.transductionFactor[i]).isEqualTo(1);
                    assertThat(ports.ongoingDischarge_Hz[i]).isZero();
                }
            }
            if (mine) {
                double rate_Hz = sum(Arrays.copyOfRange(ports.ongoingDischarge_Hz, p.first(), p.end()));
                assertThat(rate_Hz).as(p.toString()).isPositive();
            }
        }
        assertThat((double) cut / fibres).isBetween(0.25, 0.55);
        assertThat(ports.heatThresholdShift_K).containsOnly(0);
        assertThat(ports.forceThresholdFactor).containsOnly(1);
    }

    @Test
    void activityScalesDischargeAndNothingElse() {
        Injury injury = Laboratory.injury(Kind.INFLAMMATION, 0, NEVER);
        ModulationPorts usual = after(2000, only(injury));
        ModulationPorts moving = after(2000, new Injuries(
                List.of(injury), List.of(new Injuries.Activity(1000, 3000, 2.5))));
        ModulationPorts rested = after(2000, new Injuries(
                List.of(injury), List.of(new Injuries.Activity(1000, 2000, 2.5))));
        for (Port port : Port.values()) {
            assertThat(rested.column(port)).as("over").containsExactly(usual.column(port));
            if (port != Port.ONGOING_DISCHARGE) {
                assertThat(moving.column(port)).as(port.key()).containsExactly(usual.column(port));
            }
        }
        assertThat(sum(moving.ongoingDischarge_Hz))
                .isCloseTo(2.5 * sum(usual.ongoingDischarge_Hz), within(1e-9)).isPositive();
        ModulationPorts healthy =
                after(2000, new Injuries(List.of(), List.of(new Injuries.Activity(1000, 3000, 2.5))));
        assertThat(healthy.ongoingDischarge_Hz).as("activity needs an injury").containsOnly(0);
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"INFLAMMATION", "INCISION", "NERVE_INJURY"})
    void severityAndProgressionDeepenEveryEffect(Kind kind) {
        ModulationPorts one = after(5000, only(injury(kind, 1, 0, NEVER)));
        for (Injury worse : List.of(injury(kind, 2, 0, NEVER), injury(kind, 1, 0.3 / 1440, NEVER))) {
            ModulationPorts more = after(5000, only(worse));
            assertThat(sum(more.ongoingDischarge_Hz)).isGreaterThan(1.3 * sum(one.ongoingDischarge_Hz));
            if (kind == Kind.NERVE_INJURY) {
                assertThat(sum(more.transductionFactor)).isLessThan(sum(one.transductionFactor));
            } else {
                assertThat(sum(more.heatThresholdShift_K)).isLessThan(1.1 * sum(one.heatThresholdShift_K));
                assertThat(sum(more.forceThresholdFactor)).isLessThan(sum(one.forceThresholdFactor));
            }
        }
        ModulationPorts none = after(5000, only(injury(kind, 0, 0, NEVER)));
        for (Port port : Port.values()) {
            assertThat(none.column(port)).containsOnly(port.neutral());
        }
    }

    @Test
    void anInhibitorOfCyclooxygenaseTakesItsShareInSkinButNotInNerve() {
        Injuries both = only(Laboratory.injury(Kind.INFLAMMATION, 0, NEVER));
        Injuries nerve = only(Laboratory.injury(Kind.NERVE_INJURY, 0, NEVER));
        double before = sum(after(5000, both).ongoingDischarge_Hz);
        double ofNerve = sum(after(5000, nerve).ongoingDischarge_Hz);
        milieu.drugEffect(Target.CYCLO_OXYGENASE, org.rexed.pharmacology.Site.SPINAL_CORD, 0.8);
        assertThat(sum(after(5000, both).ongoingDischarge_Hz) / before)
                .isCloseTo(1 - 0.8 * settings.prostaglandinShare(), within(1e-9));
        assertThat(sum(after(5000, nerve).ongoingDischarge_Hz)).isEqualTo(ofNerve);
    }

    @Test
    void beforeTheInjuryAndWithoutOneNothingIsTouchedOrSampled() {
        for (Injuries injuries : List.of(Injuries.NONE, only(Laboratory.injury(Kind.INCISION, 6000, NEVER)))) {
            ModulationPorts untouched = after(5000, injuries);
            for (Port port : Port.values()) {
                assertThat(untouched.column(port)).containsOnly(port.neutral());
            }
        }
        mechanism(1, Injuries.NONE).sample((entity, variable, value, unit) -> {
            throw new AssertionError(entity + " " + variable);
        });
    }

    @Test
    void aCurrentDrivesShareOfCFibresWhileItIsOnAndSensitizesNothing() {
        Injury current = Laboratory.injury(Kind.ELECTRICAL_STIMULATION, 30, 100);
        PeripheralInput mechanism = mechanism(1, only(current));
        for (int tick = 1; tick <= 101; tick++) {
            mechanism.advance(1);
            ports.reset();
            mechanism.modulate(ports);
            boolean on = tick > 30 && tick <= 100;
            assertThat(sum(ports.ongoingDischarge_Hz) > 0).as("minute " + tick).isEqualTo(on);
            assertThat(milieu.get(Signal.DISCHARGE, milieu.cFibres().get(8).first()))
                    .isEqualTo(ports.ongoingDischarge_Hz[milieu.cFibres().get(8).first()]);
            assertThat(ports.heatThresholdShift_K).containsOnly(0);
            assertThat(ports.forceThresholdFactor).containsOnly(1);
        }
        ModulationPorts usual = after(50, only(current));
        assertThat(Arrays.stream(usual.ongoingDischarge_Hz).distinct())
                .containsExactlyInAnyOrder(0.0, settings.current().rate_Hz());
        for (Population p : milieu.circuit().populations()) {
            for (int i = p.first(); i < p.end(); i++) {
                assertThat(usual.ongoingDischarge_Hz[i] > 0 && !p.name().startsWith("c-")).isFalse();
            }
        }
        Injury weak = new Injury(Kind.ELECTRICAL_STIMULATION, current.site(), 30, 100, 0.5, 6, 0, current.location());
        assertThat(sum(after(50, only(weak)).ongoingDischarge_Hz))
                .as("fewer fibres").isBetween(1.0, 0.85 * sum(usual.ongoingDischarge_Hz));
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"CAPSAICIN", "BURN"})
    void aBriskInjuryFiresAtOnceAndStaysSensitiveToHeatAfterTheDischarge(Kind kind) {
        Injury injury = Laboratory.injury(kind, 30, Double.NaN);
        PeripheralInput.Skin skin = settings.skin().get(kind);
        double first = sum(after(31, only(injury)).ongoingDischarge_Hz);
        double later = sum(after(31 + skin.fading_min(), only(injury)).ongoingDischarge_Hz);
        assertThat(first).isPositive();
        assertThat(later / first).isCloseTo(Math.exp(-1), within(1e-9));
        ModulationPorts hours = after(210, only(injury));
        assertThat(sum(hours.ongoingDischarge_Hz)).isLessThan(0.01 * first);
        assertThat(Arrays.stream(hours.heatThresholdShift_K).min().orElseThrow()).isLessThan(-1);
        assertThat(hours.forceThresholdFactor).containsOnly(1);
        assertThat(sum(after(10, only(injury)).ongoingDischarge_Hz)).as("before").isZero();
    }

    /** Ongoing activity of the cord: up where the injury is, and in its neighbours through shared neurons. */
    @ParameterizedTest
    @EnumSource(value = Kind.class, names = {"INFLAMMATION", "INCISION", "NERVE_INJURY"})
    void dischargeReachesTheCord(Kind kind) {
        double[][] naive = cord(Injuries.NONE);
        double[][] injured = cord(only(injury(kind, 2, 0, NEVER)));
        assertThat(injured[0][4]).as("rate of L5").isGreaterThan(2 * naive[0][4]);
        assertThat(injured[1][4]).as("calcium of L5").isGreaterThan(1.5 * naive[1][4]);
        assertThat(injured[0][3]).as("rate of L4").isGreaterThan(1.5 * naive[0][3]);
        assertThat(injured[0][0] - naive[0][0]).as("rate of L1").isLessThan(0.3 * (injured[0][4] - naive[0][4]));
    }

    /** Rate and NMDA calcium of wide-dynamic-range cells by dermatome, with the descending fibres cut. */
    private double[][] cord(Injuries injuries) {
        double[][] result = new double[2][6];
        int circuits = 2;
        for (int seed = 1; seed <= circuits; seed++) {
            Circuit circuit = Circuit.build(Laboratory.anatomy(), RandomKey.of(seed));
            PeripheralInput mechanism =
                    new PeripheralInput(settings, 1, injuries, new Milieu(circuit), RandomKey.of(seed));
            mechanism.advance(10_000);
            mechanism.modulate(circuit.ports());
            Arrays.fill(circuit.ports().descendingGain, 0);
            Probe probe = new Probe(circuit, Stimulus.none(), RandomKey.of(100 + seed));
            probe.advance(circuit.timeStep().steps(4000));
            FiringSummary summary = probe.summary();
            for (Population p : circuit.populations("wide-dynamic-range")) {
                int d = circuit.anatomy().dermatomes().indexOf(p.group());
                for (int i = p.first(); i < p.end(); i++) {
                    result[0][d] += summary.rate_Hz(i) / p.count() / circuits;
                    result[1][d] += summary.calcium_pA(i) / p.count() / circuits;
                }
            }
        }
        return result;
    }
}
