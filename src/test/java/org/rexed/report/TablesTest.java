package org.rexed.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Run folders, whole and damaged. */
class TablesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() {
        SyntheticRun.write(folder);
    }

    @Test
    void readsEveryTable() {
        Tables tables = Tables.open(folder);
        List<Tables.Observation> observations = new ArrayList<>();
        tables.eachObservation(observations::add);

        assertThat(tables.arms()).isEqualTo(SyntheticRun.ARMS);
        assertThat(tables.referenceArm()).isEqualTo("vehicle");
        assertThat(tables.manifest().succeeded()).isEqualTo(48);
        assertThat(observations).hasSize(2 * 6 * 8 * 10).anyMatch(Tables.Observation::censored);
        assertThat(tables.summary().get(0).difference()).as("empty cell").isNaN();
        assertThat(tables.parameters()).hasSize(24);
        assertThat(tables.spikes()).isNotEmpty();
        assertThat(tables.resolvedYaml()).startsWith("scenario: example");
    }

    @Test
    void namesFileAndMissingColumn() {
        SyntheticRun.replace(folder, "summary.csv", "ci95_low,ci95_high,", "ci95_low,upper,");
        assertThatThrownBy(() -> Tables.open(folder)).isInstanceOf(UnreadableRunException.class)
                .hasMessageStartingWith("summary.csv:1: column 'ci95_high' missing; found: arm, assay");
    }

    @Test
    void namesMissingManifestField() {
        SyntheticRun.replace(folder, "manifest.json", "\"runs\"", "\"run\"");
        assertThatThrownBy(() -> Tables.open(folder)).isInstanceOf(UnreadableRunException.class)
                .hasMessageStartingWith("manifest.json: field 'runs' is missing");
    }

    @Test
    void refusesMoreFailuresThanRuns() {
        SyntheticRun.replace(folder, "manifest.json", "\"failed\": 0", "\"failed\": 49");
        assertThatThrownBy(() -> Tables.open(folder)).hasMessageContaining("failed is 49 but runs is only 48");
    }

    @Test
    void refusesAFolderThatIsNoRun(@TempDir Path other) {
        assertThatThrownBy(() -> Tables.open(other)).isInstanceOf(UnreadableRunException.class)
                .hasMessageStartingWith("manifest.json: file missing");
    }

    @Test
    void takesLeftOutRecordingsAsEmpty() throws IOException {
        for (String file : List.of("states.csv", "spikes.csv", "events.csv", "parameters.csv", "resolved.yaml")) {
            Files.delete(folder.resolve(file));
        }
        Tables tables = Tables.open(folder);
        assertThat(tables.events()).isEmpty();
        assertThat(tables.resolvedYaml()).isEmpty();
        assertThat(RunFigures.of(tables)).extracting(Figure::name)
                .containsExactly("hyperalgesia-hargreaves", "hyperalgesia-von-frey");
        assertThat(RunReport.html(tables)).contains("The parameters were not recorded.");
    }
}
