package org.rexed.calibration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rexed.experiment.Csv;
import org.rexed.experiment.FolderException;
import org.rexed.experiment.RunFolder;

/**
 * Every evaluation of a calibration as a line of {@code evaluations.csv}, on disk before the next begins. A search that
 * begins again asks for the same points in the same order and finds their values here.
 */
final class EvaluationLog {
    static final String FILE = "evaluations.csv";
    private static final int FIXED = 3;

    private final Path path;
    private final String header;
    private final int columns;
    private final int parameters;
    private final int targets;
    private final StringBuilder text;
    private final Map<String, double[]> known = new HashMap<>();
    private int lines;

    /** Goes on with the log of a folder, or begins one; a last line that was cut off is dropped. */
    EvaluationLog(RunFolder folder, List<String> parameters, List<String> targets) {
        path = folder.path().resolve(FILE);
        this.parameters = parameters.size();
        this.targets = targets.size();
        List<Object> cells = new ArrayList<>(List.of("evaluation", "stage", "objective"));
        cells.addAll(parameters);
        targets.forEach(target -> cells.add("predicted " + target));
        targets.forEach(target -> cells.add("part " + target));
        columns = cells.size();
        header = Csv.line(cells.toArray());
        text = new StringBuilder(header);
        if (Files.isRegularFile(path)) {
            readLines();
        }
        folder.write(FILE, text.toString());
    }

    private void readLines() {
        String before;
        try {
            before = Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
        if (!before.isEmpty() && !before.startsWith(header)) {
            throw new FolderException(FolderException.Reason.FOREIGN,
                path + " has other columns than this calibration");
        }
        int end = before.lastIndexOf('\n') + 1;
        for (String line : before.substring(StrictMath.min(header.length(), end), end).split("\n")) {
            String[] cells = line.split(",", -1);
            if (cells.length == columns) {
                double[] predicted = new double[targets];
                for (int i = 0; i < targets; i++) {
                    String cell = cells[FIXED + parameters + i];
                    predicted[i] = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
                }
                known.put(key(cells[1], Arrays.copyOfRange(cells, FIXED, FIXED + parameters)), predicted);
                text.append(line).append('\n');
                lines++;
            }
        }
    }

    private static String key(String stage, String... values) {
        return stage + "," + String.join(",", values);
    }

    private static String[] cells(double... values) {
        return Arrays.stream(values).mapToObj(Csv::number).toArray(String[]::new);
    }

    /** Evaluations on disk. */
    int lines() {
        return lines;
    }

    /** All lines, for the final file. */
    String text() {
        return text.toString();
    }

    /** Predictions of an earlier evaluation with the same values; null if there is none. */
    double[] known(String stage, double... values) {
        return known.get(key(stage, cells(values)));
    }

    /**
     * Adds an evaluation.
     *
     * @param values of all parameters of the calibration
     * @param predicted of all targets; NaN for those that do not exist or do not belong to the stage
     * @param parts of the objective likewise
     */
    void add(String stage, double objective, double[] values, double[] predicted, double[] parts) {
        List<Object> line = new ArrayList<>(List.of(++lines, stage, objective));
        Arrays.stream(values).forEach(line::add);
        Arrays.stream(predicted).forEach(line::add);
        Arrays.stream(parts).forEach(line::add);
        String row = Csv.line(line.toArray());
        text.append(row);
        known.put(key(stage, cells(values)), predicted.clone());
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.APPEND)) {
            file.write(ByteBuffer.wrap(row.getBytes(StandardCharsets.UTF_8)));
            file.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }
}
