package org.rexed.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.rexed.document.Fields;
import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/**
 * Which combinations of values of its factors an experiment tries.
 *
 * <p>Factors are lists of values, or ranges ({@code from}, {@code to}, {@code unit}, {@code scale}). A grid takes every
 * combination, {@code one-at-a-time} the first value of all and each other value alone, {@code list} row by row what
 * stands at the same place of every list. Latin hypercubes (McKay, Beckman and Conover 1979, Technometrics 21:239-245)
 * and Sobol sequences (shifted by chance, Cranley and Patterson 1976) fill ranges and lists with a number of samples.
 */
final class Design {
    private static final int MOST_SAMPLES = 1_000_000;

    private final Kind kind;
    private final int samples;
    private final Map<String, Factor> factors = new LinkedHashMap<>();

    /** How combinations are made. */
    enum Kind {
        /** Every combination. */
        GRID,
        /** Row by row. */
        LIST,
        /** One factor away from the first values at a time. */
        ONE_AT_A_TIME,
        /** Every part of every range once. */
        LATIN_HYPERCUBE,
        /** Points that keep away from each other. */
        SOBOL
    }

    /** What one field may be. */
    private sealed interface Factor {
        /** The value at a place from 0 to 1. */
        String at(double place);
    }

    /** Some values. */
    private record Values(List<String> values) implements Factor {
        @Override
        public String at(double place) {
            return values.get((int) StrictMath.min(values.size() - 1, place * values.size()));
        }
    }

    /** All values between two. */
    private record Range(double low, double high, String unit, boolean log) implements Factor {
        @Override
        public String at(double place) {
            double value = log ? low * StrictMath.exp(place * StrictMath.log(high / low)) : low + place * (high - low);
            String number = Csv.number(StrictMath.max(low, StrictMath.min(high, value)));
            return unit.equals("1") ? number : number + " " + unit;
        }
    }

    private enum Scale { LINEAR, LOG }

    private Design(Kind kind, int samples) {
        this.kind = kind;
        this.samples = samples;
    }

    /** Reads {@code design}, {@code samples} and {@code factors} of an experiment. */
    static Design read(Fields f) {
        Kind kind = f.choice("design", Kind.class, Kind.GRID);
        boolean sampled = kind == Kind.LATIN_HYPERCUBE || kind == Kind.SOBOL;
        Design design = new Design(kind, sampled ? (int) f.integer("samples", 1, MOST_SAMPLES) : 0);
        Fields written = f.mapOrEmpty("factors");
        int rows = -1;
        for (String path : written.keys()) {
            if (written.isMap(path)) {
                design.factors.put(path, range(written.map(path)));
                if (!sampled) {
                    written.problem(path, path + ": a range needs samples, design: latin-hypercube or sobol; list its"
                        + " values for " + word(kind));
                }
                continue;
            }
            List<String> values = written.texts(path);
            design.factors.put(path, new Values(values));
            if (values.isEmpty()) {
                written.problem(path, path + ": no values; expected a list");
            } else if (kind == Kind.LIST && rows >= 0 && values.size() != rows) {
                written.problem(path, path + ": found " + values.size() + " values; a list needs as many of every"
                    + " factor, " + rows);
            }
            rows = rows < 0 ? values.size() : rows;
        }
        if (sampled && design.factors.isEmpty()) {
            f.problem("factors", "factors: at least one is needed");
        }
        return design;
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static Range range(Fields f) {
        String unit = f.text("unit", "1");
        double low = f.quantity("from", unit);
        double high = f.quantity("to", unit);
        boolean log = f.choice("scale", Scale.class, Scale.LINEAR) == Scale.LOG;
        if (!(low < high)) {
            f.problem("to", "to: must be above from");
        } else if (log && low <= 0) {
            f.problem("from", "from: a logarithmic scale needs values above zero");
        }
        f.done();
        return new Range(low, high, unit, log);
    }

    List<String> paths() {
        return List.copyOf(factors.keySet());
    }

    /** Number of combinations, without making them. */
    double size() {
        return switch (kind) {
            case GRID -> {
                double size = 1;
                for (Factor factor : factors.values()) {
                    size *= factor instanceof Values v ? v.values().size() : 1;
                }
                yield size;
            }
            case LIST -> factors.isEmpty() ? 1 : lengths().get(0);
            case ONE_AT_A_TIME -> 1 + lengths().stream().mapToInt(n -> n - 1).sum();
            case LATIN_HYPERCUBE, SOBOL -> samples;
        };
    }

    private List<Integer> lengths() {
        return factors.values().stream().map(factor -> factor instanceof Values v ? v.values().size() : 1).toList();
    }

    /** All combinations; samples draw by the key. */
    List<Map<String, String>> combinations(RandomKey key) {
        return switch (kind) {
            case GRID -> grid();
            case LIST, ONE_AT_A_TIME -> lines();
            case LATIN_HYPERCUBE -> places(latin(key));
            case SOBOL -> places(sobol(key));
        };
    }

    private List<Map<String, String>> grid() {
        List<Map<String, String>> grid = List.of(Map.of());
        for (Map.Entry<String, Factor> factor : factors.entrySet()) {
            List<Map<String, String>> finer = new ArrayList<>();
            for (Map<String, String> coarse : grid) {
                for (String value : ((Values) factor.getValue()).values()) {
                    Map<String, String> combination = new LinkedHashMap<>(coarse);
                    combination.put(factor.getKey(), value);
                    finer.add(combination);
                }
            }
            grid = finer;
        }
        return grid;
    }

    private List<Map<String, String>> lines() {
        List<Map<String, String>> lines = new ArrayList<>();
        int rows = kind == Kind.LIST && !factors.isEmpty() ? lengths().get(0) : 1;
        for (int row = 0; row < rows; row++) {
            lines.add(line("", row));
        }
        if (kind == Kind.ONE_AT_A_TIME) {
            factors.forEach((path, factor) -> {
                for (int value = 1; value < ((Values) factor).values().size(); value++) {
                    lines.add(line(path, value));
                }
            });
        }
        return lines;
    }

    /** One factor at a value, all others at their first; without a name all of them at the value. */
    private Map<String, String> line(String moved, int value) {
        Map<String, String> line = new LinkedHashMap<>();
        factors.forEach((path, factor) -> line.put(path, ((Values) factor).values()
            .get(moved.isEmpty() || moved.equals(path) ? value : 0)));
        return line;
    }

    private double[][] latin(RandomKey key) {
        double[][] places = new double[samples][factors.size()];
        for (int p = 0; p < factors.size(); p++) {
            RandomSequence chance = key.child("latin").child(p).sequence();
            List<Integer> order = new ArrayList<>();
            for (int s = 0; s < samples; s++) {
                order.add(chance.index(s + 1), s);
            }
            for (int s = 0; s < samples; s++) {
                places[s][p] = (order.get(s) + chance.uniform()) / samples;
            }
        }
        return places;
    }

    private double[][] sobol(RandomKey key) {
        double[][] places = new double[samples][];
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(factors.size());
        for (int s = 0; s < samples; s++) {
            places[s] = sequence.nextVector();
            for (int p = 0; p < places[s].length; p++) {
                places[s][p] = (places[s][p] + key.child("sobol").uniform(0, p)) % 1;
            }
        }
        return places;
    }

    private List<Map<String, String>> places(double[]... places) {
        List<Map<String, String>> combinations = new ArrayList<>();
        for (double[] place : places) {
            Map<String, String> combination = new LinkedHashMap<>();
            int p = 0;
            for (Map.Entry<String, Factor> factor : factors.entrySet()) {
                combination.put(factor.getKey(), factor.getValue().at(place[p++]));
            }
            combinations.add(combination);
        }
        return combinations;
    }
}
