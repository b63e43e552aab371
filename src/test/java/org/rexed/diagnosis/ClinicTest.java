package org.rexed.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.document.InputException;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.Statistics;
import org.rexed.measure.Observed;
import org.rexed.measure.StudyQueue;
import org.rexed.random.RandomKey;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.scenario.Arm;
import org.rexed.scenario.ModelLibrary;
import org.rexed.simulation.Assembly;

/** Made-up patients of a clinic: what is read of them, how they are judged and counted, and files that are wrong. */
class ClinicTest {
    private static final ModelLibrary LIBRARY = new ModelLibrary(Path.of("."));
    private static final Path TINY = Path.of("src/test/resources/clinics/tiny.yaml");
    private static final int[] ALL = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    private static Clinic clinic;

    @TempDir
    private Path folder;
    private final AtomicInteger lives = new AtomicInteger();

    @BeforeAll
    static void read() {
        clinic = Clinic.read(TINY, Map.of(), LIBRARY);
    }

    /** Three of the hyperalgesic patients look tolerant. */
    private static Recording madeUp(String arm, int patient) {
        boolean hyperalgesic = arm.equals("hyperalgesia") && patient >= 3;
        return recording(8, hyperalgesic ? 7 : 8, hyperalgesic ? 5 : 10);
    }

    private static Recording recording(double before, double trough, double more) {
        Recording recording = new Recording();
        for (double[] read : new double[][] {{10, before}, {30, trough}, {50, more - 0.2}, {60, more + 0.2}}) {
            recording.add(new Observation(read[0], "hargreaves", "left-hindpaw", read[1], "s", before, false));
        }
        return recording;
    }

    private Recording madeUp(Assembly assembly, Arm arm, int patient) {
        lives.incrementAndGet();
        return madeUp(arm.name(), patient);
    }

    private static Observed observed() {
        Observed observed = new Observed(12, 1);
        for (String arm : List.of("tolerance", "hyperalgesia")) {
            for (int patient : ALL) {
                observed.add(arm, patient, madeUp(arm, patient));
            }
        }
        return observed;
    }

    private ObjectNode run(String name, int threads, StudyQueue.Simulator simulator) {
        return new ClinicRun(clinic, LIBRARY, simulator).run(RunFolder.create(folder, "clinics", name, false), "",
            threads, new StudyQueue.Watcher<>() {
                @Override
                public void ended(int done, int failed, int runs) {
                    assertThat(runs).isEqualTo(24);
                }

                @Override
                public void complete(Clinic owner) {
                    assertThat(owner).isSameAs(clinic);
                }
            });
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve("clinics").resolve(file));
    }

    @Test
    void aFileSaysWhoIsIllOfWhatAndWhatRulesExpect() {
        assertThat(clinic.truth()).containsExactly(Map.entry("tolerance", "tolerance"),
            Map.entry("hyperalgesia", "hyperalgesia"));
        assertThat(clinic.rules().misleading()).isEqualTo(0.05);
        Readout more = clinic.rules().readouts().get(0);
        assertThat(more.error()).isEqualTo(0.1);
        assertThat(more.notable()).isEqualTo(0.5);
        assertThat(clinic.rules().causes().get(1).expects()).containsEntry("trough",
            Set.of(Finding.FALLS, Finding.STAYS)).containsEntry("more", Set.of(Finding.FALLS));
        // Two readouts of two groups, each of its own arm.
        assertThat(clinic.quantities()).hasSize(4).doesNotHaveDuplicates();
        assertThat(clinic.of(more, "hyperalgesia").of(observed(), new int[] {5})).isCloseTo(-2, within(1e-9));
        assertThat(clinic.of(more, "tolerance").of(observed(), new int[] {5})).isCloseTo(2, within(1e-9));
    }

    @Test
    void everyFileOfTheLibraryCanBeRead() {
        for (String name : LIBRARY.names(ModelLibrary.Kind.CLINIC)) {
            Clinic read = Clinic.read(LIBRARY.path(ModelLibrary.Kind.CLINIC, name), Map.of(), LIBRARY);
            assertThat(read.name()).isEqualTo(name);
            assertThat(read.rules().causes()).extracting(Cause::name).containsAll(read.truth().values());
        }
    }

    @Test
    void readingsHaveTheErrorOfTheClinicAndAPatientIsAlwaysReadTheSame() {
        int patients = 2000;
        Observed many = new Observed(patients, 1);
        double[] more = new double[patients];
        double[] trough = new double[patients];
        for (int p = 0; p < patients; p++) {
            many.add("tolerance", p, recording(8, 8, 10));
            many.add("hyperalgesia", p, recording(8, 8, 10));
        }
        for (int p = 0; p < patients; p++) {
            Map<String, Double> read = clinic.readings("tolerance", p, many);
            more[p] = read.get("more");
            trough[p] = read.get("trough");
        }
        assertThat(Statistics.of(more).mean()).isCloseTo(2, within(0.01));
        assertThat(Statistics.of(more).sd()).isCloseTo(0.1, within(0.006));
        assertThat(Statistics.of(trough).mean()).isCloseTo(0, within(0.01));
        assertThat(Statistics.correlation(more, trough).mean()).as("errors are independent").isCloseTo(0, within(0.08));
        assertThat(clinic.readings("tolerance", 3, many)).isEqualTo(clinic.readings("tolerance", 3, observed()));
        assertThat(clinic.readings("hyperalgesia", 3, many)).isNotEqualTo(clinic.readings("tolerance", 3, many));
    }

    @Test
    void verdictsAreCountedByTrueCause() {
        Consultations consultations = Consultations.of(clinic, observed());
        assertThat(consultations.list()).hasSize(24);
        Map<String, int[]> rules = consultations.confusion(true);
        assertThat(rules.keySet()).containsExactly("tolerance", "hyperalgesia");
        assertThat(rules.get("tolerance")).containsExactly(12, 0);
        assertThat(rules.get("hyperalgesia")).containsExactly(3, 9);
        // No classifier can tell those three either.
        assertThat(consultations.confusion(false).get("tolerance")).containsExactly(12, 0);
        assertThat(consultations.confusion(false).get("hyperalgesia")).containsExactly(3, 9);
        assertThat(consultations.accuracy(true).mean()).isEqualTo(21.0 / 24);
        assertThat(consultations.accuracy(true).n()).isEqualTo(24);
        // Readings of 2 s with an error of 0.1 s are certain: 0.95 + 0.05 / 3 for what is expected, a half if of two.
        double sure = 0.95 + 0.05 / 3;
        double half = 0.475 + 0.05 / 3;
        double never = 0.05 / 3;
        Verdict tolerant = consultations.list().get(0).verdict();
        assertThat(tolerant.confidence()).isCloseTo(sure * sure / (sure * sure + never * half), within(1e-3));
        Verdict hyperalgesic = consultations.list().get(12 + 5).verdict();
        assertThat(hyperalgesic.confidence()).isCloseTo(sure * half / (sure * half + never * never), within(1e-3));
        assertThat(hyperalgesic.inWords()).contains("threshold on more opioid less that before it, s: falls");
    }

    @Test
    void theShareThatIsNamedRightlyIsAQuantity() {
        Observed observed = observed();
        for (Diagnosed.By by : Diagnosed.By.values()) {
            Diagnosed diagnosed = new Diagnosed(clinic, by);
            assertThat(diagnosed.of(observed, ALL)).isEqualTo(21.0 / 24);
            assertThat(diagnosed.of(observed, new int[] {0, 1})).isEqualTo(0.5);
            assertThat(diagnosed.of(observed, new int[] {7})).isEqualTo(1);
            assertThat(diagnosed.estimate(observed, RandomKey.of(1)))
                .isEqualTo(Statistics.share(21, 24));
            assertThat(diagnosed.additive()).isFalse();
        }
    }

    @Test
    void patientsWhoWereNotReadAreJudgedByWhatIsLeft() {
        Observed observed = observed();
        Recording lost = new Recording();
        madeUp("tolerance", 4).observations().stream().filter(o -> o.time_min() != 10).forEach(lost::add);
        observed.add("tolerance", 4, lost);
        observed.add("tolerance", 6, new Recording());
        List<Consultations.Consultation> list = Consultations.of(clinic, observed).list();
        assertThat(list.get(4).readings().get("trough")).isNaN();
        assertThat(list.get(4).verdict().cause().name()).isEqualTo("tolerance");
        assertThat(list.get(4).verdict().reasons()).hasSize(1);
        assertThat(list.get(6).verdict().confidence()).isEqualTo(0.5);
    }

    @Test
    void everythingFoundIsWrittenAndThreadsDoNotMatter() throws IOException {
        ObjectNode result = run("one", 1, this::madeUp);
        assertThat(lives.get()).isEqualTo(24);
        JsonNode scores = result.get("scores");
        assertThat(scores.get("rules").asDouble()).isEqualTo(21.0 / 24);
        assertThat(scores.get("rules_ci95").get(0).asDouble()).isCloseTo(Statistics.share(21, 24).low(), within(1e-12));
        assertThat(scores.get("patients").asInt()).isEqualTo(24);
        assertThat(scores.get("by_cause").get(1).get("rules").asDouble()).isEqualTo(0.75);
        assertThat(scores.get("by_cause").get(1).get("patients").asInt()).isEqualTo(12);
        int binned = 0;
        for (JsonNode bin : scores.get("confidence")) {
            binned += bin.get("patients").asInt();
        }
        assertThat(binned).as("everybody is in one bin").isEqualTo(24);
        JsonNode surest = scores.get("confidence").get(4);
        assertThat(surest.get("patients").asInt()).isEqualTo(24);
        assertThat(surest.get("right").asDouble()).isEqualTo(21.0 / 24);
        assertThat(result.get("patients")).hasSize(24);
        assertThat(result.get("causes").get(1).get("expects").get("trough").asText()).isIn("stays or falls");
        assertThat(read("one/confusion.csv").lines().toList()).containsExactly("by,truth,tolerance,hyperalgesia",
            "rules,tolerance,12,0", "rules,hyperalgesia,3,9", "statistics,tolerance,12,0",
            "statistics,hyperalgesia,3,9");
        List<String> patients = read("one/patients.csv").lines().toList();
        assertThat(patients).hasSize(25);
        assertThat(patients.get(0)).isEqualTo("arm,patient,truth,verdict,confidence,right,statistics,more,trough");
        assertThat(patients.get(13)).startsWith("hyperalgesia,0,hyperalgesia,tolerance,0.99").contains(",false,");
        assertThat(read("one/manifest.json")).contains("\"kind\" : \"diagnosis\"");
        run("two", 2, this::madeUp);
        for (String file : List.of("patients.csv", "confusion.csv", "observations.csv")) {
            assertThat(read("two/" + file)).as(file).isEqualTo(read("one/" + file));
        }
    }

    @Test
    void aFailedPatientLeavesNoScores() throws IOException {
        ObjectNode result = run("failed", 2, (assembly, arm, patient) -> {
            if (patient == 2 && arm.name().equals("tolerance")) {
                throw new ArithmeticException("cck is NaN");
            }
            return madeUp(assembly, arm, patient);
        });
        assertThat(result.get("patients")).isEmpty();
        assertThat(result.has("scores")).isFalse();
        assertThat(read("failed/failed.csv")).contains("tolerance,2,cck is NaN");
        assertThat(folder.resolve("clinics/failed/patients.csv")).doesNotExist();
    }

    @Test
    void aSinglePatientIsSimulatedAloneAndJudgedAsInTheClinic() {
        ClinicRun run = new ClinicRun(clinic, LIBRARY, this::madeUp);
        assertThat(run.runs()).isEqualTo(24);
        Verdict verdict = run.consult("hyperalgesia", 5);
        assertThat(lives.get()).isEqualTo(1);
        assertThat(verdict).isEqualTo(Consultations.of(clinic, observed()).list().get(12 + 5).verdict());
        assertThatThrownBy(() -> run.consult("hyperalgesia", 12)).isInstanceOf(IllegalArgumentException.class)
            .hasMessage("no patient hyperalgesia/12; groups are tolerance, hyperalgesia, patients 0 to 11");
        assertThatThrownBy(() -> run.consult("withdrawal", 0)).hasMessageContaining("no patient withdrawal/0");
        assertThatThrownBy(() -> run.consult("tolerance", -1)).hasMessageContaining("no patient tolerance/-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {more: rises, trough: stays} | {mor: rises, trough: stays} | 45:15 | no readout "mor"; did you mean "more"?
        {more: rises, trough: stays} | {more: rise, trough: stays} | 45:21 | more: found "rise"; allowed are rises
        [falls, stays] | [falls, stays, rises] | 49:36 | trough: expected one or two of rises, stays and falls
        [falls, stays] | [] | 49:36 | trough: expected one or two of rises, stays and falls
        patients: {tolerance: | patients: {tolerence: | 24:12 | no arm "tolerence"; did you mean "tolerance"?
        hyperalgesia: hyperalgesia} | hyperalgesia: hyperalgesis} | 24:48 | did you mean "hyperalgesia"?
        misleading: 5 % | misleading: 60 % | 25:13 | misleading: out of range; found 60 %; allowed 0 to 0.5
        error: 0.1#    notable: 0.5#  trough | error: 0#    notable: 0.5#  trough | 32:12 | error: out of range; found 0
        error: 0.1#    notable: 0.5#  trough | notable: 0.5#  trough | 28:5 | key "error" missing
        title: Tolerance# | tittle: Tolerance# | 43:5 | unknown key "tittle"; did you mean "title"?
        minus: {assay: hargreaves, arm: tolerance, time: 10 | minus: {assay: hargreave, arm: tolerance, time: 10 | \
        38:22 | did you mean "hargreaves"?
        time: 10 min, as | time: 11 min, as | 38:56 | the scenario has no reading of hargreaves at 11 min
        causes: | cause: | 41:1 | unknown key "cause"; did you mean "causes"?
        readouts: | readout: | 26:1 | unknown key "readout"; did you mean "readouts"?
        readouts: | readout: | 2:1 | readouts: at least one is needed
        patients: {tolerance: tolerance, hyperalgesia: hyperalgesia} | patients: {} | 24:11 | at least one group
        name: tiny-clinic#title: Tol | name: tiny clinic#title: Tol | 3:7 | name: found "tiny clinic"; allowed are a-z
        """)
    void wrongFilesAreRefusedWithTheirPlace(String from, String to, String place, String words) throws IOException {
        String yaml = Files.readString(TINY);
        String found = from.replace("#", "\n");
        assertThat(yaml).contains(found);
        Path file = Files.writeString(folder.resolve("wrong.yaml"), yaml.replace(found, to.replace("#", "\n")));
        InputException e = catchThrowableOfType(InputException.class, () -> Clinic.read(file, Map.of(), LIBRARY));
        assertThat(e).as(to).isNotNull();
        assertThat(e.getMessage().lines().toList()).anySatisfy(line ->
            assertThat(line).startsWith(file + ":" + place + ": ").contains(words));
    }

    @Test
    void aClinicNeedsTwoCauses() throws IOException {
        String yaml = Files.readString(TINY);
        Path file = Files.writeString(folder.resolve("one.yaml"), yaml.substring(0, yaml.indexOf("  hyperalgesia:\n"))
            .replace(", hyperalgesia: hyperalgesia}", "}"));
        InputException e = catchThrowableOfType(InputException.class, () -> Clinic.read(file, Map.of(), LIBRARY));
        assertThat(e).hasMessage(file + ":42:3: causes: at least two are needed; found 1");
    }

    private Path patient(String... lines) throws IOException {
        return Files.writeString(folder.resolve("patient.yaml"), String.join("\n", lines) + "\n");
    }

    @Test
    void aPatientCanBeWrittenDownAndIsJudgedByAClinicOfTheLibrary() throws IOException {
        PatientFile read = PatientFile.read(patient("rexed: 1", "title: Mrs X", "clinic: pain-clinic",
            "readings: {remote: -1.5, more: 0.9, less: -1}"), LIBRARY);
        assertThat(read.clinic().name()).isEqualTo("pain-clinic");
        assertThat(read.readings()).isEqualTo(Map.of("remote", -1.5, "more", 0.9, "less", -1.0));
        assertThat(read.clinic().rules().judge(read.readings()).reasons()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        pain-clinick | {more: 1} | 2:9 | clinic: found "pain-clinick"; did you mean "pain-clinic"?
        pain-clinic | {remot: 1, more: 1} | 3:12 | readings: no readout "remot"; did you mean "remote"?
        pain-clinic | {more: 1 kg} | 3:18 | more:
        pain-clinic | {} | 3:11 | readings: at least one is needed
        """)
    void wrongPatientFilesAreRefusedWithTheirPlace(String name, String readings, String place, String words)
            throws IOException {
        Path file = patient("rexed: 1", "clinic: " + name, "readings: " + readings);
        InputException e = catchThrowableOfType(InputException.class, () -> PatientFile.read(file, LIBRARY));
        assertThat(Arrays.asList(e.getMessage().split("\n"))).anySatisfy(line ->
            assertThat(line).startsWith(file + ":" + place + ": ").contains(words));
    }
}
