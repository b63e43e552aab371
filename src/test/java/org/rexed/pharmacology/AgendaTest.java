package org.rexed.pharmacology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Order of what is planned, whenever it was planned. */
class AgendaTest {
    private static final Amount PER_MIN = new Amount(0.1, Amount.Unit.MILLIGRAM, true);
    private final Agenda agenda = new Agenda();
    private final List<String> happened = new ArrayList<>();

    private void list(Dose dose, String name, double... times) {
        agenda.list(dose, () -> {
            for (double time : times) {
                agenda.add(time, () -> happened.add(name + " " + time));
            }
        });
    }

    private List<String> all() {
        while (agenda.next_min() < Double.POSITIVE_INFINITY) {
            agenda.remove().action().run();
        }
        return happened;
    }

    @Test
    void whatIsListedComesBeforeWhatAroseEarlier() {
        list(Dose.bolus("x", PER_MIN, Route.IV, 5), "first", 5);
        agenda.add(5, () -> happened.add("arose"));
        list(Dose.bolus("x", PER_MIN, Route.IV, 5), "later", 5);
        assertThat(all()).containsExactly("first 5.0", "later 5.0", "arose");
    }

    @Test
    void anInfusionEndsEarlierWithAllItsWays() {
        Dose planned = Dose.infusion("x", PER_MIN, Route.SC, 10, 50);
        Dose instead = Dose.infusion("x", PER_MIN, Route.SC, 10, 20);
        list(planned, "infusion", 10, 60, 12, 62, 14, 64);
        agenda.end(planned, instead, new double[] {2, 4});
        List<Double> times = new ArrayList<>();
        while (agenda.next_min() < Double.POSITIVE_INFINITY) {
            times.add(agenda.remove().time_min());
        }
        assertThat(times).containsExactly(10.0, 12.0, 14.0, 30.0, 32.0, 34.0);
        assertThatThrownBy(() -> agenda.end(planned, instead, new double[] {2, 4}))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no infusion");
    }

    @Test
    void twoEqualInfusionsEndApart() {
        Dose planned = Dose.infusion("x", PER_MIN, Route.IV, 0, 50);
        list(planned, "one", 0, 50, 0, 50);
        list(planned, "two", 0, 50, 0, 50);
        agenda.end(planned, Dose.infusion("x", PER_MIN, Route.IV, 0, 20), new double[1]);
        agenda.end(planned, Dose.infusion("x", PER_MIN, Route.IV, 0, 30), new double[1]);
        assertThat(all()).containsExactly("one 0.0", "one 0.0", "two 0.0", "two 0.0", "one 50.0", "one 50.0",
                "two 50.0", "two 50.0");
    }
}
