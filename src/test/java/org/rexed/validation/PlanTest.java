package org.rexed.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.Laboratory;
import org.rexed.document.InputException;
import org.rexed.scenario.ModelLibrary.Kind;

/** The split that was laid down before fitting, and the rivals. */
class PlanTest {
    private static final int FITTED_BELOW = 96;
    private static final Path FILE = Path.of("models/validation/plan.yaml");

    @TempDir
    private Path folder;

    /** The rule of the split: the first byte of the SHA-256 of the laboratory's name. */
    private static boolean dealtToFitting(String laboratory) {
        try {
            byte first = MessageDigest.getInstance("SHA-256").digest(laboratory.getBytes(StandardCharsets.UTF_8))[0];
            return Byte.toUnsignedInt(first) < FITTED_BELOW;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyStudyIsOnTheSideItsLaboratoryWasDealtToAndUnchangedSince() throws IOException {
        Plan plan = Plan.read(Laboratory.LIBRARY);
        List<String> fitted = new ArrayList<>();
        List<String> heldOut = new ArrayList<>();
        Map<String, String> sums = new TreeMap<>();
        for (String id : PublishedStudy.names(Laboratory.LIBRARY)) {
            PublishedStudy study = PublishedStudy.read(
                PublishedStudy.path(Laboratory.LIBRARY, id), Laboratory.LIBRARY);
            (dealtToFitting(study.publication().laboratory()) ? fitted : heldOut).add(study.id());
            sums.put(study.id(), Plan.checksum(study));
        }
        StringBuilder text = new StringBuilder("fitted: " + fitted + "\nheld-out: " + heldOut + "\nchecksums:\n");
        sums.forEach((id, sum) -> text.append("  ").append(id).append(": ").append(sum).append('\n'));
        Files.writeString(Path.of("target").resolve("split.yaml"), text);
        String asItShouldBe = "target/split.yaml has the split and the checksums of the present files";
        assertThat(plan.fitted()).as(asItShouldBe).containsExactlyElementsOf(fitted);
        assertThat(plan.heldOut()).as(asItShouldBe).containsExactlyElementsOf(heldOut);
        assertThat(plan.checksums()).as(asItShouldBe).isEqualTo(sums);
    }

    @Test
    void calibrationsOfTheProgramUseNoStudyThatJudges() throws IOException {
        List<String> heldOut = Plan.read(Laboratory.LIBRARY).heldOut();
        for (String name : Laboratory.LIBRARY.names(Kind.CALIBRATION)) {
            String text = Files.readString(Laboratory.LIBRARY.path(Kind.CALIBRATION, name));
            assertThat(heldOut).as(name).noneMatch(study -> text.contains(study));
            assertThat(text).as(name).contains("study: ");
        }
    }

    private void refuses(String message, String from, String to) throws IOException {
        String yaml = Files.readString(FILE);
        assertThat(yaml).contains(from);
        Path changed = Files.writeString(folder.resolve("plan.yaml"), yaml.replace(from, to));
        assertThatThrownBy(() -> Plan.read(changed, Laboratory.LIBRARY)).isInstanceOf(InputException.class)
            .hasMessageContaining(message);
    }

    @Test
    void tellsWhatIsWrong() throws IOException {
        String first = Plan.read(Laboratory.LIBRARY).fitted().get(0);
        refuses("fitted: no study \"Nobody_1999\"", "fitted: [", "fitted: [Nobody_1999, ");
        refuses(first + " is among the fitted studies too", "held-out: [", "held-out: [" + first + ", ");
        refuses("unknown mechanism \"dynorphine\"; did you mean \"dynorphin\"?", " dynorphin,", " dynorphine,");
        refuses("name: found \"full\"", "name: no-oih", "name: full");
        refuses("origin", "origin: assumed, reason: \"standard deviation between laboratories of a", "reason: \"x");
    }
}
