package org.rexed.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One record of a CSV file with named columns; errors name file, line and column. */
final class Row {
    private final Path file;
    private final Map<String, Integer> columns;
    private final List<String> names;
    private List<String> cells;
    private int line;

    private Row(Path file, Map<String, Integer> columns, List<String> names) {
        this.file = file;
        this.columns = columns;
        this.names = List.copyOf(names);
    }

    /**
     * Reads a whole file; the same object is passed for every record.
     *
     * @throws UnreadableRunException if a column is missing or a record has too few or too many cells
     */
    static void each(Path file, List<String> required, Consumer<Row> use) {
        try (CsvReader csv = new CsvReader(file)) {
            List<String> header = csv.next();
            if (header == null) {
                throw new UnreadableRunException(file, "the file is empty; expected a header line");
            }
            Row row = new Row(file, columns(file, header, required), header);
            for (List<String> cells = csv.next(); cells != null; cells = csv.next()) {
                if (cells.size() != header.size()) {
                    throw new UnreadableRunException(file, csv.line(),
                            "found " + cells.size() + " cells, the header has " + header.size());
                }
                row.cells = cells;
                row.line = csv.line();
                use.accept(row);
            }
        }
    }

    private static Map<String, Integer> columns(Path file, List<String> header, List<String> required) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            if (columns.put(header.get(i), i) != null) {
                throw new UnreadableRunException(file, 1, "column '" + header.get(i) + "' appears twice");
            }
        }
        List<String> missing = new ArrayList<>(required);
        missing.removeAll(columns.keySet());
        if (!missing.isEmpty()) {
            throw new UnreadableRunException(file, 1, (missing.size() == 1 ? "column '" : "columns '")
                    + String.join("', '", missing) + "' missing; found: " + String.join(", ", header));
        }
        return columns;
    }

    /** Names of all columns in their order. */
    List<String> names() {
        return names;
    }

    String text(String column) {
        return cells.get(columns.get(column));
    }

    /** A number; an empty cell is NaN. */
    double number(String column) {
        String text = text(column);
        if (text.isEmpty()) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw problem(column, "a number");
        }
    }

    int integer(String column) {
        try {
            return Integer.parseInt(text(column));
        } catch (NumberFormatException e) {
            throw problem(column, "a whole number");
        }
    }

    /** A number that must be there, such as a time. */
    double finite(String column) {
        double value = number(column);
        if (!Double.isFinite(value)) {
            throw problem(column, "a finite number");
        }
        return value;
    }

    boolean flag(String column) {
        String text = text(column);
        if (!text.equals("true") && !text.equals("false")) {
            throw problem(column, "true or false");
        }
        return text.equals("true");
    }

    private UnreadableRunException problem(String column, String allowed) {
        return new UnreadableRunException(file, line,
                "column '" + column + "': found '" + text(column) + "', expected " + allowed);
    }
}
