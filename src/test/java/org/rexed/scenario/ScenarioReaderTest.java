package org.rexed.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.document.InputException;
import org.rexed.document.Problem;
import org.rexed.nociception.ForceCoding;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.Species;

/** Scenario files: what is read, what is filled in, what is refused and where. */
class ScenarioReaderTest {
    static final String QUICKSTART = """
        rexed: 1
        name: quickstart
        title: Morphine and vehicle
        species: rat
        subject: {sex: female, mass: 300 g}
        anatomy: rat-dorsal-horn
        subjects: 8
        seed: 42
        duration: 8 d
        reference: vehicle
        mechanisms: {dynorphin: off, opponent-adaptation: 0.5}
        assays:
          - assay: hargreaves
            site: left-hindpaw
            baseline: 30 min
            at: [6 h, 2 d]
            every: 1 d
            until: 3 d
          - {assay: von-frey, site: left-hindpaw, baseline: 40 min, at: 7 d}
        rasters:
          - {assay: von-frey, at: [40 min, 7 d]}
        arms:
          - name: vehicle
          - name: morphine
            label: Morphine, twice daily
            doses:
              - {drug: morphine, dose: 10 mg/kg, route: sc, at: 1 h, every: 12 h, for: 7 d}
            lesions: [{site: dlf, at: 0 h, until: 1 d}]
            mechanisms: {dynorphin: 2}
        """;

    @TempDir
    private Path home;
    private ModelLibrary library;

    @BeforeEach
    void library() throws IOException {
        copyDrugs(home);
        for (String file : List.of("anatomy/rat-dorsal-horn", "assays/hargreaves", "assays/von-frey",
            "mechanisms/dynorphin", "mechanisms/opponent-adaptation")) {
            Path path = home.resolve("models").resolve(file + ".yaml");
            Files.createDirectories(path.getParent());
            Files.writeString(path, "a: {source: Smith_2001}\n");
        }
        library = new ModelLibrary(home);
    }

    @Test
    void aScenarioChoosesSetsOfKineticValues() {
        Scenario chosen = ScenarioReader.parse("a.yaml",
            "kinetics: {morphine: groenendaal-2007-linear}\n" + QUICKSTART, Map.of(), library);
        assertThat(chosen.kinetics()).containsExactly(Map.entry("morphine", "groenendaal-2007-linear"));
        assertThat(ScenarioReader.parse("a.yaml", chosen.resolved(), Map.of(), library).kinetics())
            .isEqualTo(chosen.kinetics());
        Scenario changed = ScenarioReader.parse("a.yaml", QUICKSTART,
            Map.of("kinetics.morphine", "groenendaal-2007-linear"), library);
        assertThat(changed.kinetics()).isEqualTo(chosen.kinetics());
        assertThat(problems("kinetics: {morphine: groenendal-2007, morfine: x, 6-mam: x}\n" + QUICKSTART, Map.of()))
            .anyMatch(problem -> problem.contains("groenendal-2007") && problem.contains("groenendaal-2007"))
            .anyMatch(problem -> problem.contains("s.yaml:1:39") && problem.contains("unknown drug \"morfine\""));
    }

    @Test
    void contestedActionsOfTheScenarioAreStillThereInTheResolvedText() {
        ModelLibrary real = new ModelLibrary(Path.of("").toAbsolutePath());
        String text = "contested: [methadone-nmda-block]\n"
            + QUICKSTART.replace("drug: morphine, dose", "drug: methadone, dose");
        Scenario contested = ScenarioReader.parse("s.yaml", text, Map.of(), real);
        assertThat(contested.arm("morphine").contested()).containsExactly("methadone-nmda-block");
        assertThat(ScenarioReader.parse("s.yaml", contested.resolved(), Map.of(), real).arm("morphine").contested())
            .containsExactly("methadone-nmda-block");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "at: [6 h, 2 d] | at: [6 h, 360.5 min, 2 d] | s.yaml:16:15: at: hargreaves at left-hindpaw is repeated after"
            + " 0.5 min",
        "every: 1 d | every: 0.5 min | s.yaml:17:12: every: hargreaves at left-hindpaw is repeated after 0.5 min",
        "baseline: 30 min | baseline: 359.5 min | s.yaml:16:10: at: hargreaves at left-hindpaw is repeated after"
            + " 0.5 min"
    })
    void aTestThatIsRepeatedTooSoonIsRefusedWhereItIsWritten(String found, String mistake, String message) {
        ModelLibrary real = new ModelLibrary(Path.of("").toAbsolutePath());
        String text = with(found, mistake).replace("until: 3 d", "from: 1 d, until: 3 d".replace(", ", "\n    "));
        InputException e = catchThrowableOfType(InputException.class,
            () -> ScenarioReader.parse("s.yaml", text, Map.of(), real));
        assertThat(e).isNotNull();
        assertThat(e.problems().stream().map(Problem::toString).toList())
            .contains(message + "; allowed from 1 min");
        assertThat(ScenarioReader.parse("s.yaml", text.replace("360.5 min", "365 min")
            .replace("every: 0.5 min", "every: 5 min").replace("359.5 min", "355 min"), Map.of(), real)
            .assays()).hasSize(2);
    }

    @Test
    void dosesAndRulesAreCheckedAgainstTheDrugsOfTheSpecies() {
        String text = QUICKSTART.replace("route: sc, at: 1 h", "route: sublingual, at: 1 h").replace("lesions: [",
            "dosing: [{rule: taper, drug: morphine, rate: 1 mg/kg/d, route: pump, for: 60 d, shape: linear}]\n"
                + "    contested: [methadone-nmda-block]\n    lesions: [");
        assertThat(problems("contested: [nothing]\n" + text, Map.of()))
            .anyMatch(problem -> problem.contains("morphine has no values for route sublingual in species rat"))
            .anyMatch(problem -> problem.contains("dosing: morphine goes on until 86400 min"))
            .anyMatch(problem -> problem.contains("no mechanism and no drug of this arm has a contested reading"))
            .anyMatch(problem -> problem.contains(
                "no mechanism and no drug of this scenario has a contested reading \"nothing\""));
    }

    /** Real drugs, since doses are checked against them: a library with a few, of those that tests name. */
    static void copyDrugs(Path home) throws IOException {
        for (String file : List.of("drugs/morphine", "drugs/naloxone", "drugs/morphine-3-glucuronide",
            "drugs/morphine-6-glucuronide", "evidence/references")) {
            Path copy = home.resolve("models").resolve(file + ".yaml");
            Files.createDirectories(copy.getParent());
            Files.copy(Path.of("models").resolve(file + ".yaml"), copy);
        }
    }

    private Scenario read(String text) {
        return ScenarioReader.parse("s.yaml", text, Map.of(), library);
    }

    private List<String> problems(String text, Map<String, String> overrides) {
        InputException e = catchThrowableOfType(InputException.class,
            () -> ScenarioReader.parse("s.yaml", text, overrides, library));
        assertThat(e).as("problems expected").isNotNull();
        return e.problems().stream().map(Problem::toString).toList();
    }

    private static String with(String found, String replacement) {
        assertThat(QUICKSTART).contains(found);
        return QUICKSTART.replace(found, replacement);
    }

    @Test
    void readsEverything() {
        Scenario s = read(QUICKSTART);
        assertThat(s.name()).isEqualTo("quickstart");
        assertThat(s.species()).isEqualTo(Species.RAT);
        assertThat(s.body().mass_kg()).isEqualTo(0.3);
        assertThat(s.subjects()).isEqualTo(8);
        assertThat(s.seed()).isEqualTo(42);
        assertThat(s.duration_min()).isEqualTo(8 * 1440);
        assertThat(s.tick_min()).isEqualTo(1);
        assertThat(s.mechanisms()).isEqualTo(Map.of("dynorphin", 0.0, "opponent-adaptation", 0.5));
        AssaySchedule hargreaves = s.assays().get(0);
        assertThat(hargreaves.baseline_min()).isEqualTo(30);
        assertThat(hargreaves.times_min()).containsExactly(360.0, 1440.0, 2880.0, 4320.0);
        assertThat(hargreaves.siteLocation()).hasToString("s.yaml:14:11");
        assertThat(s.rasters()).containsExactly(new Raster("von-frey", List.of(40.0, 10080.0)));
        assertThat(s.arm("vehicle").doses()).isEmpty();
        assertThat(s.arm("vehicle").label()).isEqualTo("vehicle");
        assertThat(s.arm("vehicle").mechanisms()).isEqualTo(s.mechanisms());
        Arm morphine = s.arm("morphine");
        assertThat(morphine.doses()).extracting(Dose::count).containsExactly(14);
        assertThat(morphine.lesions().get(0).until_min()).isEqualTo(1440);
        assertThat(morphine.mechanisms()).isEqualTo(Map.of("dynorphin", 2.0, "opponent-adaptation", 0.5));
    }

    @Test
    void whatIsLeftOutIsFilledIn() {
        Scenario s = read("""
            rexed: 1
            name: minimal
            species: human
            anatomy: rat-dorsal-horn
            duration: 1 d
            reference: only
            assays: [{assay: hargreaves, site: arm, baseline: 1 h, every: 6 h}]
            arms: [{name: only, doses: [{drug: morphine, rate: 1 mg/h, route: iv, for: 2 h}]}]
            """);
        assertThat(s.title()).isEqualTo("minimal");
        assertThat(s.body().mass_kg()).isEqualTo(70);
        assertThat(s.seed()).isEqualTo(1);
        assertThat(s.mechanisms()).isEqualTo(Map.of("dynorphin", 1.0, "opponent-adaptation", 1.0));
        assertThat(s.assays().get(0).times_min()).containsExactly(360.0, 720.0, 1080.0, 1440.0);
        assertThat(s.resolved()).contains("name: minimal  # scenario\n", "seed: 1  # default\n",
            "  mass: 70 kg  # default\n",
            "  dynorphin: on  # default\n", "        from: 0 min  # default\n", "    until: 1 d  # default\n");
    }

    @Test
    void aSpeciesOfWhichNoFileTellsIsRefused() throws IOException {
        Files.createDirectories(home.resolve("models/subjects"));
        Files.writeString(home.resolve("models/subjects/rat.yaml"), "title: Rats\n");
        assertThat(read(QUICKSTART).species()).isEqualTo(Species.RAT);
        assertThat(problems(with("species: rat", "species: mouse").replace("300 g", "30 g"), Map.of()))
            .containsExactly("s.yaml:4:10: species: models/subjects has no file of species mouse; allowed: rat");
    }

    @Test
    void cFibreCodingIsLinearUnlessSaid() {
        assertThat(read(QUICKSTART).cFibreCoding()).isEqualTo(ForceCoding.LINEAR);
        assertThat(read(QUICKSTART).resolved()).contains("c-fibre-coding: linear  # default\n");
        Scenario plateau = read(with("subjects: 8", "c-fibre-coding: plateau"));
        assertThat(plateau.cFibreCoding()).isEqualTo(ForceCoding.PLATEAU);
        assertThat(read(plateau.resolved()).cFibreCoding()).isEqualTo(ForceCoding.PLATEAU);
    }

    @Test
    void resolvedTextGivesTheSameScenarioAndNamesEveryOrigin() {
        Scenario s = ScenarioReader.parse("s.yaml", QUICKSTART, Map.of("subjects", "4", "assays.0.at", "[1 h, 2 h]",
            "title", "\"Odd\": \\ #text", "tick", "0.5 min"), library);
        Scenario again = read(s.resolved());
        assertThat(again).usingRecursiveComparison().withEqualsForType(Double::equals, Double.class)
            .ignoringFields("resolved", "assays.siteLocation", "arms.lesions.location").isEqualTo(s);
        assertThat(s.subjects()).isEqualTo(4);
        assertThat(s.title()).isEqualTo("\"Odd\": \\ #text");
        assertThat(s.resolved()).contains("subjects: 4  # command line\n", "seed: 42  # scenario\n",
            "tick: 0.5 min  # command line\n",
            "    at: [1 h, 2 h]  # command line\n", "  opponent-adaptation: 0.5  # scenario\n");
        assertThat(s.resolved().lines().filter(line -> !line.endsWith(":") && !line.endsWith("-")))
            .allMatch(line -> line.matches("#.*|.*  # (scenario|command line|default)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "seed: 42 | sede: 42 | s.yaml:8:1: unknown key \"sede\"; did you mean \"seed\"?",
        "mass: 300 g | mass: 300 mL | s.yaml:5:30: mass: wrong dimension; found \"300 mL\" (a volume); expected a"
            + " quantity in kg"
            + " (a mass)",
        "mass: 300 g | mass: 300 | s.yaml:5:30: mass: unit missing; found \"300\"; expected a quantity in kg, such"
            + " as \"300 kg\"",
        "dose: 10 mg/kg | dose: -10 mg/kg | s.yaml:27:32: dose: found \"-10 mg/kg\"; a dose must be greater than zero",
        "duration: 8 d | duration: NaN d | s.yaml:9:11: duration: number must be finite; found \"NaN\"",
        "'seed: 42\n' | 'seed: 42\nseed: 43\n' | s.yaml:9:1: duplicate key \"seed\"; first in line 8, again in line 9",
        "'  - name: vehicle' | '\t- name: vehicle' | s.yaml:23:1: tab character; indent and separate with blanks",
        "at: 1 h, | at: -1 h, | s.yaml:27:57: at: found -60 min, before the start of the scenario; times start at"
            + " 0 min",
        "drug: morphine | drug: morphin | s.yaml:27:16: drug: found \"morphin\"; did you mean \"morphine\"?",
        "dose: 10 mg/kg | dose: '10,5 mg/kg' | s.yaml:27:32: dose: decimal comma? write 10.5; found \"10,5\"",
    })
    void theTenUsualMistakes(String found, String mistake, String message) {
        assertThat(problems(with(found, mistake.replace("'", "")), Map.of())).containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "rexed: 1 | rexed: 2 | s.yaml:1:8: rexed: this program reads scenario version 1; found \"2\"",
        "name: quickstart | name: Quick Start! | s.yaml:2:7: name: not file-safe; allowed are a-z, 0-9 and -"
            + " inside, at most 64"
            + " characters; did you mean \"quick-start\"?",
        "name: quickstart | name: ../x | s.yaml:2:7: name: not file-safe; allowed are a-z, 0-9 and - inside, at most 64"
            + " characters; did you mean \"x\"?",
        "name: quickstart | name: nul | s.yaml:2:7: name: \"nul\" is reserved by Windows; choose another name",
        "species: rat | species: Rat | s.yaml:4:10: species: found \"Rat\"; did you mean \"rat\"?",
        "mass: 300 g | mass: 300 kg | s.yaml:5:30: mass: out of range; found 300 kg; allowed 0.03 kg to 3 kg",
        "anatomy: rat-dorsal-horn | anatomy: rat_dorsal_hron | s.yaml:6:10: anatomy: found \"rat_dorsal_hron\";"
            + " did you mean"
            + " \"rat-dorsal-horn\"?",
        "subjects: 8 | c-fibre-coding: platau | s.yaml:7:17: c-fibre-coding: found \"platau\"; did you mean"
            + " \"plateau\"?",
        "subjects: 8 | subjects: 1000000000 | s.yaml:7:11: subjects: out of range; found 1000000000; allowed a"
            + " whole number"
            + " from 1 to 100000",
        "duration: 8 d | duration: 1e9 d | s.yaml:9:11: duration: out of range; found 1e9 d; allowed 1 min to"
            + " 1581120 min",
        "reference: vehicle | reference: vehicel | s.yaml:10:12: reference: found \"vehicel\"; did you mean"
            + " \"vehicle\"?",
        "dynorphin: off | dynorfin: off | s.yaml:11:14: unknown mechanism \"dynorfin\"; did you mean \"dynorphin\"?",
        "dynorphin: off | dynorphin: 11 | s.yaml:11:25: dynorphin: out of range; found 11; allowed 0 to 10",
        "assay: hargreaves | assay: hargreavs | s.yaml:13:12: assay: found \"hargreavs\"; did you mean \"hargreaves\"?",
        "baseline: 30 min | baseline: 30 d | s.yaml:15:15: baseline: after the end of the scenario; found 30 d;"
            + " duration 8 d"
            + " (line 9)",
        "'at: [6 h, 2 d]' | 'at: [6 h, 9 d]' | s.yaml:16:15: at: after the end of the scenario; found 9 d; duration 8 d"
            + " (line 9)",
        "'at: [6 h, 2 d]' | 'at: [1 min, 2 d]' | s.yaml:16:10: at: reading not after the baseline; found 1 min;"
            + " baseline 30 min"
            + " (line 15)",
        "until: 3 d | until: 1 h | s.yaml:18:12: until: series ends before it begins; found 1 h; from 1 d (default)",
        "every: 1 d | every: 0 d | s.yaml:17:12: every: must be longer than nothing; found 0 d",
        "'{assay: von-frey, at: [40 min, 7 d]}' | '{assay: von-frey, at: [40 min, 6 d]}' | s.yaml:21:36: at:"
            + " von-frey has no"
            + " reading at 6 d; a raster shows the spikes of a reading",
        "name: vehicle | name: morphine | s.yaml:24:11: two arms named \"morphine\"; first in line 23",
        "at: 1 h, | at: 9 d, | s.yaml:27:57: at: dose after the end of the scenario; found 9 d; duration 8 d (line 9)",
        "for: 7 d | for: 9 d | s.yaml:27:57: dosing goes on until 12300 min, after the end of the scenario;"
            + " duration 8 d (line 9)",
        "'at: 0 h, until: 1 d' | 'at: 2 d, until: 1 d' | s.yaml:28:43: until: lesion ends before it begins; found"
            + " 1 d; at 2 d"
            + " (line 28)",
    })
    void whatCannotBeIsRefusedAtItsPlace(String found, String mistake, String message) {
        assertThat(problems(with(found, mistake), Map.of())).contains(message);
    }

    @Test
    void manyMistakesAreToldAtOnceInFileOrder() {
        List<String> problems = problems(QUICKSTART.replace("species", "spezies").replace("300 g",
            "300").replace("seed: 42", "seed: x")
            .replace("8 d", "8 days").replace("tick", "tik").replace("dynorphin: off",
                "dynorphine: off").replace("von-frey", "vonfry")
            .replace("10 mg/kg", "ten").replace("route: sc", "route: scc").replace("site: dlf", "sight: dlf"),
                Map.of());
        assertThat(problems).hasSizeGreaterThanOrEqualTo(10);
        assertThat(problems).isSortedAccordingTo((a, b) -> Integer.compare(line(a), line(b)));
    }

    private static int line(String problem) {
        return Integer.parseInt(problem.split(":")[1]);
    }

    @Test
    void commandLineValuesTakeThePlaceOfThoseInTheFile() {
        Scenario s = ScenarioReader.parse("s.yaml", QUICKSTART, Map.of("arms.morphine.doses.0.dose", "5 mg/kg",
            "mechanisms.dynorphin", "on", "arms.1.mechanisms.opponent-adaptation", "off", "assays.von-frey.site",
            "right-hindpaw",
            "arms.vehicle.label", "Saline"), library);
        assertThat(s.arm("morphine").doses().get(0).amount().value()).isEqualTo(5);
        assertThat(s.mechanisms().get("dynorphin")).isEqualTo(1);
        assertThat(s.arm("morphine").mechanisms()).isEqualTo(Map.of("dynorphin", 2.0, "opponent-adaptation", 0.0));
        assertThat(s.assays().get(1).site()).isEqualTo("right-hindpaw");
        assertThat(s.arm("vehicle").label()).isEqualTo("Saline");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "subjcts | 4 | --set subjcts=4:1:1: unknown key \"subjcts\"; did you mean \"subjects\"?",
        "arms.morphin.label | x | --set arms.morphin.label=x:1:1: nothing named \"morphin\" in arms; allowed"
            + " positions: 0 to 1;"
            + " did you mean \"morphine\"?",
        "arms.2.label | x | --set arms.2.label=x:1:1: nothing named \"2\" in arms; allowed positions: 0 to 1;"
            + " names: vehicle,"
            + " morphine",
        "seed.x | 1 | --set seed.x=1:1:1: seed holds no further keys; found the text \"42\"",
        "arms..label | x | --set arms..label=x:1:1: path has an empty part; expected keys and positions such as"
            + " arms.0.doses.0.dose",
        "subjects | four | --set subjects=four:1:1: subjects: not a number; found \"four\"; expected a decimal"
            + " number such as 12,"
            + " -0.5 or 1e-6; allowed a whole number from 1 to 100000",
    })
    void aPathThatLeadsNowhereIsRefused(String path, String value, String message) {
        assertThat(problems(QUICKSTART, Map.of(path, value))).containsExactly(message);
    }
}
