package org.rexed.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.document.Spelling;
import org.rexed.evidence.ParameterPaths;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;

/** Everything that has a name in the model library, as it stands in its file. */
final class Catalogue {
    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("drugs", Kind.DRUG);
        KINDS.put("assays", Kind.ASSAY);
        KINDS.put("batteries", Kind.BATTERY);
        KINDS.put("mechanisms", Kind.MECHANISM);
        KINDS.put("receptors", Kind.RECEPTOR);
        KINDS.put("scenarios", Kind.SCENARIO);
        KINDS.put("dosing", Kind.DOSING);
        KINDS.put("anatomies", Kind.ANATOMY);
        KINDS.put("populations", Kind.ANATOMY);
        KINDS.put("subjects", Kind.SUBJECT);
        KINDS.put("probes", Kind.PROBE);
        KINDS.put("experiments", Kind.EXPERIMENT);
        KINDS.put("calibrations", Kind.CALIBRATION);
        KINDS.put("claims", Kind.CLAIM);
        KINDS.put("attributions", Kind.ATTRIBUTION);
        KINDS.put("clinics", Kind.CLINIC);
        KINDS.put("treatments", Kind.TREATMENT);
        KINDS.put("sensitivities", Kind.SENSITIVITY);
    }

    private final ModelLibrary library;

    /**
     * A thing with a name.
     *
     * @param kind what it is, in one word
     * @param name its name among its kind
     * @param title one line about it
     * @param node its piece of the file
     */
    record Entry(String kind, String name, String title, Node.Mapping node) {
        /** Its name among everything, such as {@code mechanism/dynorphin}. */
        String path() {
            return kind.split(" ", 2)[0] + "/" + name;
        }

        /** Text of a key; empty if there is none. */
        String text(String key) {
            Node.Entry entry = node.entries().get(key);
            return entry != null && entry.value() instanceof Node.Text text ? text.value().strip() : "";
        }
    }

    Catalogue(ModelLibrary library) {
        this.library = library;
    }

    /** Words for the kinds of things, in the order of a listing. */
    static List<String> kinds() {
        return List.copyOf(KINDS.keySet());
    }

    /** One of a kind: what stands before a name, as in {@code mechanism/dynorphin}. */
    private static String singular(String kind) {
        return kind.replaceFirst("ies$", "y").replaceFirst("s$", "");
    }

    /**
     * Everything that a name stands for.
     *
     * @param name a name, or a kind, a slash and a name
     * @throws IllegalArgumentException saying what is probably meant, if there is nothing
     */
    List<Entry> find(String name) {
        List<Entry> all = kinds().stream().flatMap(kind -> entries(kind).stream()).toList();
        List<Entry> found = all.stream().filter(entry -> entry.name().equals(name)).toList();
        int slash = name.indexOf('/');
        if (found.isEmpty() && slash < 0) {
            List<String> names = all.stream().map(Entry::name).distinct().toList();
            String hint = Spelling.nearest(name, names).isPresent() ? Spelling.hint(name, names)
                : "; \"rexed list\" shows all names";
            throw new IllegalArgumentException("nothing is called \"" + name + "\"" + hint);
        }
        return found.isEmpty() ? find(name.substring(0, slash), name.substring(slash + 1), all) : found;
    }

    private List<Entry> find(String prefix, String name, List<Entry> all) {
        List<String> words = kinds().stream().map(Catalogue::singular).toList();
        String kind = kinds().stream().filter(each -> prefix.equals(each) || prefix.equals(singular(each)))
            .findFirst().orElseThrow(() -> new IllegalArgumentException("unknown kind \"" + prefix + "\" in \""
                + prefix + "/" + name + "\"" + Spelling.hint(prefix, words)));
        List<Entry> ofKind = entries(kind);
        List<Entry> found = ofKind.stream().filter(entry -> entry.name().equals(name)).toList();
        if (found.isEmpty()) {
            List<String> elsewhere = all.stream().filter(entry -> entry.name().equals(name)).map(Entry::path)
                .distinct().toList();
            throw new IllegalArgumentException("unknown " + singular(kind) + " \"" + name + "\""
                + (elsewhere.isEmpty() ? Spelling.hint(name, ofKind.stream().map(Entry::name).distinct().toList())
                    : "; there is " + String.join(", ", elsewhere)));
        }
        return found;
    }

    /** Everything of a kind. */
    List<Entry> entries(String kind) {
        List<Entry> entries = new ArrayList<>();
        Problems problems = new Problems();
        for (String name : library.names(KINDS.get(kind))) {
            library.tree(KINDS.get(kind), name, problems).ifPresent(tree -> {
                if (kind.equals("populations")) {
                    populations(name, tree, entries);
                } else {
                    String word = KINDS.get(kind).title();
                    entries.add(new Entry(word, name, title(new Entry(word, name, "", tree)), tree));
                }
            });
        }
        problems.throwIfAny();
        return entries;
    }

    private static String title(Entry entry) {
        return !entry.text("title").isEmpty() ? entry.text("title") : entry.text("statement");
    }

    private static void populations(String anatomy, Node.Mapping tree, List<Entry> entries) {
        for (String group : List.of("afferents", "populations")) {
            Node.Entry all = tree.entries().get(group);
            if (all != null && all.value() instanceof Node.Mapping cells) {
                cells.entries().forEach((name, entry) -> {
                    if (entry.value() instanceof Node.Mapping population) {
                        entries.add(new Entry("population", name, place(population) + ", " + anatomy, population));
                    }
                });
            }
        }
    }

    private static String place(Node.Mapping population) {
        Entry entry = new Entry("", "", "", population);
        String region = entry.text("region").isEmpty() ? "primary afferent" : entry.text("region");
        Node.Mapping count = ParameterPaths.of(population).get("count");
        String cells = count == null ? entry.text("count") : new Entry("", "", "", count).text("value");
        return region + (cells.isEmpty() ? "" : ", " + cells.replaceFirst(" 1$", "") + " cells");
    }
}
