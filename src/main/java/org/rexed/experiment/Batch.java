package org.rexed.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * of a replicate is the same for every combination, so combinations can be compared pair by pair.
 */
public final class Batch {
    private static final int VERSION = 1;
    private static final int MOST_RUNS = 1_000_000;
    /** Bits of a derived seed: exact in every spreadsheet. */
    private static final int SEED_BITS = 44;

    private final String name;
    private final String given;
    private final List<String> factors;
    private final List<Run> runs;
    private final ModelLibrary library;

    /**
     * One combination with one seed.
     *
     * @param number from 1
     * @param factors value of each factor
     * @param replicate from 1
     * @param scenario with these values and the derived seed
     * @param identity SHA-256 of everything its result depends on
     */
    public record Run(int number, Map<String, String> factors, int replicate, Scenario scenario, String identity) {}

    private Batch(String name, String given, List<String> factors, List<Run> runs, ModelLibrary library) {
        this.name = name;
        this.given = given;
        this.factors = factors;
        this.runs = runs;
        this.library = library;
    }

    /**
     * Reads an experiment file and every scenario that comes of it.
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
        long replicates = f.integer("replicates", 1, MOST_RUNS, 1);
        Optional<ScenarioPiece> piece = ScenarioPiece.read(file, tree.get(), f, library, problems);
        Design design = Design.read(f);
        double combinations = replicates * design.size();
        f.done();
        if (combinations > MOST_RUNS) {
            f.problem("factors", "factors: " + (long) combinations + " runs; allowed " + MOST_RUNS);
        }
        problems.throwIfAny();
        List<Run> runs = new ArrayList<>();
        RandomKey draws = RandomKey.of(piece.orElseThrow().scenario(Map.of(), library).seed()).child("design");
        for (Map<String, String> combination : design.combinations(draws)) {
            for (int replicate = 1; replicate <= replicates; replicate++) {
                run(runs.size() + 1, Collections.unmodifiableMap(combination), replicate, piece.orElseThrow(),
                    library, problems).ifPresent(runs::add);
            }
            problems.throwIfAny();
        }
        return new Batch(name, DataFile.text(file), design.paths(), List.copyOf(runs), library);
    }

    private static Optional<Run> run(int number, Map<String, String> factors, int replicate, ScenarioPiece piece,
                                     ModelLibrary library, Problems problems) {
        try {
            Scenario plain = piece.scenario(factors, library);
            Map<String, String> changes = new LinkedHashMap<>(factors);
            changes.put("seed", Long.toString(seed(plain.seed(), replicate)));
            Scenario scenario = piece.scenario(changes, library);
            String parameters = ParameterTable.csv(new Assembly(scenario, library).parameters());
            String identity = DataFile.sha256(Version.text() + "\n" + scenario.resolved() + "\n" + parameters);
            return Optional.of(new Run(number, factors, replicate, scenario, identity));
        } catch (InputException e) {
            e.problems().forEach(problem -> problems.add(problem.location(), problem.message()));
            return Optional.empty();
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

    /** All runs in the order of the design. */
    public List<Run> runs() {
        return runs;
    }

    /** Subjects of all runs together. */
    public int subjects() {
        return runs.stream().mapToInt(run -> run.scenario().arms().size() * run.scenario().subjects()).sum();
    }

    /** SHA-256 of the whole plan. */
    String identity() {
        StringBuilder text = new StringBuilder(String.join("\n", factors));
        runs.forEach(run -> text.append('\n').append(run.identity()));
        return DataFile.sha256(text.toString());
    }

    Assembly assembly(Run run) {
        return new Assembly(run.scenario(), library);
    }
}
