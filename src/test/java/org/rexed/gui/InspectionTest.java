package org.rexed.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rexed.circuit.Circuit;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;
import org.rexed.simulation.Assembly;
import org.rexed.simulation.RexedSimulation;

/** Rows about the ports of one neuron. */
class InspectionTest {
    private final ModulationPorts ports = new ModulationPorts(2);

    private List<Inspection.Row> rows() {
        List<Inspection.Row> rows = new ArrayList<>();
        Inspection.addPorts(ports, 1, rows);
        return rows;
    }

    @Test
    void receptorsThatOnlyAnAntagonistMovesAppearOnceTheyAreMoved() {
        assertThat(rows()).extracting(Inspection.Row::name).contains("NMDA unblocked", "Peptide tone")
                .doesNotContain("AMPA unblocked", "5-HT3 unblocked");
        ports.ampaFreeFraction[1] = 0.4;
        assertThat(rows()).filteredOn(Inspection.Row::changed)
                .containsExactly(new Inspection.Row("AMPA unblocked", "\u00d7 0.40", "", true));
    }

    @Test
    void everyPortAppearsUnderANameOfItsOwnWhenItIsMoved() {
        for (Port port : Port.values()) {
            ports.column(port)[1] = port.neutral() + 0.5;
        }
        assertThat(rows()).hasSize(Port.values().length).allMatch(Inspection.Row::changed);
        assertThat(rows()).extracting(Inspection.Row::name).doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Port.values()).map(Inspection::title).toList());
    }

    private static RexedSimulation injured() {
        ModelLibrary library = TinyStudy.library();
        Scenario scenario = ScenarioReader.parse("tiny.yaml", TinyStudy.YAML + """
            injuries:
              - {kind: incision, site: left-hindpaw, at: 0 h, radius: 6 mm}
            """, Map.of(), library);
        RexedSimulation simulation = new Assembly(scenario, library).simulation(scenario.arm("morphine"), 0);
        simulation.start();
        return simulation;
    }

    @Test
    void deadCellsKinaseAndInjuriesAreTold() {
        RexedSimulation simulation = injured();
        for (int minute = 0; minute < 5; minute++) {
            simulation.advance();
        }
        Circuit circuit = simulation.subject().circuit();
        int cell = circuit.populations("wide-dynamic-range").get(0).first();
        circuit.neurons().kill(cell);
        assertThat(Inspection.of(simulation.subject(), cell).rows()).filteredOn(Inspection.Row::changed)
                .contains(new Inspection.Row("State", "dead", "", true));
        assertThat(Inspection.of(simulation.subject(), cell).rows()).extracting(Inspection.Row::name)
                .contains("Kinase C activity").doesNotContain("Injuries of the animal, level");
        assertThat(Inspection.of(simulation.subject(), 0).rows()).anySatisfy(row -> {
            assertThat(row.name()).isEqualTo("Incision, left hindpaw");
            assertThat(Double.parseDouble(row.value())).isPositive();
        });
        int without = circuit.populations().stream()
                .filter(p -> !circuit.spec(p).isAfferent() && circuit.spec(p).nmdaReceptors() == 0)
                .findFirst().orElseThrow().first();
        assertThat(Inspection.of(simulation.subject(), without).rows()).extracting(Inspection.Row::name)
                .contains("State").doesNotContain("Kinase C activity", "NMDA receptors");
    }
}
