package org.rexed.experiment;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** The combinations of a design, each made when it is asked for. */
    interface Combinations {
        /** Value of every factor in the combination of this number, from 0. */
        Map<String, String> at(int number);
    }

    /** All combinations; samples draw by the key. */
    Combinations combinations(RandomKey key) {
        return switch (kind) {
            case GRID -> this::ofGrid;
            case LIST -> number -> line("", number);
            case ONE_AT_A_TIME -> this::ofOneAtATime;
            case LATIN_HYPERCUBE -> places(latin(key));
            case SOBOL -> places(sobol(key));
        };
    }

    /** The last factor moves fastest. */
    private Map<String, String> ofGrid(int number) {
        List<Map.Entry<String, Factor>> entries = List.copyOf(factors.entrySet());
        String[] chosen = new String[entries.size()];
        int rest = number;
        for (int f = entries.size() - 1; f >= 0; f--) {
            List<String> values = ((Values) entries.get(f).getValue()).values();
            chosen[f] = values.get(rest % values.size());
            rest /= values.size();
        }
        Map<String, String> combination = new LinkedHashMap<>();
        for (int f = 0; f < chosen.length; f++) {
            combination.put(entries.get(f).getKey(), chosen[f]);
        }
        return combination;
    }

    private Map<String, String> ofOneAtATime(int number) {
        int rest = number;
        for (Map.Entry<String, Factor> factor : factors.entrySet()) {
            int others = ((Values) factor.getValue()).values().size() - 1;
            if (rest > 0 && rest <= others) {
                return line(factor.getKey(), rest);
            }
            rest -= others;
        }
        return line("", 0);
    }

    /** One factor at a value, all others at their first; without a name all of them at the value. */
    private Map<String, String> line(String moved, int value) {
        Map<String, String> line = new LinkedHashMap<>();
        factors.forEach((path, factor) -> line.put(path, ((Values) factor).values()
            .get(moved.isEmpty() || moved.equals(path) ? value : 0)));
        return line;
    }

    /**
     * The first combinations of the design, and of a large grid some in which so many values of every factor occur:
     * what is wrong with a factor shows there without making all combinations.
     */
    List<Map<String, String>> examples(Combinations all, int most) {
        Set<Map<String, String>> examples = new LinkedHashSet<>();
        int size = (int) size();
        for (int number = 0; number < Math.min(size, most); number++) {
            examples.add(all.at(number));
        }
        if (size > most && kind == Kind.GRID) {
            factors.forEach((path, factor) -> {
                int values = ((Values) factor).values().size();
                int told = Math.min(values, most);
                for (int i = 0; i < told; i++) {
                    examples.add(line(path, (int) ((long) i * (values - 1) / Math.max(1, told - 1))));
                }
            });
        } else if (size > most) {
            for (int number = size - most; number < size; number++) {
                examples.add(all.at(number));
            }
        }
        return List.copyOf(examples);
    }

    private double[][] latin(RandomKey key) {
        double[][] places = new double[samples][factors.size()];
        for (int p = 0; p < factors.size(); p++) {
            RandomSequence chance = key.child("latin").child(p).sequence();
            int[] order = new int[samples];
            for (int s = 0; s < samples; s++) {
                int other = chance.index(s + 1);
                order[s] = order[other];
                order[other] = s;
            }
            for (int s = 0; s < samples; s++) {
                places[s][p] = (order[s] + chance.uniform()) / samples;
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

    private Combinations places(double[]... places) {
        return number -> {
            Map<String, String> combination = new LinkedHashMap<>();
            int p = 0;
            for (Map.Entry<String, Factor> factor : factors.entrySet()) {
                combination.put(factor.getKey(), factor.getValue().at(places[number][p++]));
            }
            return combination;
        };
    }
}
