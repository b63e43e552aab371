package org.rexed.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a batch has a row for every combination, replicates averaged, and is safe against names. */
class BatchReportTest {
    private static final String HEAD = "run,dose,mechanisms.dynorphin,replicate,seed,arm,assay,site,time_min,n,mean,sd,"
        + "ci95_low,ci95_high,difference_to_reference,difference_ci95_low,difference_ci95_high,reference_arm\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void batch() throws IOException {
        SyntheticRun.write(folder);
        StringBuilder rows = new StringBuilder(HEAD);
        int run = 0;
        for (String dose : new String[] {"10 mg/kg", "30 mg/kg"}) {
            for (String dynorphin : new String[] {"on", "off"}) {
                for (int replicate = 0; replicate < 2; replicate++) {
                    double mean = (dose.startsWith("1") ? 110 : 140) + (dynorphin.equals("on") ? 0 : 5) + replicate * 3;
                    rows.append(run++).append(',').append(dose).append(',').append(dynorphin).append(',')
                        .append(replicate).append(',').append(1 + replicate).append(",morphine,hargreaves,left,480,4,")
                        .append(mean).append(",1,,,,,,\n");
                }
            }
        }
        Files.writeString(folder.resolve("batch-summary.csv"), rows);
    }

    @Test
    void everyCombinationIsShownWithTheSpreadOfItsReplicates() throws IOException {
        assertThat(BatchReport.isIn(folder)).isTrue();
        String page = Files.readString(BatchReport.write(folder));
        assertThat(page).contains("<dd>4</dd>", "mechanisms.dynorphin", "10 mg/kg; 30 mg/kg", "on; off")
            .contains("111.5", "110.0 to 113.0", "116.5", "141.5", "146.5", "145.0 to 148.0")
            .contains("default-src &#39;none&#39;").doesNotContain("<script");
        assertThat(folder.resolve("figures/batch-hargreaves.png")).exists();
        assertThat(Files.readString(BatchReport.write(folder))).as("same again").isEqualTo(page);
    }

    @Test
    void namesStayText() throws IOException {
        Path table = folder.resolve("batch-summary.csv");
        Files.writeString(table, Files.readString(table).replace("30 mg/kg", "<script>x</script>"));
        assertThat(Files.readString(BatchReport.write(folder))).contains("&lt;script&gt;x").doesNotContain("<script");
    }

    @Test
    void aDamagedTableIsTold() throws IOException {
        Path table = folder.resolve("batch-summary.csv");
        Files.writeString(table, Files.readString(table).replace(",mean,", ",average,"));
        assertThatThrownBy(() -> BatchReport.write(folder)).isInstanceOf(UnreadableRunException.class)
            .hasMessageContaining("batch-summary.csv").hasMessageContaining("'mean' missing");
    }
}
