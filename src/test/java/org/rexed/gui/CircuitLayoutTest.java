package org.rexed.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
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
    void sixDermatomesStandSideBySideAndLaminaeBelowTheSkin() {
        CircuitLayout layout = new CircuitLayout(circuit, 702, 760);
        assertThat(layout.dermatomes).containsExactly("L1", "L2", "L3", "L4", "L5", "L6");
        assertThat(layout.rows.keySet()).containsExactly("skin", "lamina-I", "lamina-II-outer", "lamina-II-inner",
                "lamina-III-IV", "lamina-V", "lamina-IX");
        double bottom = 0;
        for (String row : layout.rows.keySet()) {
            assertThat(layout.rows.get(row).y).isGreaterThan(bottom);
            bottom = layout.rows.get(row).getMaxY();
            for (int d = 1; d < 6; d++) {
                assertThat(layout.cell(row, d).x).isGreaterThan(layout.cell(row, d - 1).getMaxX());
            }
        }
        assertThat(bottom).isLessThanOrEqualTo(layout.cord.getMaxY() + 1e-6);
        assertThat(layout.nucleusBoxes).containsOnlyKeys("pag", "rvm", "locus-coeruleus");
        assertThat(layout.nucleusBoxes.values()).allMatch(box -> layout.nuclei.contains(box));
    }

    @ParameterizedTest
    @CsvSource({"702, 760", "990, 960"})
    void namesOfClassesFitBesideTheCord(double width, double height) {
        CircuitLayout layout = new CircuitLayout(circuit, width, height);
        Graphics2D g = new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB).createGraphics();
        FontMetrics metrics = g.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 1)
                .deriveFont((float) layout.small));
        assertThat(layout.small).isGreaterThanOrEqualTo(11);
        for (String row : layout.rows.keySet()) {
            assertThat(layout.classes(row)).isNotEmpty().allSatisfy(name ->
                    assertThat(metrics.stringWidth(PopulationStyle.of(name).title())).as(name)
                            .isLessThanOrEqualTo((int) (layout.gutter.width - layout.font * 1.4)));
        }
        g.dispose();
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
