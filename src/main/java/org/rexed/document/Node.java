package org.rexed.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of a YAML file as it was written: text, a list, or a mapping; numbers and switches are still text. */
public sealed interface Node {
    /** Where the piece begins. */
    Location location();

    /** What to call this kind of piece in a message. */
    String kind();

    /** A scalar; {@code plain} if it was written without quotes. */
    record Text(String value, boolean plain, Location location) implements Node {
        @Override
        public String kind() {
            return value.isEmpty() && plain ? "nothing" : "the text " + Messages.quoted(value);
        }
    }

    /** A list. */
    record Sequence(List<Node> items, Location location) implements Node {
        /** Keeps its own copy of the items. */
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A value of a mapping and the place of its key. */
    record Entry(Location key, Node value) {}

    /** A mapping from keys to values, in the order of the file. */
    record Mapping(Map<String, Entry> entries, Location location) implements Node {
        /** Keeps its own copy of the entries. */
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }
}
