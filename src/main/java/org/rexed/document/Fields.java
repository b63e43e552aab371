package org.rexed.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.rexed.quantity.Decimals;
import org.rexed.quantity.QuantityException;
import org.rexed.quantity.Units;

/**
 * A YAML mapping being read: every key is asked for by name and type, and what was not asked for is a problem.
 *
 * <p>A missing or wrong value adds a problem at its place and yields a placeholder (NaN, an empty text, the first
 * enum constant, an empty mapping), so that reading goes on; the caller ends with {@link #done()} and, after the whole
 * file, {@link Problems#throwIfAny()}. Nothing read may be used before that.
 */
public final class Fields {
    private final Node.Mapping mapping;
    private final Problems problems;
    /** A placeholder for a mapping that is missing or broken, which has been told already. */
    private final boolean silent;
    private final Set<String> asked = new LinkedHashSet<>();

    Fields(Node.Mapping mapping, Problems problems, boolean silent) {
        this.mapping = mapping;
        this.problems = problems;
        this.silent = silent;
    }

    /** Where the mapping begins. */
    public Location location() {
        return mapping.location();
    }

    /** Where the value of a key begins, or the mapping if the key is missing. */
    public Location locationOf(String key) {
        Node.Entry entry = mapping.entries().get(key);
        return entry == null ? mapping.location() : entry.value().location();
    }

    /** Where a key itself is written, or the mapping if the key is missing. */
    public Location locationOfKey(String key) {
        Node.Entry entry = mapping.entries().get(key);
        return entry == null ? mapping.location() : entry.key();
    }

    /** Where an item of the list under a key begins. */
    public Location locationOf(String key, int index) {
        Node.Entry entry = mapping.entries().get(key);
        boolean listed = entry != null && entry.value() instanceof Node.Sequence;
        List<Node> items = listed ? ((Node.Sequence) entry.value()).items() : List.of();
        return index < items.size() ? items.get(index).location() : locationOf(key);
    }

    /** The text as written under a key, without judging it; empty if the key is missing or holds no text. */
    public String raw(String key) {
        Node.Entry entry = mapping.entries().get(key);
        return entry != null && entry.value() instanceof Node.Text text ? text.value() : "";
    }

    /** The text as written at a position of the list under a key, without judging it. */
    public String raw(String key, int index) {
        Node.Entry entry = mapping.entries().get(key);
        boolean listed = entry != null && entry.value() instanceof Node.Sequence;
        List<Node> items = listed ? ((Node.Sequence) entry.value()).items() : List.of();
        return index < items.size() && items.get(index) instanceof Node.Text text ? text.value() : raw(key);
    }

    /** Whether the key is there; counts as asking for it. */
    public boolean has(String key) {
        asked.add(key);
        return mapping.entries().containsKey(key);
    }

    /** Whether the value of a key is a mapping. */
    public boolean isMap(String key) {
        Node.Entry entry = mapping.entries().get(key);
        return entry != null && entry.value() instanceof Node.Mapping;
    }

    /** All keys in the order of the file. */
    public List<String> keys() {
        return List.copyOf(mapping.entries().keySet());
    }

    /** The problems this mapping reports to. */
    public Problems problems() {
        return problems;
    }

    /** Adds a problem at the value of a key. */
    public void problem(String key, String message) {
        problemAt(locationOf(key), message);
    }

    /** Adds a problem at an item of the list under a key. */
    public void problem(String key, int index, String message) {
        problemAt(locationOf(key, index), message);
    }

    /** A required text. */
    public String text(String key) {
        Node.Text text = requiredText(key, "a text");
        return text == null ? "" : text.value();
    }

    /** An optional text. */
    public String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    /** A required choice; {@code FULLY_AWAKE} is written {@code fully-awake} or {@code fully_awake}. */
    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        E[] constants = type.getEnumConstants();
        List<String> names = Stream.of(constants).map(Fields::nameOf).toList();
        Node.Text text = requiredText(key, "one of " + String.join(", ", names));
        if (text == null) {
            return constants[0];
        }
        int index = names.indexOf(text.value().replace('_', '-'));
        if (index < 0) {
            problemAt(text.location(), key + ": found " + Messages.quoted(text.value())
                + Spelling.hint(text.value(), names));
            return constants[0];
        }
        return constants[index];
    }

    /** An optional choice. */
    public <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        return has(key) ? choice(key, type) : otherwise;
    }

    /** A required text out of a given set of names; an unknown one is reported and returned. */
    public String oneOf(String key, Collection<String> allowed) {
        String found = text(key);
        if (!found.isEmpty() && !allowed.contains(found)) {
            problem(key, key + ": found " + Messages.quoted(found) + Spelling.hint(found, allowed));
        }
        return found;
    }

    /** A required name of something that the file itself defines; an unknown one is reported and returned. */
    public String named(String key, Collection<String> defined) {
        String found = text(key);
        if (!found.isEmpty() && !defined.contains(found)) {
            problem(key, key + ": found " + Messages.quoted(found) + Spelling.hint(found, defined));
        }
        return found;
    }

    /** Which one of several keys is there; none or more than one is a problem, and the text is then empty. */
    public String either(List<String> keys) {
        List<String> said = keys.stream().filter(this::has).toList();
        if (said.size() == 1) {
            return said.get(0);
        }
        problemAt(said.isEmpty() ? mapping.location() : locationOfKey(said.get(1)), "expected one of "
            + String.join(", ", keys) + "; found " + (said.isEmpty() ? "none of them" : String.join(" and ", said)));
        return "";
    }

    /** A required quantity such as {@code 10 mg/kg}, in the unit given. */
    public double quantity(String key, String unit) {
        Node.Text text = requiredText(key, exampleOf(unit));
        return text == null ? Double.NaN : quantity(key, text, unit);
    }

    /** An optional quantity; {@code otherwise} is in the unit given. */
    public double quantity(String key, String unit, double otherwise) {
        return has(key) ? quantity(key, unit) : otherwise;
    }

    /** A required quantity within limits, both included. */
    public double quantity(String key, String unit, double min, double max) {
        double value = quantity(key, unit);
        return withinLimits(key, locationOf(key), raw(key), value, unit, min, max) ? value : Double.NaN;
    }

    /** An optional quantity within limits. */
    public double quantity(String key, String unit, double min, double max, double otherwise) {
        return has(key) ? quantity(key, unit, min, max) : otherwise;
    }

    /** A required whole number within limits, both included. */
    public long integer(String key, long min, long max) {
        String allowed = "a whole number from " + min + " to " + max;
        Node.Text text = requiredText(key, allowed);
        if (text == null) {
            return min;
        }
        try {
            long value = Decimals.parse(text.value()).longValueExact();
            if (value >= min && value <= max) {
                return value;
            }
            problemAt(text.location(), key + ": out of range; found " + value + "; allowed " + allowed);
        } catch (QuantityException e) {
            problemAt(text.location(), key + ": " + e.getMessage() + "; allowed " + allowed);
        } catch (ArithmeticException e) {
            problemAt(text.location(), key + ": not a whole number in range; found " + Messages.quoted(text.value())
                + "; allowed " + allowed);
        }
        return min;
    }

    /** An optional whole number within limits. */
    public long integer(String key, long min, long max, long otherwise) {
        return has(key) ? integer(key, min, max) : otherwise;
    }

    /** An optional switch: true, false, on or off. */
    public boolean flag(String key, boolean otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        Node.Text text = requiredText(key, "on or off");
        if (text == null) {
            return otherwise;
        }
        switch (text.value()) {
            case "true", "on" -> {
                return true;
            }
            case "false", "off" -> {
                return false;
            }
            default -> {
                problemAt(text.location(), key + ": found " + Messages.quoted(text.value())
                    + "; allowed: true, false, on, off");
                return otherwise;
            }
        }
    }

    /** A required mapping. */
    public Fields map(String key) {
        Node node = required(key, "a mapping of keys and values");
        return node == null ? placeholder(mapping.location()) : asFields(key, node);
    }

    /** A mapping, empty if the key is missing. */
    public Fields mapOrEmpty(String key) {
        return has(key) ? map(key) : placeholder(mapping.location());
    }

    /** A list of mappings, empty if the key is missing. */
    public List<Fields> maps(String key) {
        List<Fields> result = new ArrayList<>();
        for (Node item : items(key, false)) {
            result.add(asFields(key, item));
        }
        return result;
    }

    /** A list of texts, empty if the key is missing; a single text counts as a list of one. */
    public List<String> texts(String key) {
        List<String> result = new ArrayList<>();
        for (Node item : items(key, true)) {
            Node.Text text = asText(key, item, "a text");
            result.add(text == null ? "" : text.value());
        }
        return result;
    }

    /** A list of quantities, empty if the key is missing; a single quantity counts as a list of one. */
    public List<Double> quantities(String key, String unit) {
        List<Double> result = new ArrayList<>();
        for (Node item : items(key, true)) {
            Node.Text text = asText(key, item, exampleOf(unit));
            result.add(text == null ? Double.NaN : quantity(key, text, unit));
        }
        return result;
    }

    /** A list of quantities within limits, both included. */
    public List<Double> quantities(String key, String unit, double min, double max) {
        List<Double> values = quantities(key, unit);
        for (int i = 0; i < values.size(); i++) {
            withinLimits(key, locationOf(key, i), raw(key, i), values.get(i), unit, min, max);
        }
        return values;
    }

    /** A mapping whose values are mappings, in the order of the file; empty if the key is missing. */
    public Map<String, Fields> namedMaps(String key) {
        Map<String, Fields> result = new LinkedHashMap<>();
        Fields outer = mapOrEmpty(key);
        for (Map.Entry<String, Node.Entry> entry : outer.mapping.entries().entrySet()) {
            result.put(entry.getKey(), asFields(entry.getKey(), entry.getValue().value()));
        }
        return result;
    }

    /** Reports every key that was not asked for, with the name that was probably meant. */
    public void done() {
        if (silent) {
            return;
        }
        for (Map.Entry<String, Node.Entry> entry : mapping.entries().entrySet()) {
            if (!asked.contains(entry.getKey())) {
                List<String> free = asked.stream().filter(name -> !mapping.entries().containsKey(name)).toList();
                String hint = Spelling.nearest(entry.getKey(), free).isPresent()
                    ? Spelling.hint(entry.getKey(), free) : Spelling.hint(entry.getKey(), asked);
                problemAt(entry.getValue().key(), "unknown key " + Messages.quoted(entry.getKey()) + hint);
            }
        }
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String exampleOf(String unit) {
        return unit.equals("1") ? "a plain number" : "a quantity in " + unit;
    }

    private void problemAt(Location location, String message) {
        if (!silent) {
            problems.add(location, message);
        }
    }

    private Fields placeholder(Location location) {
        return new Fields(new Node.Mapping(Map.of(), location), problems, true);
    }

    private Node required(String key, String expected) {
        asked.add(key);
        Node.Entry entry = mapping.entries().get(key);
        if (entry == null) {
            problemAt(mapping.location(), "key \"" + key + "\" missing; expected " + expected);
            return null;
        }
        return entry.value();
    }

    private Node.Text requiredText(String key, String expected) {
        Node node = required(key, expected);
        return node == null ? null : asText(key, node, expected);
    }

    private Node.Text asText(String key, Node node, String expected) {
        if (node instanceof Node.Text text && !text.value().isBlank()) {
            return text;
        }
        problemAt(node.location(), key + ": expected " + expected + "; found " + node.kind());
        return null;
    }

    private Fields asFields(String key, Node node) {
        if (node instanceof Node.Mapping inner) {
            return new Fields(inner, problems, silent);
        }
        problemAt(node.location(), key + ": expected a mapping of keys and values; found " + node.kind());
        return placeholder(node.location());
    }

    private List<Node> items(String key, boolean single) {
        if (!has(key)) {
            return List.of();
        }
        Node node = mapping.entries().get(key).value();
        if (node instanceof Node.Sequence sequence) {
            return sequence.items();
        }
        if (single && node instanceof Node.Text) {
            return List.of(node);
        }
        problemAt(node.location(), key + ": expected a list; found " + node.kind());
        return List.of();
    }

    private double quantity(String key, Node.Text text, String unit) {
        try {
            return Units.parse(text.value(), unit);
        } catch (QuantityException e) {
            problemAt(text.location(), key + ": " + e.getMessage());
            return Double.NaN;
        }
    }

    private boolean withinLimits(String key, Location at, String found, double value, String unit, double min,
                                 double max) {
        if (value >= min && value <= max || Double.isNaN(value)) {
            return true;
        }
        problemAt(at, key + ": out of range; found " + found.strip() + "; allowed "
            + Units.text(min, unit) + (max == Double.POSITIVE_INFINITY ? " or more" : " to " + Units.text(max, unit)));
        return false;
    }
}
