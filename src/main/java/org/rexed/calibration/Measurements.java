package org.rexed.calibration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rexed.document.Location;
import org.rexed.document.Problems;
import org.rexed.document.Spelling;
import org.rexed.quantity.Decimals;
import org.rexed.quantity.QuantityException;

/** Values that take the place of published ones, from a table with the column names of PEtab's measurement table. */
final class Measurements {
    static final Measurements NONE = new Measurements(Map.of(), "");

    private static final List<String> NEEDED = List.of("observableId", "simulationConditionId", "measurement");
    private static final String NOISE = "noiseParameters";
    private static final String TYPE = "measurementType";

    private final Map<String, Row> rows;
    private final String text;

    /**
     * One value.
     *
     * @param noise standard error; NaN if none is stated
     */
    record Row(double value, double noise, Location location, boolean[] used) {}

    private Measurements(Map<String, Row> rows, String text) {
        this.rows = rows;
        this.text = text;
    }

    /** The identifier of a target in these tables. */
    static String observable(String study, String target) {
        return identifier(study + "__" + target);
    }

    /** Letters, digits and underscores only, as PEtab asks. */
    static String identifier(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9_]", "_");
        return plain.matches("[0-9].*") ? "_" + plain : plain;
    }

    static Measurements read(Path file, Problems problems) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            problems.add(new Location(file.toString(), 1, 1), "measurements: file not found or not readable");
            return NONE;
        }
        List<String> lines = text.lines().toList();
        List<String> columns = lines.isEmpty() ? List.of() : Arrays.asList(lines.get(0).split("\t", -1));
        for (String column : NEEDED) {
            if (!columns.contains(column)) {
                problems.add(new Location(file.toString(), 1, 1), "column " + column + " missing; columns are separated"
                    + " by tabulators");
                return NONE;
            }
        }
        Map<String, Row> rows = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            Location place = new Location(file.toString(), i + 1, 1);
            String[] cells = lines.get(i).split("\t", -1);
            if (cells.length != columns.size()) {
                problems.add(place, "found " + cells.length + " cells; the first line has " + columns.size());
                continue;
            }
            Map<String, String> row = new HashMap<>();
            for (int c = 0; c < cells.length; c++) {
                row.put(columns.get(c), cells[c].strip());
            }
            String type = row.getOrDefault(TYPE, "value");
            if (!type.isEmpty() && !type.equals("value")) {
                // Directions stand in the studies themselves.
                continue;
            }
            String id = row.get("observableId");
            if (!id.startsWith(row.get("simulationConditionId") + "__")) {
                problems.add(place, "simulationConditionId: found \"" + row.get("simulationConditionId")
                    + "\"; expected the study with which observableId begins");
            }
            Row before = rows.get(id);
            if (before != null) {
                problems.add(place, "observableId: \"" + id + "\" is there twice, first in line "
                    + before.location.line() + "; replicates are to be given as mean and standard error");
            }
            String noise = row.getOrDefault(NOISE, "");
            rows.put(id, new Row(number(row.get("measurement"), "measurement", place, problems),
                noise.isEmpty() ? Double.NaN : number(noise, NOISE, place, problems), place, new boolean[1]));
        }
        return new Measurements(rows, text);
    }

    private static double number(String text, String column, Location place, Problems problems) {
        try {
            return Decimals.parse(text).doubleValue();
        } catch (QuantityException e) {
            problems.add(place, column + ": " + e.getMessage());
            return Double.NaN;
        }
    }

    /** The value of a target, if there is one. */
    Optional<Row> of(String study, String target) {
        Row row = rows.get(observable(study, target));
        if (row != null) {
            row.used[0] = true;
        }
        return Optional.ofNullable(row);
    }

    /** Tells rows that belong to no target; after all targets were asked for. */
    void refuseUnused(Problems problems) {
        List<String> used = rows.entrySet().stream().filter(e -> e.getValue().used[0]).map(Map.Entry::getKey).toList();
        rows.forEach((id, row) -> {
            if (!row.used[0]) {
                problems.add(row.location, "observableId: no target that is fitted is called \"" + id + "\""
                    + Spelling.hint(id, used));
            }
        });
    }

    /** The table as it was read. */
    String text() {
        return text;
    }
}
