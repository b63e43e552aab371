package org.rexed.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.document.InputException;
import org.rexed.random.RandomKey;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;

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

    private static List<Batch.Run> runs(Batch batch) {
        return IntStream.rangeClosed(1, batch.size()).mapToObj(batch::run).toList();
    }

    private static BatchRun.Result run(BatchRun run, int threads) {
        return run.run("rexed batch", threads, NOBODY);
    }

    /** A run whose subjects cost nothing, where what is done with them matters. */
    private static BatchRun madeUp(BatchRun run) {
        return run.simulatedBy((plan, assembly, arm, subject, checkpoints) -> {
            Recording recording = new Recording();
            double reading = 10 + plan.seed() % 7 + plan.factors().hashCode() % 5;
            recording.add(new Observation(10, "hargreaves", "left-hindpaw", 8, "s", 8, false));
            recording.add(new Observation(60, "hargreaves", "left-hindpaw", reading, "s", 8, false));
            return recording;
        });
    }

    private BatchRun start(Batch batch, String name, BatchRun.Shard shard) {
        return madeUp(BatchRun.start(batch, RunFolder.create(out, "grid", name, false), shard));
    }

    private BatchRun resume(Batch batch, String name) {
        return madeUp(BatchRun.resume(batch, out, name, BatchRun.Shard.ALL, false));
    }

    @Test
    void theGridHoldsEveryCombinationWithTheSameSeedsForAll() throws IOException {
        Batch batch = batch(YAML);
        assertThat(batch.size()).isEqualTo(8);
        assertThat(batch.subjects()).isEqualTo(8);
        assertThat(runs(batch).stream().map(Batch.Run::factors).distinct()).containsExactly(
            Map.of("arms.morphine.doses.0.dose", "1 mg/kg", "mechanisms.dynorphin", "on"),
            Map.of("arms.morphine.doses.0.dose", "1 mg/kg", "mechanisms.dynorphin", "off"),
            Map.of("arms.morphine.doses.0.dose", "10 mg/kg", "mechanisms.dynorphin", "on"),
            Map.of("arms.morphine.doses.0.dose", "10 mg/kg", "mechanisms.dynorphin", "off"));
        Set<Long> seeds = new LinkedHashSet<>();
        runs(batch).forEach(run -> seeds.add(run.seed()));
        assertThat(seeds).containsExactly(5L, Batch.seed(5, 2));
        assertThat(Batch.seed(5, 2)).isPositive().isLessThan(1L << 44).isNotEqualTo(Batch.seed(5, 3));
        assertThat(runs(batch).stream().map(Batch.Run::identity).distinct()).hasSize(8);
        assertThat(batch.scenario(batch.run(7)).mechanisms().get("dynorphin")).isZero();
        assertThat(batch.scenario(batch.run(8)).seed()).isEqualTo(batch.run(8).seed());
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
        BatchRun.Result whole = run(BatchRun.start(batch, RunFolder.create(out, "grid", "whole", false),
            BatchRun.Shard.ALL), 2);
        assertThat(whole).isEqualTo(new BatchRun.Result(out.resolve("grid/whole"), 8, 0, 0));
        assertThat(read("whole", "batch.csv").lines().toList()).hasSize(1 + 8 * 2)
            .first().isEqualTo("run,arms.morphine.doses.0.dose,mechanisms.dynorphin,replicate,arm,subject,seed,"
                + "time_min,assay,site,reading,unit,baseline,percent_of_baseline,censored");
        assertThat(read("whole", "batch-summary.csv")).contains("\n8,10 mg/kg,off,2," + Batch.seed(5, 2)
            + ",morphine,");
        assertThat(out.resolve("grid/whole/checkpoints")).doesNotExist();
        String table = read("whole", "batch.csv");

        // One run is tampered with, one is gone, and the ledger's last line is torn.
        List<String> ledger = read("whole", "ledger.csv").lines().filter(line -> !line.isEmpty()).toList();
        Files.writeString(file("whole", ledger.get(0)), "x");
        Files.delete(file("whole", ledger.get(1)));
        String torn = String.join("\n", ledger).substring(0, String.join("\n", ledger).length() - 9);
        Files.writeString(out.resolve("grid/whole/ledger.csv"), torn);
        BatchRun.Result again = run(BatchRun.resume(batch, out, "whole", BatchRun.Shard.ALL, false), 2);
        assertThat(again.skipped()).isEqualTo(5);
        assertThat(read("whole", "batch.csv")).isEqualTo(table);
        assertThat(resume(batch, "whole").skipped()).isEqualTo(8);

        FolderException changed = catchThrowableOfType(FolderException.class,
            () -> resume(batch(YAML.replace("seed: 5", "seed: 6")), "whole"));
        assertThat(changed.reason()).isEqualTo(FolderException.Reason.FOREIGN);
        assertThat(changed).hasMessageContaining("another plan");
        assertThat(catchThrowableOfType(FolderException.class, () -> resume(batch, null)))
            .hasMessageContaining("nothing to go on with");
        assertThat(catchThrowableOfType(FolderException.class, () -> resume(batch, "elsewhere")))
            .hasMessageContaining("there is no");
    }

    private Path file(String run, String line) {
        return out.resolve("grid").resolve(run).resolve("runs").resolve(line.substring(0, 2))
            .resolve(line.substring(0, 16) + ".run");
    }

    @Test
    void anExtendedPlanKeepsTheRunsOfTheOldOne() throws IOException {
        run(start(batch(YAML), "whole", BatchRun.Shard.ALL), 1);
        Batch larger = batch(YAML.replace("10 mg/kg]", "10 mg/kg, 30 mg/kg]"));
        BatchRun extended = madeUp(BatchRun.resume(larger, out, "whole", BatchRun.Shard.ALL, true));
        assertThat(run(extended, 1)).isEqualTo(new BatchRun.Result(out.resolve("grid/whole"), 12, 8, 0));
        run(start(larger, "larger", BatchRun.Shard.ALL), 1);
        assertThat(read("whole", "batch.csv")).isEqualTo(read("larger", "batch.csv"));
    }

    @Test
    void shardsInAnyNumberAndOrderJoinToTheSameBytes() throws IOException {
        Batch batch = batch(YAML);
        run(start(batch, "whole", BatchRun.Shard.ALL), 2);
        for (int count : new int[] {2, 11}) {
            List<Path> parts = new ArrayList<>();
            for (int i = count; i >= 1; i--) {
                BatchRun part = start(batch, "part-" + i + "-of-" + count, new BatchRun.Shard(i, count));
                assertThat(run(part, 1).planned()).isEqualTo(i > 8 ? 0 : (8 - i) / count + 1);
                parts.add(part.path());
            }
            parts.add(parts.get(0));
            BatchRun whole = start(batch, "merged-" + count, BatchRun.Shard.ALL);
            BatchRun.Merged merged = whole.merge("", parts);
            assertThat(merged.ok()).isEqualTo(8);
            assertThat(merged.missing() + merged.failed()).isZero();
            for (String table : List.of("batch.csv", "batch-summary.csv")) {
                assertThat(read("merged-" + count, table)).isEqualTo(read("whole", table));
            }
        }
        BatchRun half = start(batch, "half", BatchRun.Shard.ALL);
        assertThat(half.merge("", List.of(out.resolve("grid/part-1-of-2"))))
            .isEqualTo(new BatchRun.Merged(half.path(), 8, 4, 0, 4, 0));
        assertThat(run(resume(batch, "half"), 1).skipped()).isEqualTo(4);
        assertThat(read("half", "batch.csv")).isEqualTo(read("whole", "batch.csv"));

        BatchRun foreign = start(batch, "foreign", BatchRun.Shard.ALL);
        run(start(batch(YAML.replace("1 mg/kg,", "2 mg/kg,")), "other", BatchRun.Shard.ALL), 1);
        assertThat(catchThrowableOfType(FolderException.class,
            () -> foreign.merge("", List.of(out.resolve("grid/other"))))).hasMessageContaining("another plan");
    }

    @Test
    void theParquetFileHasTheReadingsOfTheTable() throws IOException {
        Batch batch = batch(YAML);
        run(start(batch, "both", BatchRun.Shard.ALL).withParquet(), 2);
        List<String> columns = List.of(read("both", "batch.csv").lines().findFirst().orElseThrow().split(","));
        List<String> rows = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(
                new LocalInputFile(out.resolve("grid/both/batch.parquet")),
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
            MessageType type = reader.getFileMetaData().getSchema();
            assertThat(type.getFields().stream().map(org.apache.parquet.schema.Type::getName)).isEqualTo(columns);
            PageReadStore pages = reader.readNextRowGroup();
            RecordReader<Group> records = new ColumnIOFactory().getColumnIO(type)
                .getRecordReader(pages, new GroupRecordConverter(type));
            for (long i = 0; i < pages.getRowCount(); i++) {
                Group row = records.read();
                rows.add(columns.stream().map(column -> cell(row, column)).collect(Collectors.joining(",")));
            }
        }
        assertThat(rows).isEqualTo(read("both", "batch.csv").lines().skip(1).toList());
        RunFolder.open(out.resolve("grid/both")).verify();
    }

    private static String cell(Group row, String column) {
        if (row.getFieldRepetitionCount(column) == 0) {
            return "";
        }
        return switch (row.getType().getType(column).asPrimitiveType().getPrimitiveTypeName()) {
            case DOUBLE -> Csv.number(row.getDouble(column, 0));
            default -> row.getValueToString(row.getType().getFieldIndex(column), 0);
        };
    }

    @Test
    void whatCannotBeIsListedWithItsCommandAndHurtsNoOther() throws IOException {
        Batch batch = batch(YAML);
        BatchRun poisoned = start(batch, "poisoned", BatchRun.Shard.ALL).repeatedBy("rexed batch grid --only %d")
            .simulatedBy((plan, assembly, arm, subject, checkpoints) -> {
                if (plan.number() == 3) {
                    throw new ArithmeticException("not finite, at minute 7");
                }
                return TinyStudy.madeUp(arm, subject);
            });
        assertThat(run(poisoned, 2)).isEqualTo(new BatchRun.Result(poisoned.path(), 8, 0, 1));
        assertThat(read("poisoned", "failed.csv")).isEqualTo("run,arm,subject,error,command\n"
            + "3,morphine,0,\"not finite, at minute 7\",rexed batch grid --only 3\n");
        assertThat(read("poisoned", "batch.csv").lines().map(line -> line.split(",")[0]).distinct())
            .containsExactly("run", "1", "2", "4", "5", "6", "7", "8");
        assertThat(run(resume(batch, "poisoned"), 2).skipped()).isEqualTo(7);
    }

    /** The more the readings of a combination vary, the more often it is repeated; a stop changes nothing of that. */
    @Test
    void replicatesGoOnUntilTheMeanIsKnown() throws IOException {
        Batch batch = batch(YAML.replace("replicates: 2", """
            replicates:
              least: 3
              most: 30
              until: {arm: morphine, assay: hargreaves, time: 1 h, half-width: 10 %}"""));
        assertThat(batch.size()).isEqualTo(120);
        BatchRun.Simulator noisy = (plan, assembly, arm, subject, checkpoints) -> {
            double sd = plan.factors().get("mechanisms.dynorphin").equals("on") ? 0.1 : 2;
            Recording recording = new Recording();
            double reading = 10 + sd * Math.sin(plan.seed());
            recording.add(new Observation(60, "hargreaves", "left-hindpaw", reading, "s", 10, false));
            return recording;
        };
        BatchRun.Result result = run(start(batch, "until", BatchRun.Shard.ALL).simulatedBy(noisy), 2);
        Map<String, Long> replicates = read("until", "batch.csv").lines().skip(1).map(line -> line.split(","))
            .collect(Collectors.groupingBy(cells -> cells[2], Collectors.counting()));
        assertThat(replicates.get("on")).isEqualTo(6);
        assertThat(replicates.get("off")).isBetween(18L, 54L);
        assertThat(result.planned()).isEqualTo((int) (replicates.get("on") + replicates.get("off")));
        for (String row : read("until", "batch.csv").lines().skip(1).toList()) {
            assertThat(Integer.parseInt(row.split(",")[3])).isBetween(1, 30);
        }
        String table = read("until", "batch.csv");
        Files.writeString(out.resolve("grid/until/ledger.csv"),
            read("until", "ledger.csv").substring(0, read("until", "ledger.csv").length() / 2));
        BatchRun.Result again = run(resume(batch, "until").simulatedBy(noisy), 1);
        assertThat(again.skipped()).isBetween(5, result.planned() - 5);
        assertThat(read("until", "batch.csv")).isEqualTo(table);

        InputException wrong = catchThrowableOfType(InputException.class, () -> batch(YAML.replace("replicates: 2",
            "replicates: {least: 3, most: 2, until: {arm: morfine, assay: hargreaves, time: 2 h, half-width: 1 %}}")));
        assertThat(wrong).hasMessageContaining("must not be below least");
        InputException place = catchThrowableOfType(InputException.class, () -> batch(YAML.replace("replicates: 2",
            "replicates: {least: 3, most: 9, until: {arm: morfine, assay: hargreaves, time: 2 h, half-width: 1 %}}")));
        assertThat(place).hasMessageContaining("did you mean \"morphine\"?").hasMessageContaining("no reading of");
    }

    /** Killed at every change of the disk, one after the other: nothing is lost, nothing is done twice or wrongly. */
    @Test
    void aKillAtAnyChangeOfTheDiskLosesNothing() throws IOException {
        assertThat(killsAtEveryChange(false)).isGreaterThan(40);
    }

    /** The same if the power fails: what was not forced to the disk is gone, and nothing of it counts as done. */
    @Test
    void noRunCountsAsDoneThatALossOfPowerTook() throws IOException {
        assertThat(killsAtEveryChange(true)).isGreaterThan(40);
    }

    private int killsAtEveryChange(boolean powerFails) throws IOException {
        Batch batch = batch(YAML.replace("  mechanisms.dynorphin: [on, off]\n", "").replace("replicates: 2", ""));
        run(start(batch, "whole", BatchRun.Shard.ALL), 1);
        String table = read("whole", "batch.csv");
        int kills = 0;
        int lost = 0;
        for (int point = 1;; point++) {
            Path home = Files.createDirectory(out.resolve("killed-" + point));
            CrashingDisk disk = new CrashingDisk(home, point);
            try {
                run(madeUp(BatchRun.start(batch, RunFolder.create(disk.path(), "grid", "a", false),
                    BatchRun.Shard.ALL)), 1);
            } catch (CrashingDisk.Killed e) {
                kills++;
            }
            if (!disk.isKilled()) {
                break;
            }
            if (powerFails) {
                disk.losePower(RandomKey.of(point).child("power").sequence());
            }
            Path folder = home.resolve("grid/a");
            Path ledger = folder.resolve("ledger.csv");
            long inLedger = Files.exists(ledger)
                ? Files.readString(ledger).lines().filter(line -> line.length() == 81).count() : 0;
            // Before there is a folder there is nothing to go on with.
            BatchRun again = madeUp(Files.isDirectory(folder)
                ? BatchRun.resume(batch, home, "a", BatchRun.Shard.ALL, false)
                : BatchRun.start(batch, RunFolder.create(home, "grid", "a", false), BatchRun.Shard.ALL));
            BatchRun.Result result = run(again, 1);
            assertThat(result.skipped()).as("kill %d", point).isLessThanOrEqualTo((int) inLedger);
            lost += (int) inLedger - result.skipped();
            assertThat(Files.readString(folder.resolve("batch.csv"))).as("kill %d", point).isEqualTo(table);
            RunFolder.open(folder).verify();
            try (Stream<Path> files = Files.walk(folder)) {
                assertThat(files.map(Path::toString).filter(name -> name.endsWith(".part"))).as("kill %d", point)
                    .isEmpty();
            }
        }
        assertThat(lost).as("finished runs that are done again").matches(runs -> powerFails == runs > 0);
        return kills;
    }
}
