package org.rexed.scenario;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Location;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.document.Spelling;
import org.rexed.evidence.Origin;
import org.rexed.evidence.Parameter;
import org.rexed.evidence.ParameterPaths;
import org.rexed.quantity.QuantityException;
import org.rexed.quantity.Units;
import org.rexed.scenario.ModelLibrary.Kind;

/**
 * Values that take the place of those in model files, by the folder, the name and the path of the parameter: {@code
 * drugs/morphine:receptors.mu.ki}.
 */
public final class ParameterChanges {
    /** The key of scenarios and of files of fitted values. */
    public static final String KEY = "parameters";

    static final ParameterChanges NONE = new ParameterChanges(Map.of());
    private static final List<Kind> CHANGEABLE = List.of(Kind.ANATOMY, Kind.ASSAY, Kind.DOSING, Kind.DRUG,
        Kind.MECHANISM, Kind.RECEPTOR, Kind.SUBJECT);

    private final Map<String, Change> byPath;

    /** One value; {@code target} is what it was fitted to, empty if it was not fitted. */
    private record Change(String value, Location location, String target) {}

    /**
     * A parameter of a model file as it stands there.
     *
     * @param path folder, name and path of the parameter
     * @param value in {@code unit}
     * @param low smallest plausible value
     * @param high largest plausible value
     * @param unit UCUM unit in which the file states it
     */
    public record Present(String path, double value, double low, double high, String unit) {}

    private ParameterChanges(Map<String, Change> byPath) {
        this.byPath = byPath;
    }

    /** Values by path, each with its unit; tables call them overridden. */
    public static ParameterChanges of(Map<String, String> values) {
        return fitted(values, "");
    }

    /** Values by path, each with its unit; tables call them fitted to the target, or overridden if that is empty. */
    public static ParameterChanges fitted(Map<String, String> values, String target) {
        Map<String, Change> changes = new LinkedHashMap<>();
        values.forEach((path, value) -> changes.put(path,
            new Change(value, new Location(KEY + " " + path + "=" + value, 1, 1), target)));
        return new ParameterChanges(changes);
    }

    /** The values under a key of a file; none if it has no such key. */
    static ParameterChanges read(Node.Mapping tree, String key, Problems problems) {
        return read(tree, key, "", problems);
    }

    private static ParameterChanges read(Node.Mapping tree, String key, String target, Problems problems) {
        Map<String, Change> changes = new LinkedHashMap<>();
        Node.Entry entry = tree.entries().get(key);
        if (entry != null && entry.value() instanceof Node.Mapping mapping) {
            mapping.entries().forEach((path, value) -> {
                if (value.value() instanceof Node.Text text && !text.value().isBlank()) {
                    changes.put(path, new Change(text.value(), text.location(), target));
                } else {
                    problems.add(value.value().location(), path + ": expected a value with its unit; found "
                        + value.value().kind());
                }
            });
        } else if (entry != null) {
            problems.add(entry.value().location(), key + ": expected a mapping of paths such as"
                + " drugs/morphine:receptors.mu.ki and values; found " + entry.value().kind());
        }
        return new ParameterChanges(changes);
    }

    /**
     * Reads a file with the keys {@code parameters} and, if they were fitted, {@code calibration} and {@code studies},
     * such as {@code fitted.yaml} of a calibration; with {@code calibration} tables call the values fitted.
     *
     * @throws org.rexed.document.InputException with every problem of the file
     */
    public static ParameterChanges read(Path file) {
        Problems problems = new Problems();
        Optional<Node.Mapping> tree = Document.tree(file, problems);
        problems.throwIfAny();
        Fields f = Document.fields(tree.orElseThrow(), problems);
        String calibration = f.text("calibration", "");
        List<String> studies = f.texts("studies");
        if (!f.has(KEY)) {
            f.map(KEY);
        }
        f.done();
        ParameterChanges changes = read(tree.get(), KEY, calibration.isEmpty() ? ""
            : target(calibration, studies), problems);
        problems.throwIfAny();
        return changes;
    }

    /** What values of a calibration were fitted to, in words. */
    public static String target(String calibration, List<String> studies) {
        return "calibration " + calibration + " to " + String.join(", ", studies);
    }

    /** Values as written, by path. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        byPath.forEach((path, change) -> values.put(path, change.value));
        return values;
    }

    boolean isEmpty() {
        return byPath.isEmpty();
    }

    ParameterChanges and(ParameterChanges more) {
        Map<String, Change> all = new LinkedHashMap<>(byPath);
        all.putAll(more.byPath);
        return new ParameterChanges(all);
    }

    /** Those that can be made; the others are problems. */
    ParameterChanges checked(ModelLibrary library, Problems problems) {
        Map<String, Change> good = new LinkedHashMap<>();
        Map<String, Map<String, Node.Mapping>> files = new HashMap<>();
        byPath.forEach((path, change) -> leaf(library, path, change.location, files, problems).ifPresent(leaf -> {
            try {
                Present present = present(path, leaf);
                double value = Units.parse(change.value, present.unit);
                if (value >= present.low && value <= present.high) {
                    good.put(path, change);
                } else {
                    problems.add(change.location, path + ": outside the range of this parameter; found "
                        + change.value.strip() + "; range " + Units.text(present.low, present.unit) + " to "
                        + Units.text(present.high, present.unit));
                }
            } catch (QuantityException e) {
                problems.add(change.location, path + ": " + e.getMessage());
            }
        }));
        return new ParameterChanges(good);
    }

    /**
     * A parameter as it stands in a library; nothing after problems were added.
     *
     * @param at where the path was written
     */
    public static Optional<Present> find(ModelLibrary library, String path, Location at, Problems problems) {
        try {
            return leaf(library, path, at, new HashMap<>(), problems).map(leaf -> present(path, leaf));
        } catch (QuantityException e) {
            problems.add(at, path + ": cannot be changed as its model file is wrong: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Present present(String path, Node.Mapping leaf) {
        String unit = unit(text(leaf, "value"));
        Node.Entry range = leaf.entries().get("range");
        List<Node> ends = range != null && range.value() instanceof Node.Sequence list ? list.items() : List.of();
        double low = ends.size() == 2 ? Units.parse(((Node.Text) ends.get(0)).value(), unit) : Double.NEGATIVE_INFINITY;
        double high = ends.size() == 2 ? Units.parse(((Node.Text) ends.get(1)).value(), unit)
            : Double.POSITIVE_INFINITY;
        return new Present(path, Units.parse(text(leaf, "value"), unit), low, high, unit);
    }

    private static Optional<Node.Mapping> leaf(ModelLibrary library, String path, Location at,
                                               Map<String, Map<String, Node.Mapping>> files, Problems problems) {
        int colon = path.indexOf(':');
        int slash = path.indexOf('/');
        if (slash < 1 || colon < slash + 2 || colon == path.length() - 1) {
            problems.add(at, "parameter \"" + path + "\": expected folder/name:path, such as"
                + " drugs/morphine:receptors.mu.ki");
            return Optional.empty();
        }
        String folder = path.substring(0, slash);
        String name = path.substring(slash + 1, colon);
        String inner = path.substring(colon + 1);
        List<String> folders = CHANGEABLE.stream().map(Kind::folder).toList();
        if (!folders.contains(folder)) {
            problems.add(at, path + ": no folder \"" + folder + "\" with parameters" + Spelling.hint(folder, folders));
            return Optional.empty();
        }
        Kind kind = CHANGEABLE.get(folders.indexOf(folder));
        List<String> names = library.names(kind);
        if (!names.contains(name)) {
            problems.add(at, path + ": unknown " + kind.title() + " \"" + name + "\"" + Spelling.hint(name, names));
            return Optional.empty();
        }
        Map<String, Node.Mapping> known = files.computeIfAbsent(path.substring(0, colon), file ->
            library.tree(kind, name, problems).map(tree -> ParameterPaths.of(tree)).orElse(Map.of()));
        if (!known.containsKey(inner)) {
            problems.add(at, path + ": " + folder + "/" + name + " has no parameter \"" + inner + "\""
                + hint(inner, known.keySet()));
            return Optional.empty();
        }
        return Optional.of(known.get(inner));
    }

    /** The path that was probably meant: nearly the same, or with an end in common. */
    private static String hint(String found, java.util.Collection<String> known) {
        if (Spelling.nearest(found, known).isEmpty()) {
            String last = found.substring(found.lastIndexOf('.') + 1);
            Optional<String> near = known.stream()
                .filter(path -> {
                    String end = path.substring(path.lastIndexOf('.') + 1);
                    return end.endsWith(last) || Spelling.nearest(last, List.of(end)).isPresent();
                })
                .findFirst();
            if (near.isPresent()) {
                return "; did you mean \"" + near.get() + "\"?";
            }
        }
        return Spelling.hint(found, known);
    }

    /** The content of a model file with these values in place. */
    Node.Mapping apply(Kind kind, String name, Node.Mapping tree) {
        String prefix = kind.folder() + "/" + name + ":";
        Map<String, UnaryOperator<Node.Mapping>> changes = new HashMap<>();
        byPath.forEach((path, change) -> {
            if (path.startsWith(prefix)) {
                changes.put(path.substring(prefix.length()), leaf -> replaced(leaf, change));
            }
        });
        return changes.isEmpty() ? tree : ParameterPaths.with(tree, changes);
    }

    /** The changed parameter keeps its range and the place of its value, and says what stood there. */
    private static Node.Mapping replaced(Node.Mapping leaf, Change change) {
        Location place = leaf.entries().get("value").value().location();
        Map<String, Node.Entry> entries = new LinkedHashMap<>(leaf.entries());
        entries.keySet().removeAll(Arrays.asList("source", "where", "formula", "target", "reason", "note"));
        String source = text(leaf, "source").isEmpty() ? "" : ", " + text(leaf, "source");
        String before = leaf.entries().containsKey(Parameter.REPLACES) ? text(leaf, Parameter.REPLACES)
            : text(leaf, "value") + " (" + text(leaf, "origin") + source + ")";
        put(entries, "value", change.value, place);
        put(entries, "origin", (change.target.isEmpty() ? Origin.OVERRIDDEN : Origin.FITTED).name()
            .toLowerCase(Locale.ROOT), place);
        put(entries, Parameter.REPLACES, before, place);
        if (!change.target.isEmpty()) {
            put(entries, "target", change.target, place);
        }
        return new Node.Mapping(entries, leaf.location());
    }

    private static void put(Map<String, Node.Entry> entries, String key, String text, Location place) {
        entries.put(key, new Node.Entry(place, new Node.Text(text, true, place)));
    }

    private static String text(Node.Mapping leaf, String key) {
        Node.Entry entry = leaf.entries().get(key);
        if (entry != null && entry.value() instanceof Node.Sequence list) {
            return String.join("; ", list.items().stream().map(item -> item instanceof Node.Text t ? t.value() : "")
                .toList());
        }
        return entry != null && entry.value() instanceof Node.Text text ? text.value().strip() : "";
    }

    private static String unit(String value) {
        int blank = value.indexOf(' ');
        return blank < 0 ? "1" : value.substring(blank).strip();
    }
}
