package org.rexed.evidence;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Location;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.document.Spelling;

/** The published sources parameters may cite: key, citation and DOI, from {@code models/evidence/references.yaml}. */
public final class References {
    private final Map<String, Reference> byKey;

    private References(Map<String, Reference> byKey) {
        this.byKey = Collections.unmodifiableMap(byKey);
    }

    /** Reads the list; a reference without a citation is a problem. */
    public static References read(Path file, Problems problems) {
        return read(Document.read(file, problems));
    }

    /** Reads the list from a mapping of keys to citation and DOI. */
    public static References read(Fields fields) {
        Map<String, Reference> byKey = new LinkedHashMap<>();
        for (String key : fields.keys()) {
            Fields entry = fields.map(key);
            byKey.put(key, new Reference(key, entry.text("citation"), entry.text("doi", "")));
            entry.done();
        }
        return new References(byKey);
    }

    /** Whether a source of that key is listed. */
    public boolean contains(String key) {
        return byKey.containsKey(key);
    }

    /** All sources in the order of the file. */
    public List<Reference> all() {
        return List.copyOf(byKey.values());
    }

    /**
     * The source of that key.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Reference get(String key) {
        Reference reference = byKey.get(key);
        if (reference == null) {
            throw new IllegalArgumentException("no reference " + key + " in models/evidence/references.yaml");
        }
        return reference;
    }

    /**
     * Reports every {@code source} below a node that is not listed here. Works on the tree, so that a model file is
     * checked completely whatever its reader asks for.
     */
    public void check(Node node, Problems problems) {
        if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> check(item, problems));
        } else if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> {
                if (key.equals("source")) {
                    checkSource(entry.value(), problems);
                } else {
                    check(entry.value(), problems);
                }
            });
        }
    }

    private void checkSource(Node source, Problems problems) {
        if (source instanceof Node.Text text && !text.value().isBlank()) {
            checkKey(text.value(), text.location(), problems);
        } else if (source instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> checkSource(item, problems));
        }
    }

    private void checkKey(String key, Location location, Problems problems) {
        if (!byKey.containsKey(key)) {
            String hint = Spelling.nearest(key, byKey.keySet())
                .map(near -> "; did you mean \"" + near + "\"?").orElse("");
            problems.add(location, "source: \"" + key + "\" is not in models/evidence/references.yaml" + hint);
        }
    }
}
