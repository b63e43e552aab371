package org.rexed.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;

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
}
