package org.rexed.electrophysiology;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rexed.circuit.Anatomy;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Location;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.document.Spelling;
import org.rexed.electrophysiology.Protocol.Level;
import org.rexed.electrophysiology.Protocol.Phase;
import org.rexed.electrophysiology.Protocol.Reflex;
import org.rexed.electrophysiology.Protocol.Responses;
import org.rexed.electrophysiology.Protocol.Zero;
import org.rexed.nociception.ForceCoding;
import org.rexed.nociception.StimulusKind;
import org.rexed.quantity.QuantityException;
import org.rexed.quantity.Units;
import org.rexed.scenario.Defaults;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Names;
import org.rexed.scenario.Overrides;
import org.rexed.scenario.ResolvedText;

/** Reads protocol files, checks them against the model library and tells every problem at once. */
public final class ProtocolReader {
    private static final int VERSION = 1;
    private static final int MOST_CIRCUITS = 100_000;
    private static final int MOST_TRIALS = 10_000;
    private static final int MOST_LEVELS = 1000;
    private static final double LONGEST_ms = 600_000;
    private static final double MOST_SIGNIFICANT = 0.5;
    private static final List<String> ORDER = List.of("rexed", "name", "title", "description", "source", "anatomy",
        "brain-state", ForceCoding.KEY, "seeds", "seed", "trials", "settle", "baseline", "duration", "stimulus", "vary",
        "reference",
        "conditions", "phases", "windows", "withdrawal", "responses", "record");

    private final ModelLibrary library;
    private final Problems problems;
    private final Bench bench;
    private double baseline_ms;
    private double duration_ms;

    /**
     * A protocol with the model files it needs.
     *
     * @param protocol what is done
     * @param bench prepares circuits for it
     */
    public record Read(Protocol protocol, Bench bench) {}

    private ProtocolReader(ModelLibrary library, Problems problems) {
        this.library = library;
        this.problems = problems;
        bench = new Bench(library, problems);
    }

    /**
     * Reads a protocol file.
     *
     * @param overrides values by path that take the place of those in the file, such as {@code seeds} to {@code 4}
     * @throws org.rexed.document.InputException with every problem of the file
     */
    public static Read read(Path file, Map<String, String> overrides, ModelLibrary library) {
        Problems problems = new Problems();
        String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
        return read(Document.tree(file, problems), name, overrides, library, problems);
    }

    /** Reads text as if it were a file of that name. */
    public static Read parse(String fileName, String text, Map<String, String> overrides, ModelLibrary library) {
        Problems problems = new Problems();
        String name = fileName.replaceFirst("\\.ya?ml$", "");
        return read(Document.tree(fileName, text, problems), name, overrides, library, problems);
    }

    private static Read read(Optional<Node.Mapping> written, String name, Map<String, String> overrides,
                             ModelLibrary library, Problems problems) {
        if (written.isEmpty()) {
            problems.throwIfAny();
        }
        Node.Mapping changed = new Overrides(problems).apply(written.orElseThrow(), overrides);
        library.references().check(changed, problems);
        Node.Mapping tree = complete(changed, name, library);
        ProtocolReader reader = new ProtocolReader(library, problems);
        Protocol protocol = reader.protocol(Document.fields(tree, problems), tree);
        problems.throwIfAny();
        return new Read(protocol, reader.bench);
    }

    /** The tree with everything filled in that may be left out. */
    private static Node.Mapping complete(Node.Mapping protocol, String name, ModelLibrary library) {
        Node.Mapping result = Defaults.with(protocol, "rexed", Integer.toString(VERSION));
        result = Defaults.with(result, "name", name);
        result = Defaults.with(result, ForceCoding.KEY, ForceCoding.LINEAR.key());
        result = Defaults.with(result, "seeds", "20");
        result = Defaults.with(result, "seed", "1");
        result = Defaults.with(result, "trials", "1");
        result = Defaults.with(result, "settle", "500 ms");
        result = Defaults.with(result, "baseline", "1 s");
        if (result.entries().containsKey("stimulus")) {
            String species = species(Document.fields(protocol, new Problems()).raw("anatomy"), library);
            result = Defaults.withInner(result, "stimulus",
                stimulus -> StimulusReader.complete(stimulus, species, library));
        }
        result = Defaults.withInner(result, "conditions", conditions -> conditions.entries().isEmpty()
            ? Defaults.put(conditions, "control", new Node.Mapping(Map.of(), conditions.location())) : conditions);
        return Defaults.withInner(result, "record", record -> Defaults.with(Defaults.with(Defaults.with(record,
            "classes", "all"), "spikes", "all"), "bin", "50 ms"));
    }

    /** Species of an anatomy; empty if there is none, which is told where the anatomy is read. */
    private static String species(String anatomy, ModelLibrary library) {
        return library.names(ModelLibrary.Kind.ANATOMY).contains(anatomy)
            ? library.fields(ModelLibrary.Kind.ANATOMY, anatomy, new Problems()).raw("species") : "";
    }

    private Protocol protocol(Fields f, Node.Mapping tree) {
        f.integer("rexed", VERSION, VERSION);
        String name = Names.read(f, "name");
        String title = f.text("title", name);
        f.text("description", "");
        f.texts("source");
        // What a lesson asks is read by the lesson; it changes no result.
        f.has("lesson");
        Anatomy anatomy = bench.anatomy(f);
        int circuits = (int) f.integer("seeds", 1, MOST_CIRCUITS);
        long seed = f.integer("seed", Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);
        int trials = (int) f.integer("trials", 1, MOST_TRIALS);
        double settle_ms = f.quantity("settle", "ms", 0, LONGEST_ms);
        baseline_ms = f.quantity("baseline", "ms", 0, LONGEST_ms);
        duration_ms = f.quantity("duration", "ms", 1, LONGEST_ms);
        String state = f.has("brain-state") && anatomy != null ? ConditionReader.brainState(f, anatomy) : "";
        List<String> columns = new ArrayList<>();
        List<Level> levels = levels(f, tree, anatomy, settle_ms + baseline_ms, columns);
        ForceCoding coding = f.choice(ForceCoding.KEY, ForceCoding.class);
        List<Condition> conditions = conditions(f, anatomy, state, coding);
        List<String> names = conditions.stream().map(Condition::name).toList();
        String reference = f.has("reference") ? f.oneOf("reference", names) : names.isEmpty() ? "" : names.get(0);
        Reflex reflex = reflex(f, levels);
        List<Phase> phases = phases(f, "phases", baseline_ms, reflex != null);
        if (!f.has("phases")) {
            phases = usualPhases(levels);
        }
        List<Phase> windows = phases(f, "windows", 0, false);
        if (!windows.isEmpty() && levels.stream().anyMatch(level -> level.presented().pulses_ms().length == 0)) {
            f.problem("windows", "windows: the stimulus has no pulses; windows count from each pulse");
        }
        Responses responses = responses(f, phases);
        Fields record = f.map("record");
        Protocol.Recorded recorded = anatomy == null ? null : new RecordReader(anatomy, levels, circuits).read(record);
        f.done();
        return new Protocol(name, title, anatomy == null ? "" : anatomy.name(), circuits, seed, trials, settle_ms,
            baseline_ms, duration_ms, columns, levels, conditions, reference, phases, windows, recorded, reflex,
            responses, problems.any() ? "" : ResolvedText.of(tree, "protocol", ORDER));
    }

    private List<Level> levels(Fields f, Node.Mapping tree, Anatomy anatomy, double onset_ms, List<String> columns) {
        Fields written = f.map("stimulus");
        Fields vary = f.mapOrEmpty("vary");
        if (anatomy == null || !f.isMap("stimulus")) {
            return List.of();
        }
        Node.Mapping stimulus = (Node.Mapping) tree.entries().get("stimulus").value();
        StimulusKind kind = StimulusKind.of(written.raw("kind"));
        List<Map<String, Node.Text>> grid = List.of(Map.of());
        for (String field : vary.keys()) {
            if (!StimulusReader.fields(kind).contains(field)) {
                problems.add(vary.locationOfKey(field), "vary: a stimulus of kind " + written.raw("kind")
                    + " has no field \"" + field + "\"" + Spelling.hint(field, StimulusReader.fields(kind)));
                continue;
            }
            columns.add(column(kind, field));
            grid = crossed(grid, field, vary);
        }
        if (grid.size() > MOST_LEVELS) {
            f.problem("vary", "vary: " + grid.size() + " combinations; allowed " + MOST_LEVELS);
            return List.of();
        }
        StimulusReader reader = new StimulusReader(anatomy, onset_ms);
        List<Level> levels = new ArrayList<>();
        for (Map<String, Node.Text> values : grid) {
            Node.Mapping one = stimulus;
            for (Map.Entry<String, Node.Text> value : values.entrySet()) {
                one = Defaults.put(one, value.getKey(), value.getValue());
            }
            Presented presented = reader.read(Document.fields(one, problems));
            levels.add(level(kind, values, presented));
        }
        return levels;
    }

    private static String column(StimulusKind kind, String field) {
        String unit = StimulusReader.unit(kind, field);
        return field.replace('-', '_') + (unit.isEmpty() || unit.equals("1") ? "" : "_" + unit.replace('/', '_'));
    }

    private static List<Map<String, Node.Text>> crossed(List<Map<String, Node.Text>> grid, String field, Fields vary) {
        List<String> texts = vary.texts(field);
        if (texts.isEmpty()) {
            vary.problem(field, field + ": no values; expected a list such as [10 mN, 50 mN]");
            return grid;
        }
        List<Map<String, Node.Text>> finer = new ArrayList<>();
        for (Map<String, Node.Text> coarse : grid) {
            for (int i = 0; i < texts.size(); i++) {
                if (texts.subList(0, i).contains(texts.get(i))) {
                    vary.problem(field, i, field + ": \"" + texts.get(i) + "\" is there twice");
                }
                Map<String, Node.Text> combination = new LinkedHashMap<>(coarse);
                combination.put(field, new Node.Text(texts.get(i), true, vary.locationOf(field, i)));
                finer.add(combination);
            }
        }
        return finer;
    }

    private static Level level(StimulusKind kind, Map<String, Node.Text> texts, Presented presented) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> labels = new ArrayList<>();
        texts.forEach((field, text) -> {
            labels.add(text.value());
            String unit = StimulusReader.unit(kind, field);
            Object value = text.value();
            try {
                value = unit.isEmpty() ? value : (Object) Units.parse(text.value(), unit);
            } catch (QuantityException e) {
                // Told by the stimulus, which reads the same text.
                value = Double.NaN;
            }
            values.put(column(kind, field), value);
        });
        return new Level(labels.isEmpty() ? kind.key() : String.join(", ", labels), values, presented);
    }

    private List<Condition> conditions(Fields f, Anatomy anatomy, String state, ForceCoding coding) {
        Map<String, Fields> written = f.namedMaps("conditions");
        if (anatomy == null) {
            return List.of();
        }
        boolean drugs = written.values().stream().anyMatch(c -> c.has("doses") || c.has("apply"));
        boolean slow = written.values().stream().anyMatch(c -> c.has("wait"));
        ConditionReader reader = bench.conditions(f, drugs, drugs || slow);
        List<Condition> conditions = new ArrayList<>();
        written.forEach((name, c) -> {
            if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
                problems.add(f.map("conditions").locationOfKey(name), "condition: found \"" + name
                    + "\"; allowed are a-z, 0-9 and - inside, at most 64 characters");
            }
            conditions.add(reader.read(name, c, state, coding));
        });
        return conditions;
    }

    private Reflex reflex(Fields f, List<Level> levels) {
        if (!f.has("withdrawal")) {
            return null;
        }
        if (levels.stream().anyMatch(level -> level.presented().site() == null)) {
            f.problem("withdrawal", "withdrawal: nothing is stimulated, so no limb is withdrawn");
        } else if (bench.anatomy() != null && bench.anatomy().motorPool().isEmpty()) {
            f.problem("withdrawal", "withdrawal: anatomy " + bench.anatomy().name() + " has no motor pool");
        }
        return new ReflexReader(library, bench.anatomy() == null ? "" : bench.anatomy().species()).read(f);
    }

    private List<Phase> phases(Fields f, String key, double before_ms, boolean reflex) {
        List<Phase> phases = new ArrayList<>();
        f.namedMaps(key).forEach((name, phase) -> {
            double from_ms = phase.quantity("from", "ms");
            double until_ms = phase.quantity("until", "ms");
            Zero zero = phase.choice("zero", Zero.class, Zero.STIMULUS);
            Location at = phase.locationOf("from");
            if (zero == Zero.WITHDRAWAL && !reflex) {
                phase.problem("zero", "zero: the protocol has no key withdrawal, so no withdrawal to count from");
            } else if (from_ms >= until_ms) {
                problems.add(at, name + ": ends before it begins; found from " + phase.raw("from") + " until "
                    + phase.raw("until"));
            } else if (zero == Zero.STIMULUS && (from_ms < -before_ms || until_ms > duration_ms)) {
                problems.add(at, name + ": outside of what is recorded; found from " + phase.raw("from") + " until "
                    + phase.raw("until") + "; recorded from " + Units.text(-before_ms, "ms") + " until "
                    + Units.text(duration_ms, "ms"));
            }
            phase.done();
            phases.add(new Phase(name, zero, from_ms, until_ms));
        });
        return phases;
    }

    /** Baseline, stimulus and what is recorded after it, as far as they exist. */
    private List<Phase> usualPhases(List<Level> levels) {
        double end_ms = levels.stream().mapToDouble(level -> level.presented().end_ms()).max()
            .orElse(Double.POSITIVE_INFINITY);
        List<Phase> phases = new ArrayList<>();
        if (baseline_ms > 0) {
            phases.add(new Phase("baseline", Zero.STIMULUS, -baseline_ms, 0));
        }
        phases.add(new Phase("stimulus", Zero.STIMULUS, 0, Math.min(end_ms, duration_ms)));
        if (end_ms < duration_ms) {
            phases.add(new Phase("after", Zero.STIMULUS, end_ms, duration_ms));
        }
        return phases;
    }

    private Responses responses(Fields f, List<Phase> phases) {
        if (!f.has("responses")) {
            return null;
        }
        Fields r = f.map("responses");
        Phase baseline = phase(r, "baseline", phases);
        Phase response = phase(r, "response", phases);
        double significance = r.quantity("significance", "1", 1e-9, MOST_SIGNIFICANT);
        r.done();
        return new Responses(baseline, response, significance);
    }

    private static Phase phase(Fields r, String key, List<Phase> phases) {
        String name = r.oneOf(key, phases.stream().map(Phase::name).toList());
        return phases.stream().filter(p -> p.name().equals(name)).findFirst().orElse(null);
    }
}
