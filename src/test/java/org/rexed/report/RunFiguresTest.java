package org.rexed.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.experiment.RecordChoice;

/** Figures show the numbers of the tables and come out as files. */
class RunFiguresTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void write() {
        SyntheticRun.write(folder);
    }

    @Test
    void writesPngAndSvgOfEveryFigure() throws Exception {
        List<Path> files = RunFigures.write(folder);

        assertThat(files).hasSize(2 * (2 + 1 + 1 + 6)).allSatisfy(file -> assertThat(file).isNotEmptyFile());
        assertThat(files).extracting(file -> file.getFileName().toString()).contains("hyperalgesia-hargreaves.png",
                "hyperalgesia-von-frey.svg", "drug-concentrations.png", "mechanisms.svg", "raster-dlf-cut.png");
        BufferedImage image = ImageIO.read(folder.resolve("figures/mechanisms.png").toFile());
        assertThat(image.getWidth()).isEqualTo(1600);
        assertThat(colours(image)).as("not blank").isGreaterThan(50);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        assertThat(factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(folder.resolve("figures/mechanisms.svg"))))
                .getDocumentElement().getAttribute("viewBox")).startsWith("0 0 800 ");
    }

    @Test
    void equalFoldersGiveEqualBytes() {
        Figure once = figure("hyperalgesia-hargreaves");
        Figure twice = figure("hyperalgesia-hargreaves");
        assertThat(FigureFiles.svg(once)).isEqualTo(FigureFiles.svg(twice));
        assertThat(FigureFiles.png(once, 1, true)).isEqualTo(FigureFiles.png(twice, 1, true));
    }

    @Test
    void captionsSayNAndWhatTheBandIs() {
        assertThat(figure("hyperalgesia-hargreaves").caption())
                .contains("n = 8 subjects", "95 % confidence interval of the mean", "Open markers", "Readings in s");
        assertThat(figure("raster-morphine").caption()).contains("n = 1");
    }

    @Test
    void stateMeansAndBandsMatchTheFile() {
        Tables tables = Tables.open(folder);
        StateCourses.Variable cck = new StateCourses.Variable("rvm", "cck_level");
        double[] values = new double[SyntheticRun.SUBJECTS];
        int[] count = {0};
        tables.eachState(s -> {
            if (s.arm().equals("morphine") && s.variable().equals("cck_level") && s.time_min() == 4 * 1440) {
                values[count[0]++] = s.value();
            }
        });
        CourseDataset dataset = StateCourses.read(tables, TimeScale.DAYS, cck::equals)
                .dataset(cck, tables.arms(), false);
        CourseDataset.Point point = dataset.points("morphine").stream().filter(p -> p.time() == 4).findFirst()
                .orElseThrow();

        double[] expected = SyntheticRun.interval(values);
        assertThat(count[0]).isEqualTo(8).isEqualTo(point.n());
        assertThat(point.mean()).isCloseTo(expected[0], within(1e-12));
        assertThat(point.low()).isCloseTo(expected[2], within(1e-9));
        assertThat(point.high()).isCloseTo(expected[3], within(1e-9));
    }

    @Test
    void mechanismsThatMoveHaveAPanelAndOthersAreNamed(@TempDir Path other) throws IOException {
        SyntheticRun.write(other);
        StringBuilder more = new StringBuilder();
        for (String arm : SyntheticRun.ARMS) {
            for (int t = 0; t < 3; t++) {
                String at = arm + ",1," + t * SyntheticRun.DAY_MIN + ".0,";
                more.append(at).append("dorsal-horn,c_fibre_potentiation,0.0,1\n")
                        .append(at).append("dorsal-horn:L5,glutamate_level,").append(1 + 0.2 * t).append(",1\n")
                        .append(at).append("side-effect,nausea,").append(0.1 * t).append(",1\n")
                        .append(at).append("injury:incision@left-hindpaw,level,").append(t).append(".0,1\n");
            }
        }
        Files.writeString(other.resolve("states.csv"), Files.readString(other.resolve("states.csv")) + more);
        List<Figure> figures = RunFigures.of(Tables.open(other));
        String caption = figures.stream().filter(f -> f.name().equals("mechanisms")).findFirst()
            .orElseThrow().caption();
        assertThat(caption).contains("Unchanged in every arm: C-fibre potentiation.", "Not recorded: ", "Microglia")
                .doesNotContain("glutamate, L5", "Injury");
        assertThat(figures).extracting(Figure::name).contains("side-effects");
        int panels = RunFigures.MECHANISMS.size();
        assertThat(figures.stream().filter(f -> f.name().equals("mechanisms")).findFirst().orElseThrow().height())
                .as("ten panels in two columns, not " + panels).isBetween(5 * 170, 5 * 170 + 120);
    }

    @Test
    void whatFiguresShowIsRecordedAsARule() {
        assertThat(Stream.concat(RunFigures.MECHANISMS.stream(), RunFigures.SIDE_EFFECTS.stream())
                .filter(m -> !m.entity().endsWith(":"))
                .map(m -> m.entity() + " " + m.variable()))
                .allMatch(RecordChoice::isShown);
    }

    @Test
    void drugsAreDrawnOnlyForArmsThatGotThem() {
        Tables tables = Tables.open(folder);
        StateCourses.Variable ketamine = new StateCourses.Variable("drug:ketamine", "plasma_concentration");
        CourseDataset dataset = StateCourses.read(tables, TimeScale.DAYS, ketamine::equals)
                .dataset(ketamine, tables.arms(), true);
        assertThat(dataset.getSeriesCount()).isEqualTo(1);
        assertThat(dataset.getSeriesKey(0)).isEqualTo("morphine-ketamine");
    }

    @Test
    void infusionsBecomeBarsBolusesTicksAndLesionsCrosses() {
        List<DoseMark> marks = DoseMark.of(Tables.open(folder).events(), TimeScale.DAYS);
        assertThat(marks).contains(
                new DoseMark("morphine", "morphine", DoseMark.Kind.INFUSION, 0, 7),
                new DoseMark("switch-buprenorphine", "buprenorphine", DoseMark.Kind.INFUSION, 4, Double.NaN),
                new DoseMark("morphine-ketamine", "ketamine", DoseMark.Kind.BOLUS, 0.5, 0.5),
                new DoseMark("dlf-cut", "dorsolateral-funiculus", DoseMark.Kind.LESION, -60 / 1440.0, Double.NaN));
        assertThat(marks).as("once for all subjects").hasSize(7 + 14 + 6 + 1);
    }

    @Test
    void overlappingInfusionsLastUntilTheLastStops() {
        List<Tables.Event> events = new java.util.ArrayList<>();
        Object[][] rows = {{0.0, "infusion start", "m"}, {1.0, "infusion start", "m"}, {2.0, "infusion stop", "m"},
            {3.0, "infusion stop", "m"}, {4.0, "rate set", "m"}, {1.0, "lesion", "dlf"}, {2.0, "lesion end", "dlf"}};
        for (Object[] row : rows) {
            events.add(new Tables.Event("a", "1", (double) row[0], (String) row[1], (String) row[2], 1, "mg/min", ""));
        }
        assertThat(DoseMark.of(events, TimeScale.MINUTES)).containsExactly(
                new DoseMark("a", "m", DoseMark.Kind.INFUSION, 0, 3),
                new DoseMark("a", "m", DoseMark.Kind.INFUSION, 4, Double.NaN),
                new DoseMark("a", "dlf", DoseMark.Kind.LESION, 1, 2));
    }

    @Test
    void rasterOrdersPopulationsByNeuronAndShowsFirstAndLastProbe() {
        Raster raster = new Raster(Tables.open(folder).spikes().stream().filter(s -> s.arm().equals("morphine"))
                .toList(), TimeScale.DAYS);
        assertThat(raster.blocks()).extracting(Raster.Block::population).startsWith("c-peptidergic L5", "a-delta L5")
                .endsWith("rvm-neutral");
        assertThat(raster.blocks().get(1).first()).isEqualTo(40);
        assertThat(raster.panels()).extracting(Raster.Panel::time_min).containsExactly(0.0, 7.0 * 1440);
    }

    @Test
    void gapsLonePointsAndMissingBandsCanBeDrawn() throws IOException {
        CourseDataset courses = new CourseDataset();
        courses.add("a", new CourseDataset.Point(0, 100, Double.NaN, Double.NaN, 1, 0));
        courses.add("a", new CourseDataset.Point(1, Double.NaN, Double.NaN, Double.NaN, 0, 0));
        courses.add("a", new CourseDataset.Point(2, 80, 70, 90, 8, 2));
        JFreeChart chart = ThresholdChart.create("t", courses, List.of(), TimeScale.DAYS,
                Palette.of(List.of("a"), ""));
        assertThat(colours(chart.createBufferedImage(400, 300))).isGreaterThan(10);
        CombinedDomainXYPlot plot = (CombinedDomainXYPlot) chart.getPlot();
        assertThat(plot.getSubplots().get(0).getRangeAxis().getLowerBound())
                .as("the band fits in").isBetween(60.0, 70.0);
    }

    @Test
    void anEmptySummaryGivesNoThresholdFigure(@TempDir Path other) throws IOException {
        SyntheticRun.write(other);
        String summary = Files.readString(other.resolve("summary.csv"));
        Files.writeString(other.resolve("summary.csv"), summary.substring(0, summary.indexOf('\n') + 1));
        assertThat(RunFigures.of(Tables.open(other))).extracting(Figure::name).noneMatch(n -> n.startsWith("hyper"));
        assertThat(RunReport.html(Tables.open(other))).contains("There are no readings.");
    }

    @Test
    void namesBecomeSafeFileNames(@TempDir Path other) {
        SyntheticRun.write(other);
        SyntheticRun.replace(other, "summary.csv", "hargreaves", "../Har greaves:1");
        SyntheticRun.replace(other, "summary.csv", "von-frey", "..\\Har greaves:1");
        assertThat(RunFigures.of(Tables.open(other))).extracting(Figure::name)
                .startsWith("hyperalgesia-..-har-greaves-1", "hyperalgesia-..-har-greaves-1-2");
    }

    @Test
    void armsDifferInMoreThanColour() {
        Palette palette = Palette.of(SyntheticRun.ARMS, "vehicle");
        assertThat(palette.arms().stream().map(arm -> palette.style(arm).line()).distinct()).hasSize(6);
        assertThat(palette.style("vehicle").color()).isEqualTo(java.awt.Color.BLACK);
    }

    private static Figure figure(String name) {
        return RunFigures.of(Tables.open(folder)).stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    }

    private static long colours(BufferedImage image) {
        return java.util.stream.IntStream.range(0, image.getWidth() * image.getHeight())
                .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth())).distinct().count();
    }
}
