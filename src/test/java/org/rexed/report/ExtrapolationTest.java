package org.rexed.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.Laboratory;
import org.rexed.validation.StudiedDoses;

/** A report warns of doses and durations beyond published experiments, and of nothing else. */
class ExtrapolationTest {
    private static final String HEAD = "arm,subject,time_min,event,what,amount,unit,note\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void run() throws IOException {
        SyntheticRun.write(folder);
        Files.writeString(folder.resolve("resolved.yaml"),
            "rexed: 1\nspecies: rat  # given\nsubject:\n  sex: male\n  mass: 300 g  # given\n");
    }

    private Iterable<String> warnings(String events) throws IOException {
        Files.writeString(folder.resolve("events.csv"), HEAD + events);
        return Extrapolation.warnings(Tables.open(folder));
    }

    @Test
    void theTableIsThatOfThePublishedExperiments() throws IOException {
        try (var in = Extrapolation.class.getResourceAsStream("studied-doses.csv")) {
            assertThat(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .as("rexed schema --studied-doses > src/main/resources/org/rexed/report/studied-doses.csv")
                .isEqualTo(StudiedDoses.csv(Laboratory.LIBRARY));
        }
    }

    @Test
    void usualDosesAreNoExtrapolation() throws IOException {
        // 3 mg and 30 mg/kg/d for a week in 0.3 kg.
        assertThat(warnings("a,0,1440,bolus,morphine,3,mg,sc\n"
            + "a,0,1440,infusion start,morphine,0.00625,mg/min,pump\n"
            + "a,0,11520,infusion stop,morphine,0.00625,mg/min,pump\n")).isEmpty();
    }

    @Test
    void doseAndDurationBeyondAreTold() throws IOException {
        // 400 mg/kg within a day as two doses; the second day of dosing does not count with the first.
        assertThat(warnings("a,0,0,bolus,morphine,60,mg,sc\na,0,1400,bolus,morphine,60,mg,sc\n"
            + "a,0,3000,bolus,morphine,60,mg,sc\n")).singleElement().asString().contains("a: 400 mg/kg of morphine");
        assertThat(warnings("a,0,0,infusion start,morphine,0.001,mg/min,pump\n"
            + "a,0,57600,infusion stop,morphine,0.001,mg/min,pump\n")).singleElement().asString()
            .contains("morphine for 40 days; studied up to 14");
        assertThat(warnings("a,0,0,bolus,sufentanil,0.001,mg,iv\n")).singleElement().asString()
            .contains("sufentanil is in no published experiment");
    }

    @Test
    void overlappingInfusionsAddUpAndPatchesCountByDays() throws IOException {
        String two = "a,0,0,infusion start,morphine,0.02,mg/min,pump\na,0,10,infusion start,morphine,0.02,mg/min,iv\n"
            + "a,0,1430,infusion stop,morphine,0.02,mg/min,iv\na,0,1440,infusion stop,morphine,0.02,mg/min,pump\n";
        // 0.02 * 1440 + 0.02 * 1420 = 57.2 mg in 0.3 kg.
        assertThat(warnings(two)).singleElement().asString().contains("a: 191 mg/kg of morphine in 24 hours");
        assertThat(warnings("a,0,0,pellet,morphine,150,mg,pellet\n")).isEmpty();
        assertThat(Extrapolation.section(Tables.open(folder)).toString()).contains("within those of published");
    }

    @Test
    void withoutSpeciesItIsSaidThatItCannotBeTold() throws IOException {
        Files.writeString(folder.resolve("resolved.yaml"), "rexed: 1\n");
        assertThat(Extrapolation.section(Tables.open(folder)).toString()).contains("cannot be told");
    }
}
