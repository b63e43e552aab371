package org.rexed.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.document.InputException;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;

/** Claim files: what they must hold, and that nothing of them is in the program. */
class ClaimTest {
    private static final ModelLibrary LIBRARY = new ModelLibrary(Path.of("."));

    @TempDir
    private Path folder;

    @Test
    void everyClaimHasEnoughSubjectsAndItsNameAndFirstClaimsHaveControls() {
        List<String> names = LIBRARY.names(Kind.CLAIM);
        assertThat(names).contains("A1", "A3", "C1", "C11");
        for (String name : names) {
            Claim claim = Claim.read(LIBRARY.path(Kind.CLAIM, name), LIBRARY);
            assertThat(claim.id()).isEqualTo(name);
            assertThat(claim.scenario().subjects()).isGreaterThanOrEqualTo(20);
        }
        for (String name : List.of("A1", "A3")) {
            assertThat(Claim.read(LIBRARY.path(Kind.CLAIM, name), LIBRARY).controls()).isNotEmpty();
        }
    }

    @Test
    void wrongClaimsAreRefusedWithTheirPlace() throws IOException {
        refused("arm: morphine\n", "arm: morfine\n", "did you mean \"morphine\"?");
        refused("time: 6 d", "time: 5 d", "the scenario has no reading of hargreaves at 5 d");
        refused("as: percent-of-baseline", "as: percent", "as: found \"percent\"");
        refused("subjects: 20", "subjects: 19", "a claim needs at least 20 subjects");
        refused("mechanisms.dynorphin: off", "mechanisms.dynorfin: off", "unknown mechanism \"dynorfin\"");
        refused("pass: {below: 100}", "pass: {lower: 100}", "unknown key \"lower\"");
    }

    private void refused(String from, String to, String message) throws IOException {
        String yaml = Files.readString(Path.of("models/claims/A3.yaml"));
        assertThat(yaml).contains(from);
        Path file = Files.writeString(folder.resolve("claim.yaml"), yaml.replaceFirst(
            java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to)));
        InputException e = catchThrowableOfType(InputException.class, () -> Claim.read(file, LIBRARY));
        assertThat(e).as(to).isNotNull();
        assertThat(e.getMessage().replace("7200 min", "5 d")).contains(message);
    }

    @Test
    void wrongMeasuresControlsAndAttributionsAreRefusedWithTheirPlace() throws IOException {
        String pass = "    pass: {below: 0}\n  - title: \"day 7, morphine";
        refused(pass, "    report: true\n" + pass, "leave out report or pass");
        refused("pass: {below: 100}", "report: true", "the first is the main one");
        refused("pass: {below: 100}", "pass: {above: 3, below: 2}", "above must be less than below");
        refused("    time: 6 d\n", "    time: 6 d\n    take: trend\n", "a trend needs at least two times; found 1");
        refused("title: \"trough threshold on day 5", "title: \"trough threshold on day 7", "two measures");
        refused("id: A3", "id: ../A3", "allowed are letters, digits and -");
        refused("  set:\n", "  breaks: [5]\n  set:\n", "or its number from 1 to 4");
        refused("  set:\n", "  set:\n    subjects: 19\n", "control: a claim needs at least 20 subjects; found 19");
        refused("  set:\n", "  set:\n    assays.0.at: [4 d]\n", "in the control \"pronociceptive mechanisms off\":");
        refused("control:\n", "controls: []\ncontrol:\n", "there is a control too");
        String share = "  - title: x\n    share-of-subjects: %s\n    report: true\ncontrol:\n";
        refused("control:\n", share.formatted("{all: []}"), "at least one condition is needed");
        refused("control:\n", share.formatted("{assay: hargreaves, arm: morphine, time: 8 d, as: fall}"),
            "expected above, below or both");
        refused("control:\n", share.formatted("{al: []}"), "unknown key \"al\"");
        String fitted = "  - title: x\n    fitted-ed50: %s\n    assay: hargreaves\n    time: 8 d\n    report: true\n"
            + "control:\n";
        refused("control:\n", fitted.formatted("{vehicle: 0 mg/kg, morphine: 1 mg/kg}"), "at least three doses");
        refused("control:\n", fitted.formatted("{vehicle: 1 mg/kg, morphine: 1 mg/kg}"), "one arm without the dose");
        refused("control:\n", "  - title: x\n    attributed: share\n    report: true\ncontrol:\n",
            "the claim has no attribution");
        String attribution = "attribution:\n  arm: %s\n  mechanisms: %s\n"
            + "  of: {assay: hargreaves, arm: morphine, time: 8 d, as: fall}\nmeasures:\n";
        refused("measures:\n", attribution.formatted("morfine", "{a: dynorphin, b: nmda-sensitization}"),
            "did you mean \"morphine\"?");
        refused("measures:\n", attribution.formatted("morphine", "{a: dynorphin}"), "from 2 to 5 groups");
        refused("measures:\n", attribution.formatted("morphine", "{a: dynorphin, b: [dynorphin]}"),
            "dynorphin is in two groups");
        refused("measures:\n", attribution.formatted("morphine", "{a: dynorfin, b: glutamate-uptake}"),
            "unknown mechanism \"dynorfin\"");
        refused("measures:\n", attribution.formatted("morphine", "{a: dynorphin, b: glutamate-uptake}")
            + "  - {title: r, attributed: retest, pass: {above: 0.5}}\n", "retest needs a second effect");
    }

    @Test
    void noClaimIsWiredIntoTheProgram() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : (Iterable<Path>) sources.filter(file -> file.toString().endsWith(".java"))::iterator) {
                String code = Files.readString(source).replaceAll("(?s)/\\*.*?\\*/", "");
                if (!source.endsWith("ClaimsCommand.java")) {
                    assertThat(code).as(source.toString()).doesNotContainPattern("\"[A-E][1-9][0-9]?\"");
                }
            }
        }
    }
}
