package org.rexed.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rexed.gui.Pathways.Effect;
import org.rexed.gui.Pathways.Link;
import org.rexed.neuron.Channel;
import org.rexed.simulation.Assembly;

/** Long pathways gathered from the anatomy of the rat. */
class PathwaysTest {
    private final Pathways pathways =
            new Pathways(new Assembly(TinyStudy.scenario(), TinyStudy.library()).anatomy());

    @Test
    void projectionCellsAndWideDynamicRangeCellsAscend() {
        assertThat(pathways.ascending()).containsOnlyKeys("lamina-I", "lamina-V");
        assertThat(pathways.ascending().get("lamina-I")).contains("rvm", "pag", "locus-coeruleus");
    }

    @Test
    void onCellsExciteWhileOffCellsAndNoradrenalineInhibit() {
        assertThat(pathways.descending()).containsOnlyKeys("on", "off", "neutral", "locus-coeruleus");
        assertThat(pathways.descending().get("on").effects()).containsEntry("lamina-V", Effect.EXCITES)
                .doesNotContainKey("skin");
        assertThat(pathways.descending().get("off").effects()).containsEntry("lamina-V", Effect.INHIBITS);
        assertThat(pathways.descending().get("locus-coeruleus").effects()).containsEntry("lamina-I", Effect.INHIBITS);
    }

    @Test
    void greyStandsAboveTheMedullaItDrives() {
        assertThat(pathways.links()).contains(new Link("pag", "rvm", Effect.EXCITES));
        assertThat(pathways.nuclei()).containsExactly("pag", "rvm", "locus-coeruleus");
    }

    @Test
    void theStrongerTransmitterDecides() {
        assertThat(Effect.of(Map.of(Channel.AMPA, 0.5, Channel.GLYCINE, 0.2))).isEqualTo(Effect.EXCITES);
        assertThat(Effect.of(Map.of(Channel.AMPA, 0.2, Channel.NORADRENALINE, 0.5))).isEqualTo(Effect.INHIBITS);
    }
}
