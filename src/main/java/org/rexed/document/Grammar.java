package org.rexed.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What readers ask of the mappings of a file, noted while they read. A description of a file's language made from it
 * cannot say anything else than what the readers accept.
 *
 * <p>Each mapping has a rule: where it stands ({@code arms[].doses[]}), unless its reader gives it a name of its own
 * because the same kind of mapping stands in several places ({@link Fields#is}).
 */
public final class Grammar {
    private final Map<List<Object>, Shape> shapes = new LinkedHashMap<>();

    /** A kind of value. */
    public enum Kind {
        /** Any text. */
        TEXT,
        /** One of the given names. */
        NAME,
        /** A name that the file itself defines elsewhere. */
        OWN_NAME,
        /** A number with a unit; without one if the unit is 1. */
        QUANTITY,
        /** A number with a unit that depends on something else, such as that of a test; without one if that is 1. */
        READING,
        /** A text with a grammar of its own. */
        FORM,
        /** A whole number. */
        WHOLE_NUMBER,
        /** A mapping. */
        MAPPING,
        /** A list of texts, or one text. */
        TEXTS,
        /** A list of quantities, or one quantity. */
        QUANTITIES,
        /** A list of mappings. */
        MAPPINGS
    }

    /**
     * What is asked of the value of a key.
     *
     * @param kind of value
     * @param unit of quantities; what is expected for forms; empty for others
     * @param least smallest number allowed; negative infinity if there is none
     * @param most largest number allowed; infinity if there is none
     * @param names those allowed, for names
     * @param otherwise what holds if the key is not there, as text; empty if nothing does
     */
    public record Ask(Kind kind, String unit, double least, double most, List<String> names, String otherwise) {
        static Ask of(Kind kind) {
            return new Ask(kind, "", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, List.of(), "");
        }

        static Ask name(List<String> names) {
            return new Ask(Kind.NAME, "", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, names, "");
        }

        static Ask quantity(Kind kind, String unit, double least, double most) {
            return new Ask(kind, unit, least, most, List.of(), "");
        }

        Ask otherwise(String text) {
            return new Ask(kind, unit, least, most, names, text);
        }
    }

    /** One mapping, as its readers asked about it. */
    public static final class Shape {
        private final Node.Mapping mapping;
        private final Map<String, Set<Ask>> asks = new LinkedHashMap<>();
        private final Set<String> optional = new LinkedHashSet<>();
        private final Set<List<String>> alternatives = new LinkedHashSet<>();
        private final Set<List<String>> synonyms = new LinkedHashSet<>();
        private final Map<String, List<Shape>> inner = new LinkedHashMap<>();
        private String rule;
        private final Set<String> deciding = new LinkedHashSet<>();
        private List<String> names;

        Shape(Node.Mapping mapping, String rule) {
            this.mapping = mapping;
            this.rule = rule;
        }

        /** Name of the rule it follows. */
        public String rule() {
            return rule;
        }

        /** The mapping as it stands in the file. */
        public Node.Mapping mapping() {
            return mapping;
        }

        /** Every key that was asked for, and what was asked of its value; nothing if only whether it is there. */
        public Map<String, Set<Ask>> asks() {
            return Collections.unmodifiableMap(asks);
        }

        /** Whether a key may be left out. */
        public boolean optional(String key) {
            return optional.contains(key);
        }

        /**
         * Groups of keys of which one has to be there, and which one decides what other keys are asked for; a group
         * that begins with an empty text may be missing whole.
         */
        public Set<List<String>> alternatives() {
            return Collections.unmodifiableSet(alternatives);
        }

        /** Groups of keys that say the same in different ways; one of each has to be there. */
        public Set<List<String>> synonyms() {
            return Collections.unmodifiableSet(synonyms);
        }

        /** Keys whose values decide which others are asked for. */
        public Set<String> deciding() {
            return Collections.unmodifiableSet(deciding);
        }

        /** Mappings under a key. */
        public List<Shape> inner(String key) {
            return Collections.unmodifiableList(inner.getOrDefault(key, List.of()));
        }

        /** Names that keys may have if any of them takes the same kind of value; null if keys are asked one by one. */
        public List<String> names() {
            return names;
        }

        /** Whether keys are names that the file itself defines. */
        public boolean ownNames() {
            return names != null && names.isEmpty();
        }

        void is(String name) {
            rule = "#" + name;
        }

        void decides(String key) {
            deciding.add(key);
        }

        void named(List<String> allowed) {
            names = allowed;
        }

        void has(String key) {
            if (asks.putIfAbsent(key, new LinkedHashSet<>()) == null) {
                optional.add(key);
            }
        }

        void asks(String key, Ask ask) {
            asks.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(ask);
        }

        void either(List<String> keys) {
            alternatives.add(List.copyOf(keys));
        }

        void same(List<String> keys) {
            synonyms.add(List.copyOf(keys));
        }

        void holds(String key, Shape shape) {
            List<Shape> all = inner.computeIfAbsent(key, k -> new ArrayList<>());
            if (!all.contains(shape)) {
                all.add(shape);
            }
        }
    }

    /** All mappings that were read, in the order in which they were begun. */
    public List<Shape> shapes() {
        return List.copyOf(shapes.values());
    }

    /** The notes about a mapping; readers of one mapping share them. */
    Shape shape(Node.Mapping mapping, String rule) {
        return shapes.computeIfAbsent(List.of(mapping.location(), rule), key -> new Shape(mapping, rule));
    }
}
