package org.rexed.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of a protocol exist, say what they show with units, and fail clearly where a table is damaged. */
class ProbeFiguresTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() {
        SyntheticProbe.write(folder);
    }

    private Figure figure(String name) {
        return ProbeFigures.of(ProbeFolder.open(folder)).stream().filter(f -> f.name().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError(name));
    }

    /** The texts of a figure as a program finds them in its SVG: each between bars, then all in one line. */
    private String svg(String name) {
        List<String> texts = Pattern.compile("<text[^>]*>([^<]*)</text").matcher(
                new String(FigureFiles.svg(figure(name)), StandardCharsets.UTF_8)).results()
                .map(found -> found.group(1)).toList();
        return "|" + String.join("|", texts) + "|\n" + String.join(" ", texts);
    }

    private static int colours(BufferedImage image) {
        Set<Integer> colours = new TreeSet<>();
        for (int x = 0; x < image.getWidth(); x += 2) {
            for (int y = 0; y < image.getHeight(); y += 2) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours.size();
    }

    @Test
    void everyTableHasItsFigureAsPngAndSvg() throws IOException {
        List<Path> files = ProbeFigures.write(folder);
        assertThat(files).extracting(file -> file.getFileName().toString()).contains("rates-stimulus.png",
                "psth-5-mn.png", "psth-400-mn.svg", "wind-up-50-mn.png", "withdrawal.svg", "responses-cell.png",
                "traces.png", "traces-detail.svg", "raster-control.png", "raster-nmda.svg").doesNotHaveDuplicates();
        for (Path file : files) {
            if (file.toString().endsWith(".png")) {
                BufferedImage image = ImageIO.read(file.toFile());
                assertThat(image.getWidth()).isEqualTo(1600);
                assertThat(colours(image)).as(file + " not blank").isGreaterThan(20);
            } else {
                assertThat(Files.readString(file)).as("text stays text").contains("<text").doesNotContain("<image");
            }
        }
    }

    @Test
    void axesSayWhatTheyShowAndConditionsHaveTheirLabels() {
        assertThat(svg("rates-stimulus")).contains("|Force (mN)|", "|Rate (Hz)|", "|Vehicle|", "|NMDA block|", "|5|",
                "|50|", "|400|", "c-peptidergic", "projection", "n = 4 circuits", "95 % confidence interval");
        assertThat(svg("psth-400-mn")).contains("|Time from stimulus (s)|", "|A  Stimulus|", "|mN|", "grey ground",
                "Bins of 30 ms");
        assertThat(svg("wind-up-50-mn")).contains("|Pulse number|", "|Spikes per cell|", "projection, c window",
                "c 90 to 800 ms from the pulse", "|NMDA block|");
        assertThat(svg("withdrawal")).contains("|Latency (s)|", "|Intensity (mN)|", "|Force (mN)|",
                "Trials without withdrawal", "Vehicle at 5 mN 25 %");
        assertThat(svg("responses-cell")).contains("|excited|", "|inhibited|", "|Share (%)|", "projection, NMDA block");
        assertThat(svg("traces")).contains("|0 mV|", "|Time from stimulus (s)|", "projection cell 900", "NMDA block",
                "|400 mN|", "drawn up to 10 mV");
        assertThat(svg("raster-control")).contains("|Time from stimulus (s)|", "Vehicle", "|400 mN|",
                "Dashed: withdrawal");
    }

    @Test
    void classesStandInAnatomicalOrderAndSilentOnesAreNamed() {
        String raster = svg("raster-control");
        assertThat(raster.indexOf("|c-peptidergic|")).isPositive().isLessThan(raster.indexOf("|a-beta|"));
        assertThat(raster.indexOf("|a-beta|")).isLessThan(raster.indexOf("|projection|"));
        // a-beta fired nowhere; 4 projection neurons fired 40 spikes.
        assertThat(raster).contains("|0 / 0|", "|4 / 40|");
    }

    @Test
    void levelsThatSpanDecadesAreSpacedByTheirLogarithm() {
        LevelAxis forces = new LevelAxis("Force (mN)", List.of(5.0, 50.0, 400.0));
        assertThat(forces.isLogarithmic()).isTrue();
        assertThat(forces.place(50) - forces.place(5)).isCloseTo(1, within(1e-12));
        assertThat(new LevelAxis("x", List.of(3.2, 5.6)).isLogarithmic()).isFalse();
        assertThat(new LevelAxis("x", List.of(0.0, 50.0)).isLogarithmic()).isFalse();
    }

    @Test
    void unitsAreWrittenAsPeopleWriteThem() {
        for (String file : List.of("rates.csv", "psth.csv", "stimulus.csv", "windup.csv", "withdrawal.csv",
                "withdrawal-summary.csv", "responses.csv", "spikes.csv", "traces.csv")) {
            SyntheticRun.replace(folder, file, "force_mN", "to_Cel");
            SyntheticRun.replace(folder, file, " mN,", " Cel,");
        }
        assertThat(svg("rates-stimulus")).contains("|Temperature (\u00B0C)|").doesNotContain("Cel");
        assertThat(svg("psth-400-cel")).contains("400 \u00B0C").doesNotContain(" Cel");
    }

    @Test
    void withoutNumbersOnAnAxisRatesStandInRows() {
        for (String file : List.of("rates.csv", "psth.csv", "stimulus.csv", "withdrawal-summary.csv")) {
            SyntheticRun.replace(folder, file, ",force_mN,", ",");
            for (int force : SyntheticProbe.FORCES_mN) {
                SyntheticRun.replace(folder, file, force + " mN," + force + ",", "place " + (char) ('a' + force % 7)
                        + ",");
            }
        }
        assertThat(svg("rates-stimulus")).contains("|Firing rate (Hz)|", "|Vehicle|", "|NMDA block|", "projection,");
        assertThat(svg("rates-baseline")).contains("|Firing rate (Hz)|");
    }

    @Test
    void aFolderWithoutTheNewerTablesStillHasFigures() throws IOException {
        for (String file : List.of("stimulus.csv", "phases.csv", "conditions.csv", "spikes.csv", "traces.csv")) {
            Files.delete(folder.resolve(file));
        }
        assertThat(ProbeFigures.of(ProbeFolder.open(folder))).extracting(Figure::name)
                .contains("rates-stimulus", "withdrawal").doesNotContain("traces", "raster-control");
        assertThat(svg("rates-stimulus")).contains("|control|", "|nmda|");
    }

    @Test
    void everySecondLevelOfALongListIsEnough() {
        assertThat(ProbeFigures.spread(List.of(1, 2, 3, 4, 5, 6, 7), 4)).containsExactly(1, 3, 5, 7);
        assertThat(ProbeFigures.spread(List.of(1, 2), 4)).containsExactly(1, 2);
    }

    @Test
    void equalFoldersGiveEqualBytes() {
        assertThat(svg("psth-400-mn")).isEqualTo(svg("psth-400-mn"));
        assertThat(FigureFiles.png(figure("traces"), 1, true)).isEqualTo(FigureFiles.png(figure("traces"), 1, true));
    }

    @Test
    void damagedTablesAreToldWithFileLineAndColumn() throws IOException {
        SyntheticRun.replace(folder, "spikes.csv", "1,900,projection,-900,", "1,900,projection,soon,");
        assertThatThrownBy(() -> ProbeFigures.write(folder)).isInstanceOf(UnreadableRunException.class)
                .hasMessageContaining("spikes.csv:2: column 'time_ms': found 'soon'");
        Path rates = folder.resolve("rates.csv");
        String text = Files.readString(rates);
        Files.writeString(rates, text.substring(0, text.length() - 12));
        assertThatThrownBy(() -> ProbeFolder.open(folder)).isInstanceOf(UnreadableRunException.class)
                .hasMessageContaining("rates.csv:").hasMessageContaining("cells, the header has 17");
        Files.writeString(rates, text.lines().findFirst().orElseThrow() + "\n");
        assertThatThrownBy(() -> ProbeFolder.open(folder)).isInstanceOf(UnreadableRunException.class)
                .hasMessageContaining("no rates below the header");
        Files.delete(rates);
        assertThat(ProbeFigures.areIn(folder)).as("the manifest says so").isTrue();
        assertThatThrownBy(() -> ProbeFigures.write(folder)).isInstanceOf(UnreadableRunException.class)
                .hasMessageContaining("rates.csv: file missing");
    }

    @Test
    void aRunIsNoProtocol() {
        Path run = folder.resolve("run");
        run.toFile().mkdir();
        SyntheticRun.write(run);
        assertThat(ProbeFigures.areIn(run)).isFalse();
        assertThat(ProbeFigures.areIn(folder)).isTrue();
        assertThat(ProbeFigures.areIn(folder.resolve("nowhere"))).isFalse();
    }
}
