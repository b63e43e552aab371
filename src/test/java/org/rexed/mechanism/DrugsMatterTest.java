package org.rexed.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rexed.Laboratory;
import org.rexed.document.Problems;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.Drug;
import org.rexed.pharmacology.DrugLevels;
import org.rexed.pharmacology.DrugLibrary;
import org.rexed.pharmacology.Species;
import org.rexed.random.RandomKey;
import org.rexed.scenario.ModelLibrary.Kind;

/** No drug is there for nothing: its usual dose changes what neurons see in a rat on morphine. */
class DrugsMatterTest {
    private static final int STEP_min = 10;
    private static final Dose MORPHINE = Dose.parse("morphine", "30 mg/kg/d pump for 5 d");
    private static double[] usual;

    static List<String> drugs() {
        Problems problems = new Problems();
        DrugLibrary library = Laboratory.LIBRARY.drugs(problems);
        List<String> names = new ArrayList<>(Laboratory.LIBRARY.names(Kind.DRUG));
        // It binds nothing; no number for an action of its own was found.
        names.remove("morphine-3-glucuronide");
        names.removeIf(name -> !library.drug(name).species().contains(Species.RAT));
        problems.throwIfAny();
        return names;
    }

    @ParameterizedTest
    @MethodSource("drugs")
    void changesAPort(String name) {
        Problems problems = new Problems();
        Drug drug = Laboratory.LIBRARY.drugs(problems).drug(name);
        Dose dose = drug.standardDose(Species.RAT).delayedBy(3 * 1440);
        dose = dose.form() == Dose.Form.BOLUS ? dose.repeated(720, 4) : dose;
        if (usual == null) {
            usual = course(List.of(MORPHINE));
        }
        double[] with = course(List.of(MORPHINE, dose));
        double largest = 0;
        for (int i = 0; i < usual.length; i++) {
            largest = Math.max(largest, Math.abs(with[i] - usual[i]) / Math.max(1, Math.abs(usual[i])));
        }
        assertThat(largest).as(name).isGreaterThan(0.005);
    }

    /** All ports every 20 minutes of the last two days, on morphine and with activity set by hand. */
    private static double[] course(List<Dose> doses) {
        Milieu milieu = Laboratory.milieuOfItsOwn();
        Watch watch = new Watch(milieu);
        DrugLevels drugs = Laboratory.drugs(doses);
        List<Mechanism> all = Laboratory.mechanisms(Map.of())
                .build(Mechanisms.Constitution.usual(Map.of(), RandomKey.of(12)), drugs, milieu);
        milieu.fill(Signal.CALCIUM, 1.5);
        for (Population p : milieu.circuit().populations("on")) {
            for (int i = p.first(); i < p.end(); i++) {
                milieu.set(Signal.RATE, i, 20);
            }
        }
        ModulationPorts ports = new ModulationPorts(milieu.circuit().size());
        DoubleStream.Builder course = DoubleStream.builder();
        for (int tick = 1; tick <= 5 * 144; tick++) {
            drugs.advanceTo(tick * STEP_min);
            for (Mechanism mechanism : all) {
                watch.advance(mechanism, STEP_min);
            }
            if (tick > 3 * 144 && tick % 2 == 0) {
                ports.reset();
                all.forEach(mechanism -> watch.modulate(mechanism, ports));
                for (Port port : Port.values()) {
                    course.add(Arrays.stream(ports.column(port)).average().orElseThrow());
                }
            }
        }
        return course.build().toArray();
    }
}
