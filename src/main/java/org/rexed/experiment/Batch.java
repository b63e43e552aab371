package org.rexed.experiment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.InputException;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.random.RandomKey;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.simulation.Assembly;

/**
 * A design over one scenario: combinations of the factors' values ({@link Design}), repeated with other seeds. The seed
 * of a replicate is the same for every combination, so combinations can be compared pair by pair. Runs are made when
 * they are asked for, so that a million of them need no more memory than one.
 */
public final class Batch {
    private static final int VERSION = 1;
    private static final int MOST_RUNS = 1_000_000;
    /** So many combinations are read before the first is simulated; of larger grids so many values of every factor. */
    private static final int CHECKED = 100;
    /** Bits of a derived seed: exact in every spreadsheet. */
    private static final int SEED_BITS = 44;
    /** Of a reading and its share of a mean, in the file of the run and in the joined tables. */
    private static final long BYTES_PER_READING = 500;
    private static final String SEED = "seed";
    private static final String SUBJECTS = "subjects";

    private final String name;
    private final String given;
    private final List<String> factors;
    private final Design.Combinations combinations;
    private final Replicates replicates;
    private final int size;
    private final ScenarioPiece piece;
    private final Scenario base;
    private final String model;
    private final String foundation;
    private final ModelLibrary library;
    private String identity;

    /**
     * One combination with one seed.
     *
     * @param number from 1
     * @param factors value of each factor
     * @param replicate from 1
     * @param seed of the scenario
     * @param identity SHA-256 of everything its result depends on
     */
    public record Run(int number, Map<String, String> factors, int replicate, long seed, String identity) {
        /** Enough of the identity to name files. */
        String key() {
            return identity.substring(0, 16);
        }
    }

    private Batch(String name, String given, Design design, Replicates replicates, ScenarioPiece piece,
                  ModelLibrary library) {
        this.name = name;
        this.given = given;
        this.replicates = replicates;
        this.piece = piece;
        this.library = library;
        factors = design.paths();
        size = (int) design.size() * replicates.most();
        base = piece.scenario(Map.of(), library);
        combinations = design.combinations(RandomKey.of(base.seed()).child("design"));
        model = ModelIdentity.of(library);
        foundation = DataFile.sha256(String.join("\n", model, base.resolved(),
            ParameterTable.csv(new Assembly(base, library).parameters())));
    }

    /**
     * Reads an experiment file; of its scenarios all if they are few, otherwise some, that meet values of every factor.
     *
     * @throws InputException with every problem
     */
    public static Batch read(Path file, ModelLibrary library) {
        Problems problems = new Problems();
        Optional<Node.Mapping> tree = Document.tree(file, problems);
        problems.throwIfAny();
        Fields f = Document.fields(tree.orElseThrow(), problems);
        f.integer("rexed", VERSION, VERSION);
        String name = f.text("name");
        if (!name.isEmpty() && !name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            f.problem("name", "name: found \"" + name + "\"; allowed are a-z, 0-9 and - inside, at most 64 characters");
        }
        f.text("title", "");
        f.text("description", "");
        Replicates replicates = Replicates.read(f);
        Optional<ScenarioPiece> piece = ScenarioPiece.read(file, tree.get(), f, library, problems);
        Design design = Design.read(f);
        double runs = replicates.most() * design.size();
        f.done();
        if (runs > MOST_RUNS) {
            f.problem("factors", "factors: " + (long) runs + " runs; allowed " + MOST_RUNS);
        }
        problems.throwIfAny();
        Batch batch = new Batch(name, DataFile.text(file), design, replicates, piece.orElseThrow(), library);
        design.examples(batch.combinations, CHECKED).forEach(example -> batch.check(example, problems));
        if (replicates.until() != null) {
            replicates.until().check(batch.base, f.map("replicates").map("until"));
        }
        problems.throwIfAny();
        return batch;
    }

    private void check(Map<String, String> combination, Problems problems) {
        try {
            new Assembly(piece.scenario(combination, library), library);
        } catch (InputException e) {
            e.problems().forEach(problem -> problems.add(problem.location(), problem.message()));
        }
    }

    /** The first replicate has the scenario's own seed, others one derived from it. */
    static long seed(long root, int replicate) {
        return replicate == 1 ? root
            : RandomKey.of(root).child("replicate").child(replicate).high() >>> (Long.SIZE - SEED_BITS);
    }

    /** Name of the experiment. */
    public String name() {
        return name;
    }

    /** The experiment file as it was written. */
    String given() {
        return given;
    }

    /** Paths of the factors. */
    public List<String> factors() {
        return factors;
    }

    /** How often combinations are repeated. */
    Replicates replicates() {
        return replicates;
    }

    /** Number of runs; where replicates follow from results, the largest it can be. */
    public int size() {
        return size;
    }

    /** Whether the number of replicates follows from results, so that fewer runs may be enough. */
    public boolean isOpen() {
        return replicates.until() != null;
    }

    /** Number of combinations. */
    int combinations() {
        return size / replicates.most();
    }

    /** A run by its number, from 1: all replicates of the first combination, then of the next. */
    public Run run(int number) {
        Map<String, String> combination = combinations.at((number - 1) / replicates.most());
        int replicate = 1 + (number - 1) % replicates.most();
        long seed = seed(number(combination.get(SEED), base.seed()), replicate);
        String identity = DataFile.sha256(foundation + "\n" + new TreeMap<>(combination) + "\n" + seed);
        return new Run(number, Collections.unmodifiableMap(combination), replicate, seed, identity);
    }

    /**
     * The scenario of a run.
     *
     * @throws InputException if its combination of values cannot be
     */
    public Scenario scenario(Run run) {
        Map<String, String> changes = new LinkedHashMap<>(run.factors());
        changes.put(SEED, Long.toString(run.seed()));
        return piece.scenario(changes, library);
    }

    /** Subjects of a run, of all arms together. */
    int subjects(Run run) {
        return base.arms().size() * (int) number(run.factors().get(SUBJECTS), base.subjects());
    }

    /** A value of a factor; what is no number is told when the scenario is read. */
    private static long number(String text, long otherwise) {
        return text != null && text.matches("-?[0-9]{1,18}") ? Long.parseLong(text) : otherwise;
    }

    /** Subjects of all runs together. */
    public long subjects() {
        if (!factors.contains(SUBJECTS)) {
            return (long) size * base.arms().size() * base.subjects();
        }
        long sum = 0;
        for (int number = 1; number <= size; number += replicates.most()) {
            sum += (long) replicates.most() * subjects(run(number));
        }
        return sum;
    }

    /**
     * What a start will need.
     *
     * @param seconds on one core
     * @param bytes of tables
     */
    public record Forecast(long runs, long subjects, double seconds, double bytes) {}

    /** What a start will need, told by simulating one subject of the first run. */
    public Forecast forecast(BatchRun.Shard shard) {
        Run first = run(1);
        Assembly assembly = assembly(first);
        long begin_ns = System.nanoTime();
        assembly.simulation(assembly.scenario().arms().get(0), 0).run();
        double seconds = (System.nanoTime() - begin_ns) / 1e9;
        long runs = IntStream.rangeClosed(1, size).filter(shard::has).count();
        long subjects = StrictMath.round((double) subjects() * runs / size);
        return new Forecast(runs, subjects, seconds * subjects, bytes(runs));
    }

    /** Bytes of the tables of that many runs, about. */
    double bytes(long runs) {
        long readings = base.assays().stream().mapToLong(schedule -> 1 + schedule.times_min().size()).sum();
        return (double) BYTES_PER_READING * readings * subjects() / size * runs;
    }

    /** The scenario without any factor's value. */
    Scenario base() {
        return base;
    }

    /** SHA-256 of the whole plan; worked out once, as it needs every run. */
    String identity() {
        if (identity == null) {
            MessageDigest digest = DataFile.sha256();
            digest.update((foundation + factors + replicates).getBytes(StandardCharsets.UTF_8));
            for (int number = 1; number <= size; number++) {
                digest.update(run(number).identity().getBytes(StandardCharsets.UTF_8));
            }
            identity = HexFormat.of().formatHex(digest.digest());
        }
        return identity;
    }

    /** What all answers of the millisecond clock depend on. */
    String model() {
        return model;
    }

    Assembly assembly(Run run) {
        return new Assembly(scenario(run), library);
    }
}
