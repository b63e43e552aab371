package org.rexed.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the differences that a file states over the file it is based on; every piece keeps the place where it is
 * written.
 *
 * <p>Mappings are merged key by key. A text or a list takes the place of the other file's, and so does a parameter (a
 * mapping with a {@code value}) as a whole: the source or reason of another number is none for the new one. A key that
 * the other file lacks is a problem, since it is nearly always a misspelt one; what is new stands below {@code adds},
 * and {@code removes} lists names that are left out.
 */
public final class Inheritance {
    /** Key that names the file on which another is based. */
    public static final String BASE = "based-on";

    private static final String ADDS = "adds";
    private static final String REMOVES = "removes";
    private static final Set<String> OWN = Set.of(BASE, ADDS, REMOVES);
    private static final String VALUE = "value";

    private final String base;
    private final Problems problems;

    private Inheritance(String base, Problems problems) {
        this.base = base;
        this.problems = problems;
    }

    /**
     * The whole file.
     *
     * @param name what messages call the other file
     * @param base content of the other file, itself whole
     * @param changes content of the file with the key {@code based-on}
     * @param problems receives what the other file has not, each once
     */
    public static Node.Mapping whole(String name, Node.Mapping base, Node.Mapping changes, Problems problems) {
        Inheritance inheritance = new Inheritance(name, problems);
        Map<String, Node.Entry> stated = new LinkedHashMap<>(changes.entries());
        stated.keySet().removeAll(OWN);
        Node.Mapping result = inheritance.remove(base, changes.entries().get(REMOVES));
        result = inheritance.change(result, new Node.Mapping(stated, changes.location()), "");
        Node.Entry adds = changes.entries().get(ADDS);
        if (adds != null && adds.value() instanceof Node.Mapping added) {
            return inheritance.add(result, added, "");
        }
        if (adds != null) {
            problems.add(adds.value().location(), ADDS
                    + ": expected a mapping of sections and what is new in them; found "
                + adds.value().kind());
        }
        return result;
    }

    private Node.Mapping change(Node.Mapping old, Node.Mapping changes, String path) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>(old.entries());
        changes.entries().forEach((key, entry) -> {
            Node.Entry before = old.entries().get(key);
            if (before == null) {
                problems.add(entry.key(), "unknown key " + Messages.quoted(key) + ": " + base + " has none"
                    + (path.isEmpty() ? "" : " in " + path) + Spelling.hint(key, old.entries().keySet())
                    + "; what is new belongs below \"" + ADDS + "\"");
            } else if (before.value() instanceof Node.Mapping inner && entry.value() instanceof Node.Mapping changed
                    && !inner.entries().containsKey(VALUE)) {
                entries.put(key, new Node.Entry(entry.key(), change(inner, changed, joined(path, key))));
            } else {
                entries.put(key, entry);
            }
        });
        return new Node.Mapping(entries, changes.location());
    }

    /** Sections gain names; below them everything is new. */
    private Node.Mapping add(Node.Mapping old, Node.Mapping added, String path) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>(old.entries());
        added.entries().forEach((key, entry) -> {
            Node.Entry before = old.entries().get(key);
            if (before == null) {
                entries.put(key, entry);
            } else if (before.value() instanceof Node.Mapping inner && entry.value() instanceof Node.Mapping more
                    && !inner.entries().containsKey(VALUE)) {
                entries.put(key, new Node.Entry(before.key(), add(inner, more, joined(path, key))));
            } else {
                problems.add(entry.key(), Messages.quoted(key) + (path.isEmpty() ? "" : " in " + path)
                    + " is in " + base + " already; a change of it stands outside of \"" + ADDS + "\"");
            }
        });
        return new Node.Mapping(entries, old.location());
    }

    private Node.Mapping remove(Node.Mapping old, Node.Entry removes) {
        if (removes == null) {
            return old;
        }
        if (!(removes.value() instanceof Node.Mapping sections)) {
            problems.add(removes.value().location(), REMOVES
                + ": expected sections with lists of names such as sites: [tail]; found " + removes.value().kind());
            return old;
        }
        Map<String, Node.Entry> entries = new LinkedHashMap<>(old.entries());
        sections.entries().forEach((section, names) -> {
            Node.Entry before = old.entries().get(section);
            if (before == null || !(before.value() instanceof Node.Mapping inner)) {
                problems.add(names.key(), REMOVES + ": " + base + " has no section " + Messages.quoted(section)
                    + Spelling.hint(section, old.entries().keySet()));
            } else {
                entries.put(section, new Node.Entry(before.key(), without(inner, section, names.value())));
            }
        });
        return new Node.Mapping(entries, old.location());
    }

    private Node.Mapping without(Node.Mapping old, String section, Node names) {
        List<Node> listed =
                names instanceof Node.Sequence sequence ? sequence.items() : new ArrayList<>(List.of(names));
        Map<String, Node.Entry> entries = new LinkedHashMap<>(old.entries());
        for (Node item : listed) {
            String name = item instanceof Node.Text text ? text.value() : "";
            if (entries.remove(name) == null) {
                problems.add(item.location(), REMOVES + ": " + base + " has no " + Messages.quoted(name) + " in "
                    + section + Spelling.hint(name, new LinkedHashSet<>(old.entries().keySet())));
            }
        }
        return new Node.Mapping(entries, old.location());
    }

    private static String joined(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
