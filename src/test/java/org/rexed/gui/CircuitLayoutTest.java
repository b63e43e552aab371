package org.rexed.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.circuit.Circuit;
import org.rexed.neuron.Population;
import org.rexed.simulation.Assembly;

/** Places of neurons on the canvas. */
class CircuitLayoutTest {
    private final Assembly assembly = new Assembly(TinyStudy.scenario(), TinyStudy.library());
    private final Circuit circuit = Circuit.build(assembly.anatomy(), assembly.key(0));

    @ParameterizedTest
    @CsvSource({"420, 400", "666, 740", "1300, 950"})
    void everyNeuronLiesInItsLaminaOrNucleus(double width, double height) {
        CircuitLayout layout = new CircuitLayout(circuit, width, height);
        for (Population population : circuit.populations()) {
            int dermatome = layout.dermatomes.indexOf(population.group());
            Rectangle2D.Double place = dermatome >= 0
                    ? layout.cell(population.region(), dermatome)
                    : layout.nuclei;
            for (int i = population.first(); i < population.end(); i++) {
                assertThat(place.contains(layout.x(i), layout.y(i))).as("%s in %s", population, place).isTrue();
            }
        }
    }

    @Test
    void aClickFindsTheNearestNeuronAndNothingFarAway() {
        CircuitLayout layout = new CircuitLayout(circuit, 900, 800);
        int on = circuit.populations("on").get(0).first();
        assertThat(layout.neuronAt(layout.x(on) + 1, layout.y(on) - 1)).isEqualTo(on);
        assertThat(layout.neuronAt(layout.legend.getCenterX(), layout.legend.getMaxY())).isEqualTo(-1);
    }

    @Test
    void partsDoNotOverlap() {
        CircuitLayout layout = new CircuitLayout(circuit, 666, 740);
        assertThat(layout.gutter.intersects(layout.cord)).isFalse();
        assertThat(layout.cord.intersects(layout.nuclei)).isFalse();
        assertThat(layout.nuclei.intersects(layout.legend)).isFalse();
        assertThat(layout.legend.getMaxX()).isLessThanOrEqualTo(666);
    }
}
