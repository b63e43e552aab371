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
