package org.rexed.electrophysiology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rexed.Laboratory;
import org.rexed.document.InputException;
import org.rexed.electrophysiology.Protocol.Phase;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.nociception.ForceCoding;

/** What protocols may say, and that mistakes are told with their place and a way out. */
class ProtocolReaderTest {
    static final String GOOD = """
        title: A protocol
        source: [Medlock_2022]
        anatomy: rat-dorsal-horn
        seeds: 2
        duration: 2 s
        stimulus: {kind: force, site: left-hindpaw, hold: 1 s}
        vary:
          force: [20 mN, 0.1 N]
        conditions:
          control: {}
          blocked:
            block: {nmda: 1, gaba: {fraction: 0.5, in: projection, at: L5}}
            modulate: [{port: threshold-shift, value: -2 mV, in: [on]}]
            dead: {dynorphin: 0.5}
            lesions: [dlf]
          treated:
            doses: [{drug: morphine, dose: 2 mg/kg, route: iv}]
            apply: [{drug: morphine, at: brainstem, concentration: 1 umol/L}]
            wait: 10 min
        withdrawal: {criterion: hargreaves, stop-after: 200 ms}
        record: {classes: [projection, on], within: 6 mm}
        """;

    private static Protocol read(String text) {
        return ProtocolReader.parse("mine.yaml", text, Map.of(), Laboratory.LIBRARY).protocol();
    }

    @Test
    void everythingArrives() {
        Protocol p = read(GOOD);
        assertThat(p.name()).isEqualTo("mine");
        assertThat(p.circuits()).isEqualTo(2);
        assertThat(p.columns()).containsExactly("force_mN");
        assertThat(p.levels()).extracting(Protocol.Level::label).containsExactly("20 mN", "0.1 N");
        assertThat(p.levels().get(1).values()).containsEntry("force_mN", 100.0);
        assertThat(p.levels().get(1).presented().stimulus().intensity(1500)).isEqualTo(100);
        assertThat(p.phases()).extracting(Phase::name).containsExactly("baseline", "stimulus", "after");
        assertThat(p.phases().get(1).until_ms()).isEqualTo(1000);
        assertThat(p.conditions()).extracting(Condition::name).containsExactly("control", "blocked", "treated");
        assertThat(p.reference()).isEqualTo("control");
        Condition blocked = p.conditions().get(1);
        assertThat(blocked.changes()).extracting(Condition.Change::port)
            .containsExactly(Port.NMDA_FREE_FRACTION, Port.GABA_FREE_FRACTION, Port.THRESHOLD_SHIFT);
        assertThat(blocked.changes()).extracting(Condition.Change::value).containsExactly(0.0, 0.5, -2.0);
        assertThat(blocked.changes().get(1).target().classes()).containsExactly("projection");
        assertThat(blocked.dorsolateralFuniculusCut()).isTrue();
        assertThat(p.conditions().get(2).wait_min()).isEqualTo(10);
        assertThat(p.conditions().get(2).applied().get(0).concentration_nM()).isEqualTo(1000);
        assertThat(p.reflex().stopAfter_ms()).isEqualTo(200);
        assertThat(p.recorded().groups()).extracting(Group::place).containsExactly("L5", "rvm");
    }

    @Test
    void theResolvedTextReadsAsTheSameProtocol() {
        Protocol p = read(GOOD);
        assertThat(p.resolved()).contains("spread: 4 mm  # default").contains("seed: 1  # default")
            .contains("anatomy: rat-dorsal-horn  # protocol");
        Protocol again = read(p.resolved());
        assertThat(again.resolved().replace("# protocol", "").replace("# default", ""))
            .isEqualTo(p.resolved().replace("# protocol", "").replace("# default", ""));
        assertThat(again.conditions()).isEqualTo(p.conditions());
    }

    @Test
    void cFibreCodingIsLinearUnlessSaid() {
        assertThat(read(GOOD).resolved()).contains("c-fibre-coding: linear  # default");
        assertThat(read(GOOD).conditions()).extracting(Condition::cFibreCoding).containsOnly(ForceCoding.LINEAR);
        Protocol plateau = read(GOOD.replace("seeds: 2", "seeds: 2\nc-fibre-coding: plateau")
            .replace("control: {}", "control: {c-fibre-coding: linear}"));
        assertThat(plateau.resolved()).contains("c-fibre-coding: plateau  # protocol");
        assertThat(plateau.conditions()).extracting(Condition::cFibreCoding)
            .containsExactly(ForceCoding.LINEAR, ForceCoding.PLATEAU, ForceCoding.PLATEAU);
        assertThat(read(plateau.resolved()).conditions()).isEqualTo(plateau.conditions());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
            Arguments.of("duration: 2 s", "duration: 2", "5:11", "unit missing"),
            Arguments.of("duration: 2 s", "durations: 2 s", "5:1", "did you mean \"duration\"?"),
            Arguments.of("seeds: 2", "seeds: 0", "4:8", "out of range; found 0; allowed a whole number from 1"),
            Arguments.of("Medlock_2022", "Medlok_2022", "2:10", "did you mean \"Medlock_2022\"?"),
            Arguments.of("anatomy: rat-dorsal-horn", "anatomy: rat-dorsal-hron", "3:10",
                "did you mean \"rat-dorsal-horn\"?"),
            Arguments.of("kind: force", "kind: forse", "6:18", "did you mean \"force\"?"),
            Arguments.of("left-hindpaw", "left-hindpow", "6:31", "did you mean \"left-hindpaw\"?"),
            Arguments.of("  force: [20", "  forces: [20", "8:3", "did you mean \"force\"?"),
            Arguments.of("[20 mN, 0.1 N]", "[20 mN, 0.1 kg]", "8:18", "wrong dimension"),
            Arguments.of("[20 mN, 0.1 N]", "[20 mN, 20 mN]", "8:18", "there twice"),
            Arguments.of("[20 mN, 0.1 N]", "[]", "8:10", "no values"),
            Arguments.of("[20 mN, 0.1 N]", "[-1 mN]", "8:11", "out of range"),
            Arguments.of("nmda: 1,", "ndma: 1,", "12:13", "did you mean \"nmda\"?"),
            Arguments.of("nmda: 1,", "nmda: 2,", "12:19", "out of range; found 2"),
            Arguments.of("in: projection", "in: projektion", "12:48", "did you mean \"projection\"?"),
            Arguments.of("at: L5}", "at: L9}", "12:64", "found \"L9\""),
            Arguments.of("port: threshold-shift", "port: treshold-shift", "13:23", "did you mean \"threshold-shift\"?"),
            Arguments.of("value: -2 mV", "value: -2 nS", "13:47", "wrong dimension"),
            Arguments.of("dead: {dynorphin", "dead: {c-peptidergic", "14:12", "no class of cells with a membrane"),
            Arguments.of("[dlf]", "[dfl]", "15:15", "did you mean \"dlf\"?"),
            Arguments.of("drug: morphine, dose", "drug: morfine, dose", "17:20", "did you mean \"morphine\"?"),
            Arguments.of("route: iv", "route: ivy", "17:52", "did you mean \"iv\"?"),
            Arguments.of("at: brainstem", "at: brain", "18:34", "found \"brain\""),
            Arguments.of("    wait: 10 min\n", "", "17:5", "needs the time from minute 0 to the recording"),
            Arguments.of("route: iv}", "route: iv, at: 1 h}", "19:11", "before a dose is given"),
            Arguments.of("criterion: hargreaves", "criterion: hargreave", "20:25", "did you mean \"hargreaves\"?"),
            Arguments.of("[projection, on]", "[projection, no]", "21:32", "did you mean \"on\"?"),
            Arguments.of("  control: {}", "  Control: {}", "10:3", "allowed are a-z"),
            Arguments.of("seeds: 2", "seeds: 2\nbrain-state: awoke", "5:14", "did you mean \"awake\"?"),
            Arguments.of("seeds: 2", "seeds: 2\nc-fibre-coding: platau", "5:17", "did you mean \"plateau\"?"),
            Arguments.of("seeds: 2", "seeds: 2\nc-fiber-coding: plateau", "5:1", "did you mean \"c-fibre-coding\"?"),
            Arguments.of("lesions: [dlf]", "c-fibre-coding: liner", "15:21", "did you mean \"linear\"?"),
            Arguments.of("seeds: 2", "seeds: 2\nreference: contrl", "5:12", "did you mean \"control\"?"),
            Arguments.of("seeds: 2", "seeds: 2\nphases: {late: {from: 1 s, until: 3 s}}", "5:23",
                "outside of what is recorded"),
            Arguments.of("seeds: 2", "seeds: 2\nphases: {late: {from: 2 s, until: 1 s}}", "5:23",
                "ends before it begins"),
            Arguments.of("seeds: 2", "seeds: 2\nwindows: {c: {from: 0 ms, until: 9 ms}}", "5:10", "no pulses"),
            Arguments.of("seeds: 2", "seeds: 2\nresponses: {baseline: baselin, response: stimulus, significance: 0.05}",
                "5:23", "did you mean \"baseline\"?"));
    }

    @ParameterizedTest(name = "{3} at {2}")
    @MethodSource("mistakes")
    void mistakesAreToldWithTheirPlace(String from, String to, String place, String words) {
        assertThat(GOOD).contains(from);
        assertThatThrownBy(() -> read(GOOD.replaceFirst(java.util.regex.Pattern.quote(from), to)))
            .isInstanceOf(InputException.class)
            .satisfies(e -> assertThat(((InputException) e).problems()).extracting(Object::toString)
                .anySatisfy(line -> assertThat(line).startsWith("mine.yaml:" + place + ": ").contains(words)));
    }

    @Test
    void overridesReachEveryField() {
        Protocol p = ProtocolReader.parse("mine.yaml", GOOD, Map.of("vary.force", "[5 mN]", "seeds", "7",
            "conditions.blocked.block.nmda", "0.25"), Laboratory.LIBRARY).protocol();
        assertThat(p.circuits()).isEqualTo(7);
        assertThat(p.levels()).hasSize(1);
        assertThat(p.conditions().get(1).changes().get(0).value()).isEqualTo(0.75);
        assertThat(p.resolved()).contains("seeds: 7  # command line");
    }

    @Test
    void aPlateWarmsItsAreaHoldsAndIsTakenOff() {
        Protocol p = read("""
            anatomy: rat-dorsal-horn
            settle: 500 ms
            baseline: 500 ms
            duration: 6 s
            stimulus: {kind: contact, site: left-hindpaw, start: 32 Cel, to: 46 Cel, ramp: 10 K/s, hold: 2 s,
              edge: 1.5 mm}
            vary: {area: [1 cm2, 4 cm2]}
            """);
        assertThat(p.columns()).containsExactly("area_cm2");
        Presented small = p.levels().get(0).presented();
        Presented large = p.levels().get(1).presented();
        assertThat(small.end_ms()).isEqualTo(3400, offset(1e-9));
        assertThat(small.stimulus().intensity(999)).isEqualTo(32);
        assertThat(small.stimulus().intensity(1700)).isEqualTo(39, offset(1e-9));
        assertThat(small.stimulus().intensity(3000)).isEqualTo(46);
        assertThat(small.stimulus().intensity(4401)).isEqualTo(32);
        // Discs of 5.64 and 11.28 mm.
        double x = small.site().x_mm();
        double y = small.site().y_mm();
        assertThat(small.stimulus().share(x, y + 5.6)).isEqualTo(1);
        // Beyond it a Gaussian edge of the width given: 3 mm are two widths.
        assertThat(small.stimulus().share(x, y + 5.642 + 3)).isEqualTo(StrictMath.exp(-2), offset(1e-3));
        assertThat(large.stimulus().share(x, y + 11.2)).isEqualTo(1);
        assertThat(large.stimulus().share(x, y + 11.284 + 3)).isEqualTo(StrictMath.exp(-2), offset(1e-3));
    }

    @Test
    void sizesOfBrushPlateAndElectrodesAreNotInvented() {
        assertThatThrownBy(() -> read("""
            anatomy: rat-dorsal-horn
            duration: 1 s
            stimulus: {kind: brush, site: left-hindpaw, speed: 20 mm/s}
            """)).hasMessageContaining("force").hasMessageContaining("width").hasMessageContaining("length")
            .hasMessageContaining("contact").hasMessageContaining("edge").hasMessageContaining("interval");
        assertThatThrownBy(() -> read("""
            anatomy: rat-dorsal-horn
            duration: 1 s
            stimulus: {kind: electrical, site: left-hindpaw, strength: 40, pulses: 2, frequency: 1 Hz}
            """)).hasMessageContaining("radius");
        assertThatThrownBy(() -> read("""
            anatomy: rat-dorsal-horn
            duration: 1 s
            stimulus: {kind: contact, site: left-hindpaw, to: 46 Cel, ramp: 10 K/s, hold: 1 s, area: 1 cm2}
            """)).hasMessageContaining("edge");
    }

    @Test
    void pulsesCountFromTheOnset() {
        Protocol p = read("""
            anatomy: rat-dorsal-horn
            settle: 300 ms
            baseline: 400 ms
            duration: 3 s
            stimulus: {kind: electrical, site: left-hindpaw, strength: 40, pulses: 3, frequency: 2 Hz, radius: 15 mm}
            """);
        Presented train = p.levels().get(0).presented();
        assertThat(train.pulses_ms()).containsExactly(0, 500, 1000);
        assertThat(train.stimulus().pulses_ms()).containsExactly(700, 1200, 1700);
    }

    @Test
    void withdrawalNeedsALimb() {
        assertThatThrownBy(() -> read("""
            anatomy: rat-dorsal-horn
            duration: 1 s
            stimulus: {kind: none}
            withdrawal: hargreaves
            """)).hasMessageContaining("mine.yaml:4:13: withdrawal: nothing is stimulated");
    }
}
