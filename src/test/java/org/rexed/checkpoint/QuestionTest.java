package org.rexed.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rexed.Laboratory;
import org.rexed.circuit.Circuit;
import org.rexed.mechanism.Milieu;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.random.RandomKey;

/** Two uses of the fast clock have one name only if nothing that their outcome depends on differs. */
class QuestionTest {
    private final Milieu milieu = Laboratory.milieuOfItsOwn();
    private final Circuit circuit = milieu.circuit();

    private Question ask(String what, long chance) {
        return Question.of(circuit, what, RandomKey.of(chance));
    }

    @Test
    void theNameFollowsDrawsModulationAndTheCellsThatLive() {
        Question first = ask("hargreaves left-hindpaw", 1);
        assertThat(ask("hargreaves left-hindpaw", 1)).isEqualTo(first).hasSameHashCodeAs(first);
        assertThat(ask("hargreaves left-hindpaw", 2)).isNotEqualTo(first);
        assertThat(ask("hargreaves right-hindpaw", 1)).isNotEqualTo(first);
        for (Port port : Port.values()) {
            double[] column = circuit.ports().column(port);
            double before = column[column.length - 1];
            column[column.length - 1] = before + 1e-12;
            assertThat(ask("hargreaves left-hindpaw", 1)).as(port.toString()).isNotEqualTo(first);
            column[column.length - 1] = before;
        }
        assertThat(ask("hargreaves left-hindpaw", 1)).isEqualTo(first);
        circuit.neurons().kill(circuit.populations("excitatory").get(0).first());
        assertThat(ask("hargreaves left-hindpaw", 1)).as("a cell has died").isNotEqualTo(first);
    }
}
