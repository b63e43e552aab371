package org.rexed.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The finished runs of a batch: one file each, {@code runs/<2>/<16 hexadecimal digits of the identity>.run}, and a
 * ledger with their SHA-256. A file appears whole or not at all and is in the ledger only after it is on disk; what has
 * both need not be run again.
 */
final class RunFiles {
    static final String FOLDER = "runs";
    private static final String LEDGER = "ledger.csv";
    private static final String GAP = "\n\n";

    private final Path folder;
    private final Path ledger;
    private final Set<Long> finished = new HashSet<>();

    /** The runs of the folder of a batch; nothing of it is read yet. */
    RunFiles(Path batch) {
        folder = batch.resolve(FOLDER);
        ledger = batch.resolve(LEDGER);
    }

    /** Finds out what is finished: what the ledger has and whose file is what was written. */
    void read() {
        if (!Files.exists(ledger)) {
            return;
        }
        // A line that a crash cut off does not have both cells, or its hash does not fit.
        try (Stream<String> lines = Files.lines(ledger, StandardCharsets.UTF_8)) {
            lines.forEach(line -> {
                String[] cells = line.split(",", -1);
                if (cells.length == 2 && cells[0].matches("[0-9a-f]{16}") && intact(file(cells[0]), cells[1])) {
                    finished.add(number(cells[0]));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + ledger, e);
        }
    }

    private static boolean intact(Path file, String sha256) {
        return Files.isRegularFile(file) && DataFile.sha256(file).equals(sha256);
    }

    private static long number(String key) {
        return Long.parseUnsignedLong(key, 16);
    }

    private Path file(String key) {
        return folder.resolve(key.substring(0, 2)).resolve(key + ".run");
    }

    boolean isFinished(Batch.Run run) {
        return finished.contains(number(run.key()));
    }

    /** Whether there is anything of a run: all of it, or the subjects that did not fail. */
    boolean isThere(Batch.Run run) {
        return Files.isRegularFile(file(run.key()));
    }

    /** Makes sure that files can be written. */
    void begin() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    /**
     * Files a run.
     *
     * @param readings its table of readings
     * @param summary its table of means
     * @param whole whether no subject failed; otherwise it is run again by the next start
     */
    void write(Batch.Run run, String readings, String summary, boolean whole) {
        write(run.key(), readings + "\n" + summary, whole);
    }

    private void write(String key, String text, boolean whole) {
        Path file = file(key);
        try {
            Files.createDirectories(file.getParent());
            String hash = DataFile.write(file, text);
            if (whole) {
                append(key + "," + hash);
                finished.add(number(key));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Takes over a run from another folder. */
    void take(Batch.Run run, RunFiles other) {
        write(run.key(), DataFile.text(other.file(run.key())), other.isFinished(run));
    }

    /** Whether two folders have the same of a run. */
    boolean isAlike(Batch.Run run, RunFiles other) {
        return DataFile.sha256(file(run.key())).equals(DataFile.sha256(other.file(run.key())));
    }

    private void append(String line) throws IOException {
        try (FileChannel channel = FileChannel.open(ledger, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            // The line break in front ends a line that a crash cut off.
            ByteBuffer bytes = ByteBuffer.wrap(("\n" + line).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Rows of the readings of a run, without the header. */
    List<String> readings(Batch.Run run) {
        return table(run, 0);
    }

    /** Rows of the means of a run, without the header. */
    List<String> summary(Batch.Run run) {
        return table(run, 1);
    }

    private List<String> table(Batch.Run run, int place) {
        List<String> lines = List.of(DataFile.text(file(run.key())).split(GAP)[place].split("\n"));
        return lines.subList(1, lines.size());
    }

    /** Removes what a kill left of files that were being written. */
    void sweep() {
        try (Stream<Path> files = Files.walk(folder.getParent(), 3)) {
            for (Path part : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".part"))::iterator) {
                Files.delete(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean " + folder.getParent(), e);
        }
    }
}
