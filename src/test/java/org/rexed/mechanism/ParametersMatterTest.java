package org.rexed.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rexed.Laboratory;
import org.rexed.document.Document;
import org.rexed.document.Problems;
import org.rexed.evidence.Parameter;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.DrugLevels;
import org.rexed.random.RandomKey;

/**
 * No parameter of a mechanism is there for nothing: moved to the far end of its stated range, it changes what neurons
 * see, which cells live or what side effects there are within days of drugs. The drive is a stub: real drugs, and
 * activity set by hand after one resting probe.
 */
class ParametersMatterTest {
    private static final int STEP_min = 10;
    private static final int TICKS = 5 * 144;
    private static final Injuries HURT = new Injuries(
            List.of(
                    Laboratory.injury(Injury.Kind.INFLAMMATION, 720, Double.NaN),
                    Laboratory.injury(Injury.Kind.INFLAMMATION, 4000, 5000),
                    Laboratory.injury(Injury.Kind.INCISION, 720, Double.NaN),
                    Laboratory.injury(Injury.Kind.NERVE_INJURY, -15_000, Double.NaN),
                    Laboratory.injury(Injury.Kind.NERVE_INJURY, 720, 1440),
                    // Ports are looked at every eight hours, so what fades within the hour begins shortly before.
                    Laboratory.injury(Injury.Kind.ELECTRICAL_STIMULATION, 900, 970),
                    Laboratory.injury(Injury.Kind.CAPSAICIN, 450, Double.NaN),
                    Laboratory.injury(Injury.Kind.CAPSAICIN, 1430, Double.NaN),
                    Laboratory.injury(Injury.Kind.BURN, 450, Double.NaN),
                    Laboratory.injury(Injury.Kind.BURN, 600, Double.NaN)),
            List.of());
    /** What happens with the parameters as they are, without and with the contested erasure of potentiation. */
    private static final Map<Set<String>, double[]> USUAL = new HashMap<>();

    /** One parameter line of a file, and the file with its value at the other end of the range. */
    private record Move(String file, String parameter, String text) {
        @Override
        public String toString() {
            return file + " " + parameter;
        }
    }

    static List<Move> moves() {
        List<String> files = new ArrayList<>(Mechanisms.SWITCHABLE);
        files.add(ReceptorSignaling.NAME);
        List<Move> moves = new ArrayList<>();
        for (String file : files) {
            String text = Laboratory.text(Laboratory.file(file));
            Matcher line = Pattern.compile("(?m)^  ([a-z0-9-]+): \\{value: ([^,}]+),.*range: \\[([^,]+), ([^\\]]+)\\]")
                    .matcher(text);
            while (line.find()) {
                double value = number(line.group(2));
                double low = number(line.group(3));
                double high = number(line.group(4));
                // The end that is further by ratio changes most; a range from zero has its other end at zero.
                boolean down = low == 0 || high * low < value * value;
                String end = down ? line.group(3) : line.group(4);
                moves.add(new Move(
                        file,
                        line.group(1),
                        text.substring(0, line.start(2)) + end + text.substring(line.end(2))));
            }
        }
        return moves;
    }

    private static double number(String quantity) {
        return Double.parseDouble(quantity.strip().split(" ")[0]);
    }

    @Test
    void everyParameterIsFoundByTheTest() {
        ParameterReader numbers = new ParameterReader();
        Problems problems = new Problems();
        Mechanisms.read(
                name -> Document.parse(name, Laboratory.text(Laboratory.file(name)), problems), numbers);
        assertThat(moves().stream().map(Move::parameter))
                .containsExactlyInAnyOrderElementsOf(
                        numbers.parameters().stream().map(Parameter::name).toList());
    }

    @ParameterizedTest
    @MethodSource("moves")
    void changesSomething(Move move) {
        Set<String> contested = move.parameter().equals("erasure") ? Set.of(SpinalLtp.ERASURE) : Set.of();
        double[] usual = USUAL.computeIfAbsent(contested, reading -> course(Map.of(), reading));
        double[] moved = course(Map.of(move.file(), move.text()), contested);
        double largest = 0;
        for (int i = 0; i < usual.length; i++) {
            largest = Math.max(largest, Math.abs(moved[i] - usual[i]) / Math.max(1, Math.abs(usual[i])));
        }
        assertThat(largest).isGreaterThan(0.002);
    }

    /** All ports every eight hours: half a day of rest, two days of drugs, then recovery; then the dead. */
    private static double[] course(Map<String, String> replaced, Set<String> contested) {
        Milieu milieu = Laboratory.milieuOfItsOwn();
        DrugLevels drugs = Laboratory.drugs(
                "morphine 30 mg/kg/d pump from 12 h for 2 d",
                "clonidine 0.2 mg/kg/d pump from 12 h for 2 d",
                "ketamine 20 mg/kg/d pump from 12 h for 2 d",
                "gabapentin 300 mg/kg/d pump from 12 h for 2 d",
                "ceftriaxone 200 mg/kg ip at 12 h every 24 h for 2 d",
                "fentanyl 100 ug/kg sc at 77 h every 15 min for 1 h",
                "remifentanil 450 ug/kg/h iv from 90 h for 1 h",
                "lidocaine 100 ug intrathecal at 15.9 h",
                "cox-inhibitor 5 mg/kg ip at 60 h every 6 h for 2 d");
        List<Mechanism> all = Laboratory.mechanisms(replaced)
                .build(
                        new Mechanisms.Constitution(
                                Map.of(), contested, true, HURT, RandomKey.of(12)),
                        drugs,
                        milieu);
        activity(milieu);
        Watch watch = new Watch(milieu);
        ModulationPorts ports = new ModulationPorts(milieu.circuit().size());
        DoubleStream.Builder course = DoubleStream.builder();
        for (int tick = 1; tick <= TICKS; tick++) {
            drugs.advanceTo(tick * STEP_min);
            for (Mechanism mechanism : all) {
                watch.advance(mechanism, STEP_min);
            }
            if (tick % 48 == 0) {
                ports.reset();
                all.forEach(mechanism -> watch.modulate(mechanism, ports));
                for (Port port : Port.values()) {
                    Arrays.stream(ports.column(port)).forEach(course);
                }
                all.stream().filter(SideEffects.class::isInstance).forEach(effects ->
                        effects.sample((entity, variable, value, unit) -> course.add(value)));
            }
        }
        for (int i = 0; i < milieu.circuit().size(); i++) {
            course.add(milieu.circuit().neurons().alive(i) ? 1 : 0);
        }
        return course.build().toArray();
    }

    /** Calcium from low to high, and glutamate as at withdrawal. */
    private static void activity(Milieu milieu) {
        for (int i = 0; i < milieu.circuit().size(); i++) {
            milieu.set(Signal.CALCIUM, i, 0.15 * (1 + i % 10));
        }
        milieu.fill(Signal.GLUTAMATE_RELEASE, 1.5);
        for (Population p : milieu.circuit().populations("on")) {
            for (int i = p.first(); i < p.end(); i++) {
                milieu.set(Signal.RATE, i, 20);
            }
        }
    }
}
