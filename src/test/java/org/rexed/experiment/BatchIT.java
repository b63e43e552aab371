package org.rexed.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.document.InputException;

/** Designs: the grid, its seeds, resuming, and what a changed plan does. */
class BatchIT {
    private static final String YAML = """
        rexed: 1
        name: grid
        scenario:
          rexed: 1
          name: short
          species: rat
          anatomy: rat-dorsal-horn
          subjects: 1
          seed: 5
          duration: 1 h
          reference: morphine
          assays:
            - {assay: hargreaves, site: left-hindpaw, baseline: 10 min, at: [1 h]}
          arms:
            - name: morphine
              doses:
                - {drug: morphine, dose: 3 mg/kg, route: sc, at: 20 min}
        replicates: 2
        factors:
          arms.morphine.doses.0.dose: [1 mg/kg, 10 mg/kg]
          mechanisms.dynorphin: [on, off]
        """;
    private static final Experiment.Watcher NOBODY = (done, failed, runs) -> { };

    @TempDir
    private Path out;

    private Batch batch(String yaml) throws IOException {
        return Batch.read(Files.writeString(out.resolve("grid.yaml"), yaml), TinyStudy.LIBRARY);
    }

    private String read(String run, String file) throws IOException {
        return Files.readString(out.resolve("grid").resolve(run).resolve(file));
    }

    @Test
    void theGridHoldsEveryCombinationWithTheSameSeedsForAll() throws IOException {
        Batch batch = batch(YAML);
        assertThat(batch.runs()).hasSize(8);
        assertThat(batch.subjects()).isEqualTo(8);
        assertThat(batch.runs().stream().map(Batch.Run::factors).distinct()).containsExactly(
            Map.of("arms.morphine.doses.0.dose", "1 mg/kg", "mechanisms.dynorphin", "on"),
            Map.of("arms.morphine.doses.0.dose", "1 mg/kg", "mechanisms.dynorphin", "off"),
            Map.of("arms.morphine.doses.0.dose", "10 mg/kg", "mechanisms.dynorphin", "on"),
            Map.of("arms.morphine.doses.0.dose", "10 mg/kg", "mechanisms.dynorphin", "off"));
        Set<Long> seeds = new LinkedHashSet<>();
        batch.runs().forEach(run -> seeds.add(run.scenario().seed()));
        assertThat(seeds).containsExactly(5L, Batch.seed(5, 2));
        assertThat(Batch.seed(5, 2)).isPositive().isLessThan(1L << 44).isNotEqualTo(Batch.seed(5, 3));
        assertThat(batch.runs().stream().map(Batch.Run::identity).distinct()).hasSize(8);
        assertThat(batch.runs().get(7).scenario().mechanisms().get("dynorphin")).isZero();
    }

    @Test
    void problemsOfTheFileAndOfEveryCombinationAreTold() throws IOException {
        InputException e = catchThrowableOfType(InputException.class, () -> batch(YAML
            .replace("dynorphin: [on, off]", "dynorfin: [on, off]")));
        assertThat(e).hasMessageContaining("unknown mechanism \"dynorfin\"").hasMessageContaining("dynorphin");
        InputException dose = catchThrowableOfType(InputException.class, () -> batch(YAML
            .replace("[1 mg/kg, 10 mg/kg]", "[-1 mg/kg, 10 mg]")));
        assertThat(dose.problems()).isNotEmpty();
        InputException key = catchThrowableOfType(InputException.class, () -> batch(YAML + "replicate: 3\n"));
        assertThat(key).hasMessageContaining("grid.yaml:22:1").hasMessageContaining("did you mean \"replicates\"?");
    }

    @Test
    void resumingGivesTheSameTablesAndRepeatsOnlyWhatIsMissing() throws IOException {
        Batch batch = batch(YAML);
        BatchRun.Result whole =
            BatchRun.start(batch, RunFolder.create(out, "grid", "whole", false)).run("", 2, NOBODY);
        assertThat(whole).isEqualTo(new BatchRun.Result(out.resolve("grid/whole"), 8, 0, 0));
        assertThat(read("whole", "batch.csv").lines().toList()).hasSize(1 + 8 * 2)
            .first().isEqualTo("run,arms.morphine.doses.0.dose,mechanisms.dynorphin,replicate,arm,subject,seed,"
                + "time_min,assay,site,reading,unit,baseline,percent_of_baseline,censored");
        assertThat(read("whole", "batch-summary.csv")).contains("\n8,10 mg/kg,off,2," + Batch.seed(5, 2)
            + ",morphine,");
        String table = read("whole", "batch.csv");

        // One table is tampered with, one is gone, and the ledger's last line is torn.
        List<String> ledger = read("whole", "ledger.csv").lines().filter(line -> !line.isEmpty()).toList();
        Path runs = out.resolve("grid/whole/runs");
        Files.writeString(runs.resolve(ledger.get(0).substring(0, 16) + ".csv"), "x");
        Files.delete(runs.resolve(ledger.get(1).substring(0, 16) + "-summary.csv"));
        String torn = String.join("\n", ledger).substring(0, String.join("\n", ledger).length() - 9);
        Files.writeString(out.resolve("grid/whole/ledger.csv"), torn);
        BatchRun.Result again = BatchRun.resume(batch, out, "whole").run("", 2, NOBODY);
        assertThat(again.skipped()).isEqualTo(5);
        assertThat(read("whole", "batch.csv")).isEqualTo(table);
        assertThat(BatchRun.resume(batch, out, "whole").skipped()).isEqualTo(8);

        FolderException changed = catchThrowableOfType(FolderException.class,
            () -> BatchRun.resume(batch(YAML.replace("seed: 5", "seed: 6")), out, "whole"));
        assertThat(changed.reason()).isEqualTo(FolderException.Reason.FOREIGN);
        assertThat(changed).hasMessageContaining("another plan");
        assertThat(catchThrowableOfType(FolderException.class, () -> BatchRun.resume(batch, out, null)))
            .hasMessageContaining("nothing to go on with");
    }
}
