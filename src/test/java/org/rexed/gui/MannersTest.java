package org.rexed.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.document.Document;
import org.rexed.document.Node;
import org.rexed.document.Plain;
import org.rexed.document.Problems;
import org.rexed.mechanism.Mechanisms;
import org.rexed.pharmacology.Route;
import org.rexed.pharmacology.Species;

/** Journal, recovery, files, what controls tell, and looking back, without a window. */
class MannersTest {
    @TempDir
    private Path folder;

    private static ByHand something() {
        return new ByHand(TinyStudy.scenario(), new Setup("morphine", 1, Set.copyOf(Mechanisms.SWITCHABLE)))
                .with(30, new Intervention.Give("morphine", "1 mg/kg", Route.SC))
                .with(31, new Intervention.Cut());
    }

    @Test
    void theJournalTellsEachInterventionOnce() throws Exception {
        try (Journal journal = new Journal(folder)) {
            ByHand done = something();
            journal.follow(done);
            journal.follow(done);
            journal.follow(new ByHand(TinyStudy.scenario(), new Setup("morphine", 1, Set.of())));
            assertThat(journal.text().lines()).hasSize(3);
        }
        List<String> lines = Files.readAllLines(folder.resolve("journal.txt"), StandardCharsets.UTF_8);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).endsWith("day 0, 00:30: morphine 1 mg/kg sc");
        assertThat(lines.get(2)).contains("taken back; 0 interventions left");
    }

    @Test
    void whatWasKeptIsFoundAgainUntilTheSessionIsClosed() throws Exception {
        try (Journal journal = new Journal(folder)) {
            assertThat(journal.left()).isEmpty();
            journal.keep(something(), 1, 32.5);
        }
        try (Journal next = new Journal(folder)) {
            Journal.Left left = next.left().orElseThrow();
            assertThat(left).isEqualTo(new Journal.Left(folder.resolve("unsaved.yaml"), "by-hand", 1, 32.5));
            Path aside = next.setAside();
            var scenario = org.rexed.scenario.ScenarioReader.read(aside, Map.of(), TinyStudy.library());
            assertThat(scenario.arm("by-hand").lesions()).hasSize(1);
            assertThat(next.left()).isEmpty();
            next.keep(something(), 0, 1);
            next.forget();
        }
        assertThat(folder.resolve("unsaved.yaml")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeWrittenIsTold() throws Exception {
        Path file = Files.writeString(folder.resolve("taken"), "");
        Journal journal = new Journal(file);
        journal.add("line");
        journal.close();
        assertThat(journal.failure()).startsWith("cannot write");
        assertThat(journal.text()).endsWith("line");
    }

    @Test
    void yamlIsReadBackAsItWasWritten() {
        String awkward = """
                name: odd
                title: "12"
                note: "yes: {a, b} # \\"quoted\\"\\n second line"
                empty: {}
                list: [1, "2", a b]
                rate: 0.1 ug/kg/min
                deep:
                  - {a: 1, b: 50 %}
                  - a: a text that is so long that it does not fit into one line with the others, so it stands alone
                    b: [x, y]
                """;
        Node.Mapping tree = Document.tree("odd", awkward, new Problems()).orElseThrow();
        Problems problems = new Problems();
        Node.Mapping again = Document.tree("again", ScenarioText.of(tree), problems).orElseThrow();
        assertThat(problems.list()).isEmpty();
        assertThat(Plain.text((Node) again)).isEqualTo(Plain.text((Node) tree));
    }

    @Test
    void everyScenarioOfTheLibraryCanBeSavedByHand() {
        var library = TinyStudy.library();
        for (String name : List.of("quickstart", "dosing-rules", "virtual-patients")) {
            var scenario = org.rexed.scenario.ScenarioReader.read(
                    library.path(org.rexed.scenario.ModelLibrary.Kind.SCENARIO, name), Map.of(), library);
            var arm = scenario.arms().get(scenario.arms().size() - 1);
            Setup setup = new Setup(arm.name(), 0, Set.copyOf(Mechanisms.SWITCHABLE));
            var saved = org.rexed.scenario.ScenarioReader.parse("saved", new ByHand(scenario, setup).text(), Map.of(),
                    library);
            assertThat(saved.arms()).hasSize(scenario.arms().size() + 1);
            assertThat(saved.arm("by-hand").doses()).isEqualTo(arm.doses());
            assertThat(saved.arm("by-hand").body()).isEqualTo(arm.body());
            assertThat(saved.assays().size()).isEqualTo(scenario.assays().size());
        }
    }

    @Test
    void theFormularyOffersWhatTheSpeciesHas() {
        Formulary rat = Formulary.of(TinyStudy.library(), Species.RAT);
        assertThat(rat.names()).contains("morphine", "naloxone", "ketamine").isSorted();
        assertThat(rat.entry("naloxone").usual()).isNotEmpty();
        assertThat(rat.problem("morphine", "5 mg/kg", false, Route.SC)).isEmpty();
        assertThat(rat.problem("morphine", "5 mg/kg/d", true, Route.PUMP)).isEmpty();
        assertThat(rat.problem("morphine", "5", false, Route.SC)).isNotEmpty();
        assertThat(rat.problem("morphine", "5 mg/kg", false, Route.PUMP)).contains("rate");
        assertThat(rat.problem("morphine", "-5 mg/kg", false, Route.SC)).contains("greater than zero");
        assertThat(rat.problem("aspirin", "5 mg/kg", false, Route.SC)).contains("no drug");
    }

    @Test
    void controlsTellUnitRangeAndSources() {
        var assembly = new org.rexed.simulation.Assembly(TinyStudy.scenario(), TinyStudy.library());
        var morphine = assembly.drugs().get(0);
        assertThat(Hover.drug(morphine, Species.RAT, Infusion.of(TinyStudy.scenario(), morphine)))
                .contains("Slider: 0 to 60.0 mg/kg/d", "pump", "Groenendaal 2007a");
        assertThat(Mechanisms.SWITCHABLE).allSatisfy(name -> assertThat(Hover.mechanism(TinyStudy.library(), name))
                .contains("parameters", "Takes effect at a reset"));
        assertThat(Hover.mechanism(TinyStudy.library(), "dynorphin")).contains("Gardell 2002", "Against:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"12.5 | ''", "0|''", "-3|not negative", "12,5|comma", "many|not a number"})
    void ratesAreRefusedWithAReason(String typed, String reason) {
        if (reason.isEmpty()) {
            assertThat(DrugControls.problem(typed)).isEmpty();
        } else {
            assertThat(DrugControls.problem(typed)).contains(reason);
        }
    }

    @Test
    void tablesHaveARowForEachPoint() {
        XYSeries series = new XYSeries("a, \"b\"");
        series.add(1.5, 0.1);
        series.add(2, Double.NaN);
        assertThat(ChartExport.csv(new XYSeriesCollection(series), "day", "ng/mL"))
                .isEqualTo("series,day,ng/mL\n\"a, \"\"b\"\"\",1.5,0.1\n\"a, \"\"b\"\"\",2.0,\n");
        assertThat(ChartExport.fileName("RVM: CCK level")).isEqualTo("rvm-cck-level");
    }

    @Test
    void theCursorLooksAtThePastOnlyAndTellsEachMoveOnce() {
        TimeCursor cursor = new TimeCursor();
        int[] told = new int[1];
        cursor.listen(() -> told[0]++);
        cursor.moveTo(50, 100);
        cursor.moveTo(50, 100);
        assertThat(cursor.time_min()).isEqualTo(50);
        cursor.moveTo(-4, 100);
        assertThat(cursor.time_min()).isZero();
        cursor.moveTo(100, 100);
        assertThat(cursor.isSet()).isFalse();
        cursor.clear();
        assertThat(told[0]).isEqualTo(3);
    }

    @Test
    void thePastIsWhatWasSeenThen() throws InterruptedException {
        try (Session session = new Session(TinyStudy.scenario(), TinyStudy.library())) {
            session.setSpeed(Session.UNLIMITED);
            session.setProbeSpeed(Session.UNLIMITED);
            TinyStudy.await(session, Snapshot::waiting);
            session.stepToTest();
            Snapshot then = TinyStudy.await(session, s -> s.waiting() && s.recorded().observations().size() == 1);
            for (int i = 0; i < 40; i++) {
                double next = session.latest().now().time_min() + 1;
                session.step();
                TinyStudy.await(session, s -> s.waiting() && s.now().time_min() == next);
            }
            Snapshot past = session.latest().past(then.now().time_min() + 0.4);
            assertThat(past.now().time_min()).isEqualTo(then.now().time_min());
            assertThat(past.now().rate_Hz()).isEqualTo(then.now().rate_Hz());
            assertThat(past.now().drugs()).isEqualTo(then.now().drugs());
            assertThat(past.recorded().states()).isEqualTo(then.recorded().states());
            assertThat(past.now().dynorphin_nM()).isEqualTo(then.now().dynorphin_nM());
            assertThat(past.now().drugs()).isNotEqualTo(session.latest().now().drugs());
            assertThat(session.latest().past(-1)).isSameAs(session.latest());

            session.goBackTo(20);
            Snapshot back = TinyStudy.await(session, s -> s.waiting() && s.now().time_min() == 20);
            assertThat(back.recorded().states()).isEqualTo(session.latest().past(20).recorded().states());
            assertThat(back.recorded().observations()).isEqualTo(then.recorded().observations());
        }
    }
}
