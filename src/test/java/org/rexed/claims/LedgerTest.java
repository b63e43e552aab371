package org.rexed.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.claims.Result.Verdict;
import org.rexed.document.InputException;
import org.rexed.experiment.FolderException;
import org.rexed.experiment.RunFolder;
import org.rexed.measure.StudyQueue;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.recording.StateSample;
import org.rexed.scenario.Arm;
import org.rexed.scenario.ModelLibrary;
import org.rexed.simulation.Assembly;

/** The ledger with made-up subjects: what is run, how claims are judged, and how a stopped ledger goes on. */
class LedgerTest {
    private static final ModelLibrary LIBRARY = new ModelLibrary(Path.of("."));
    private static final Path TINY = Path.of("src/test/resources/claims/tiny.yaml");
    private static final String PASS = "    pass: {above: 0}\n";

    @TempDir
    private Path folder;
    private final AtomicInteger lives = new AtomicInteger();
    private final StudyQueue.Simulator simulator = (assembly, arm, subject) -> {
        lives.incrementAndGet();
        return madeUp(assembly, arm, subject);
    };

    /** Morphine adds a second; every subject has its own baseline, mechanisms that are on add a hundredth. */
    private static Recording madeUp(Assembly assembly, Arm arm, int subject) {
        Recording recording = new Recording();
        double baseline = 8 + 0.1 * (subject * 7 % 20);
        boolean treated = !arm.doses().isEmpty() && assembly.scenario().resolved().contains("dose: 10 mg/kg");
        double added = (treated ? 1 + 0.02 * (subject * 3 % 20) : 0.01 * (subject % 2))
            + 0.01 * arm.mechanisms().values().stream().mapToDouble(Double::doubleValue).sum();
        for (double time_min : new double[] {10, 50, 60}) {
            recording.add(new Observation(time_min, "hargreaves", "left-hindpaw",
                time_min == 10 ? baseline : baseline + added, "s", baseline, false));
        }
        recording.add(new StateSample(0, "drug:morphine", "plasma_concentration", 5 + subject, "ng/mL"));
        recording.add(new StateSample(0, "drug:morphine", "not-asked-for", 1, "1"));
        return recording;
    }

    /** Without its slow variable, since learning whether that exists costs a circuit. */
    private Claim claim(String id, String... replacements) throws IOException {
        String yaml = Files.readString(TINY);
        int from = yaml.indexOf("  - title: \"plasma");
        return claim(id, yaml.substring(0, from) + yaml.substring(yaml.indexOf("control:")), replacements);
    }

    private Claim whole(String id, String... replacements) throws IOException {
        return claim(id, Files.readString(TINY), replacements);
    }

    private Claim claim(String id, String text, String[] replacements) throws IOException {
        String yaml = text.replace("id: T1", "id: " + id);
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(yaml).contains(replacements[i]);
            yaml = yaml.replace(replacements[i], replacements[i + 1]);
        }
        return Claim.read(Files.writeString(folder.resolve(id + ".yaml"), yaml), LIBRARY);
    }

    private Ledger ledger(String name) {
        return Ledger.start(LIBRARY, RunFolder.create(folder, "claims", name, false),
            new Ledger.Choice(false, null, null), simulator);
    }

    private Ledger again(String name) {
        return Ledger.resume(LIBRARY, folder.resolve("claims").resolve(name), simulator);
    }

    private List<Result> judge(Ledger ledger, int threads, Claim... claims) {
        lives.set(0);
        return ledger.judge(List.of(claims), List.of(), "", threads, new Quiet());
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve("claims").resolve(file));
    }

    /** Watches and says nothing. */
    private static class Quiet implements Ledger.Watcher {
        @Override
        public void ended(int done, int failed, int runs) {
            assertThat(done).isBetween(1, runs);
        }

        @Override
        public void judged(Result result) {
            assertThat(result.folder().resolve("manifest.json")).exists();
        }
    }

    @Test
    void equalLivesAreLivedOnceWithinAClaimAndBetweenClaims() throws IOException {
        Claim one = whole("T1");
        // Vehicle and morphine, and of the control only morphine.
        Result result = judge(ledger("one"), 2, one).get(0);
        assertThat(lives.get()).isEqualTo(3 * 20);
        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.findings().get(0).estimate().n()).isEqualTo(20);
        assertThat(result.findings().get(1).estimate().mean()).isEqualTo(1);
        assertThat(result.controls().get(0).broken()).isTrue();
        // Another claim about the same animals under other titles costs nothing, other seeds cost everything again.
        Claim two = whole("T2", "title: Morphine against vehicle for an hour", "title: Otherwise called");
        judge(ledger("two"), 2, one, two);
        assertThat(lives.get()).isEqualTo(3 * 20);
        judge(ledger("three"), 2, one, claim("T3", "seed: 11", "seed: 12"));
        assertThat(lives.get()).isEqualTo(2 * 3 * 20);
        assertThat(read("two/T2/observations.csv")).isEqualTo(read("one/T1/observations.csv"));
        assertThat(read("one/T1/states.csv")).contains("plasma_concentration").doesNotContain("not-asked-for");
    }

    @Test
    void aControlMustBreakWhatItNamesAndNothingMeasuredBreaksNothing() throws IOException {
        String control = "control:\n  title: a thousandth of the dose\n"
            + "  set: {arms.morphine.doses.0.dose: 0.01 mg/kg}\n";
        String two = "controls:\n  - title: low\n    breaks: [1, \"rise in seconds\"]\n"
            + "    set: {arms.morphine.doses.0.dose: 0.01 mg/kg}\n"
            + "  - title: nothing changes\n    breaks: rise in seconds\n    set: {mechanisms.dynorphin: 0.5}\n";
        String third = "  - title: rise in seconds\n"
            + "    of: {assay: hargreaves, arm: morphine, time: 50 min, as: reading}\n"
            + "    minus: {assay: hargreaves, arm: vehicle, time: 50 min, as: reading}\n    pass: {above: 0.5}\n";
        Result result = judge(ledger("x"), 2, claim("T1", control, two,
            "  - title: \"subjects with a rise\"", third + "  - title: \"subjects with a rise\"")).get(0);
        assertThat(result.controls()).hasSize(2);
        assertThat(result.controls().get(0).findings().keySet()).containsExactly(0, 1);
        assertThat(result.controls().get(0).broken()).isTrue();
        assertThat(result.controls().get(1).broken()).isFalse();
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(read("x/claims.csv").lines().toList()).hasSize(1 + 3 + 2 + 1)
            .anyMatch(line -> line.startsWith("T1,Morphine raises the threshold,nothing changes,rise in seconds,")
                && line.contains(",true,true,false,fail,false,11,T1"));
        Result.Finding none = Result.Finding.of(result.claim().measures().get(0),
            new org.rexed.experiment.Statistics.Estimate(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
        assertThat(none.holds()).isFalse();
        assertThat(new Result.Controlled(result.claim().controls().get(0), Map.of(0, none)).broken()).isFalse();
    }

    @Test
    void aStoppedLedgerGoesOnWithTheClaimsInFlightAndEndsWithTheSameBytes() throws IOException {
        Claim one = claim("T1");
        Claim two = claim("T2", "seed: 11", "seed: 12");
        judge(ledger("whole"), 2, one, two);
        assertThat(lives.get()).isEqualTo(120);
        Ledger stopped = ledger("stopped");
        List<String> judged = new ArrayList<>();
        IllegalStateException crash = catchThrowableOfType(IllegalStateException.class, () -> stopped.judge(
            List.of(one, two), List.of("T1", "T2"), "", 2, new Quiet() {
                @Override
                public void judged(Result result) {
                    judged.add(result.claim().id());
                    throw new IllegalStateException("power cut");
                }
            }));
        assertThat(crash).hasMessage("power cut");
        assertThat(judged).containsExactly("T1");
        assertThat(read("stopped/manifest.json")).contains("\"status\" : \"running\"");
        assertThat(read("stopped/claims.csv")).contains("T1,").doesNotContain("T2,");
        // What a claim in flight leaves: a folder that does not say it is finished.
        Files.createDirectories(folder.resolve("claims/stopped/T2"));
        Files.writeString(folder.resolve("claims/stopped/T2/manifest.json"),
            "{\"rexed\": \"x\", \"status\": \"running\"}");
        Files.writeString(folder.resolve("claims/stopped/T2/observations.csv.part"), "half a li");

        assertThat(again("stopped").asked()).containsExactly("T1", "T2");
        List<Result> results = judge(again("stopped"), 1, one, two);
        assertThat(lives.get()).isEqualTo(60);
        assertThat(results).extracting(Result::earlier).containsExactly(true, false);
        for (String file : List.of("claims.csv", "T1/observations.csv", "T2/observations.csv", "T2/events.csv",
                "T2/control-1/summary.csv")) {
            assertThat(read("stopped/" + file)).as(file).isEqualTo(read("whole/" + file));
        }
        assertThat(folder.resolve("claims/stopped/T2/observations.csv.part")).doesNotExist();
        judge(again("stopped"), 2, one, two);
        assertThat(lives.get()).isZero();
        // Words that judge nothing may change; they are taken from the file as it is now.
        Result words = judge(again("stopped"), 2, claim("T1", "examined: Nothing yet", "examined: Much"), two).get(0);
        assertThat(words.claim().examined()).startsWith("Much");
        assertThat(lives.get()).isZero();
    }

    @Test
    void damagedAndForeignFoldersAreRefused() throws IOException {
        Claim one = claim("T1");
        judge(ledger("a"), 2, one);
        for (Claim other : List.of(claim("T1", PASS, "    pass: {above: 1}\n"), claim("T1", "seed: 11", "seed: 12"),
                claim("T1", "0.01 mg/kg", "0.02 mg/kg"))) {
            refused(() -> judge(again("a"), 2, other), "was made with other measures, settings, seed");
        }
        Path file = folder.resolve("claims/a/T1/observations.csv");
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("8", "9"));
        refused(() -> judge(again("a"), 2, one), "observations.csv is not what was written");
        Files.delete(file);
        refused(() -> judge(again("a"), 2, one), "observations.csv is missing");
        Files.writeString(file, text);
        Path control = folder.resolve("claims/a/T1/control-1/summary.csv");
        Files.writeString(control, Files.readString(control) + "x");
        refused(() -> judge(again("a"), 2, one), "summary.csv is not what was written");
        Files.writeString(folder.resolve("claims/a/T1/manifest.json"), "{");
        refused(() -> judge(again("a"), 2, one), "no readable manifest.json");
        RunFolder other = RunFolder.create(folder, "quickstart", "1", false);
        other.begin("", "quickstart", 1, 1, 1);
        refused(() -> Ledger.resume(LIBRARY, other.path(), simulator), "is no folder of a claims ledger");
        refused(() -> Ledger.resume(LIBRARY, folder, simulator), "no readable manifest.json");
        refused(() -> Ledger.resume(LIBRARY, folder.resolve("claims/a"), true, null, null), "another choice");
        refused(() -> Ledger.resume(LIBRARY, folder.resolve("claims/a"), false, 40, null), "another choice");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable work, String message) {
        FolderException e = catchThrowableOfType(FolderException.class, work);
        assertThat(e).as(message).isNotNull().hasMessageContaining(message);
        assertThat(e.reason()).isEqualTo(FolderException.Reason.FOREIGN);
    }

    @Test
    void aFailedSubjectLeavesItsClaimOpenAndTheOthersAlone() throws IOException {
        Claim one = claim("T1");
        Claim two = claim("T2", "seed: 11", "seed: 12");
        Ledger failing = Ledger.start(LIBRARY, RunFolder.create(folder, "claims", "f", false),
            new Ledger.Choice(false, null, null), (assembly, arm, subject) -> {
                if (assembly.scenario().seed() == 11 && arm.name().equals("vehicle") && subject == 3) {
                    throw new ArithmeticException("cck is NaN");
                }
                return madeUp(assembly, arm, subject);
            });
        List<Result> results = judge(failing, 2, one, two);
        assertThat(results).extracting(Result::verdict).containsExactly(Verdict.NOT_RUN, Verdict.PASS);
        assertThat(read("f/T1/failed.csv")).contains("vehicle,3,cck is NaN");
        assertThat(read("f/claims.csv")).contains(",not-run,");
        assertThat(judge(again("f"), 2, one, two)).extracting(Result::verdict)
            .containsExactly(Verdict.PASS, Verdict.PASS);
        assertThat(lives.get()).isEqualTo(60);
    }

    @Test
    void aFailureInAControlAloneLeavesItsClaimOpenToo() throws IOException {
        Claim one = claim("T1");
        Ledger failing = Ledger.start(LIBRARY, RunFolder.create(folder, "claims", "c", false),
            new Ledger.Choice(false, null, null), (assembly, arm, subject) -> {
                if (assembly.scenario().resolved().contains("0.01 mg/kg") && subject == 3) {
                    throw new ArithmeticException("cck is NaN");
                }
                return madeUp(assembly, arm, subject);
            });
        assertThat(judge(failing, 2, one)).extracting(Result::verdict).containsExactly(Verdict.NOT_RUN);
        assertThat(folder.resolve("claims/c/T1/control-1/failed.csv")).exists();
        assertThat(judge(again("c"), 2, one)).extracting(Result::verdict).containsExactly(Verdict.PASS);
        assertThat(folder.resolve("claims/c/T1/control-1/failed.csv")).as("nothing failed any more").doesNotExist();
    }

    @Test
    void seedsAndSubjectsCanBeChosenForAllClaims() throws IOException {
        Claim one = claim("T1");
        Ledger other = Ledger.start(LIBRARY, RunFolder.create(folder, "claims", "s", false),
            new Ledger.Choice(false, 25, 7L), simulator);
        Result result = judge(other, 2, one).get(0);
        assertThat(lives.get()).isEqualTo(75);
        assertThat(result.seed()).isNotEqualTo(11).isNotEqualTo(7).isBetween(0L, 1L << 44);
        assertThat(read("s/T1/resolved.yaml")).contains("subjects: 25  # command line", "seed: " + result.seed());
        assertThat(read("s/T1/control-1/resolved.yaml")).contains("seed: " + result.seed());
        judge(again("s"), 2, one);
        assertThat(lives.get()).as("the choice made then holds").isZero();
        assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> new Ledger.Choice(false, 19, null)))
            .hasMessageContaining("--subjects: found 19; allowed 20 or more");
        assertThat(new Ledger.Choice(true, 2, null).subjects()).isEqualTo(2);
    }

    @Test
    void unknownSlowVariablesAreToldBeforeAnythingRuns() throws IOException {
        Claim wrong = whole("T1", "state: plasma_concentration", "state: plasma_konzentration");
        InputException e = catchThrowableOfType(InputException.class, () -> judge(ledger("v"), 2, wrong));
        assertThat(e).hasMessageContaining("T1.yaml:36:12: state: drug:morphine has no variable"
            + " \"plasma_konzentration\" in arm morphine; did you mean \"plasma_concentration\"?");
        Claim entity = whole("T2", "entity: drug:morphine", "entity: drug:morphin");
        assertThat(catchThrowableOfType(InputException.class, () -> judge(ledger("w"), 2, entity)))
            .hasMessageContaining("nothing called \"drug:morphin\" in arm morphine; did you mean \"drug:morphine\"?");
        assertThat(lives.get()).isZero();
    }
}
