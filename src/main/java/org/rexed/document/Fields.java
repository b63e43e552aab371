package org.rexed.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
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
    /** Notes for a description of the language, or null. */
    private final Grammar grammar;
    private final Grammar.Shape shape;

    Fields(Node.Mapping mapping, Problems problems, boolean silent) {
        this(mapping, problems, silent, null, "");
    }

    Fields(Node.Mapping mapping, Problems problems, boolean silent, Grammar grammar, String rule) {
        this.mapping = mapping;
        this.problems = problems;
        this.silent = silent;
        this.grammar = grammar;
        shape = grammar == null ? null : grammar.shape(mapping, rule);
    }

    /** Says that mappings of this kind stand in several places of a file and are the same everywhere. */
    public Fields is(String rule) {
        if (shape != null) {
            shape.is(rule);
        }
        return this;
    }

    private void note(String key, Grammar.Ask ask) {
        if (shape != null) {
            shape.asks(key, ask);
        }
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

    /**
     * This mapping without one of its sections, and with the changes that the section states under a name put over it
     * as {@link Inheritance} says; a wrong change is told to the problems.
     *
     * @param section key of a mapping of names to changes; may be missing
     * @param name may have no changes
     */
    public Fields changed(String section, String name) {
        Map<String, Node.Entry> rest = new LinkedHashMap<>(mapping.entries());
        Node.Entry changes = rest.remove(section);
        Node.Mapping result = new Node.Mapping(rest, mapping.location());
        if (changes != null && changes.value() instanceof Node.Mapping named && named.entries().containsKey(name)) {
            Node stated = named.entries().get(name).value();
            if (stated instanceof Node.Mapping mapped) {
                result = Inheritance.whole("what the file says in general", result, mapped, problems);
            } else {
                problems.add(stated.location(), name + ": expected a mapping of what differs; found " + stated.kind());
            }
        }
        return new Fields(result, problems, silent);
    }

    /** Whether the key is there; counts as asking for it. */
    public boolean has(String key) {
        asked.add(key);
        if (shape != null) {
            shape.has(key);
        }
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

    /**
     * All keys in the order of the file, of a mapping whose keys are names and whose values are all of one kind.
     *
     * @param allowed names that may be there, which the caller checks; none if the file itself defines them
     */
    public List<String> keys(Collection<String> allowed) {
        if (shape != null) {
            shape.named(List.copyOf(allowed));
        }
        return keys();
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
        note(key, Grammar.Ask.of(Grammar.Kind.TEXT));
        return plain(key);
    }

    private String plain(String key) {
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
        List<String> names = Stream.of(constants).map(Messages::nameOf).toList();
        note(key, Grammar.Ask.name(names));
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
        if (!has(key)) {
            note(key, Grammar.Ask.name(Stream.of(type.getEnumConstants()).map(Messages::nameOf).toList())
                .otherwise(Messages.nameOf(otherwise)));
            return otherwise;
        }
        return choice(key, type);
    }

    /** A required choice on which it depends what other keys there are. */
    public <E extends Enum<E>> E decision(String key, Class<E> type) {
        if (shape != null) {
            shape.decides(key);
        }
        return choice(key, type);
    }

    /** A required text out of a given set of names; an unknown one is reported and returned. */
    public String oneOf(String key, Collection<String> allowed) {
        return oneOf(key, allowed, () -> allowed);
    }

    /** The same of names that depend on what else is in the file; {@code anywhere} gives those of every such file. */
    public String oneOf(String key, Collection<String> allowed, Supplier<Collection<String>> anywhere) {
        if (shape != null) {
            note(key, Grammar.Ask.name(List.copyOf(anywhere.get())));
        }
        String found = plain(key);
        if (!found.isEmpty() && !allowed.contains(found)) {
            problem(key, key + ": found " + Messages.quoted(found) + Spelling.hint(found, allowed));
        }
        return found;
    }

    /** A required name of something that the file itself defines; an unknown one is reported and returned. */
    public String named(String key, Collection<String> defined) {
        note(key, Grammar.Ask.of(Grammar.Kind.OWN_NAME));
        String found = plain(key);
        if (!found.isEmpty() && !defined.contains(found)) {
            problem(key, key + ": found " + Messages.quoted(found) + Spelling.hint(found, defined));
        }
        return found;
    }

    /**
     * Which one of several keys is there; none or more than one is a problem, and the text is then empty. It depends
     * on it what other keys there are.
     */
    public String either(List<String> keys) {
        if (shape != null) {
            shape.either(keys);
        }
        return oneThere(keys);
    }

    /** The same of keys that say one thing in different ways, so that no other key depends on which it is. */
    public String oneWay(List<String> keys) {
        if (shape != null) {
            shape.same(keys);
        }
        return oneThere(keys);
    }

    private String oneThere(List<String> keys) {
        List<String> said = keys.stream().filter(this::has).toList();
        if (said.size() == 1) {
            return said.get(0);
        }
        problemAt(said.isEmpty() ? mapping.location() : locationOfKey(said.get(1)), "expected one of "
            + String.join(", ", keys) + "; found " + (said.isEmpty() ? "none of them" : String.join(" and ", said)));
        return "";
    }

    /**
     * Which one of several keys is there, or nothing if none is; the first of several counts, and the others are left
     * to {@link #done()} unless they are asked for.
     */
    public String atMostOne(List<String> keys) {
        if (shape != null) {
            List<String> group = new ArrayList<>(List.of(""));
            group.addAll(keys);
            shape.either(group);
        }
        return keys.stream().filter(this::has).findFirst().orElse("");
    }

    /** One of some words under a key, or nothing if another value is there, which may then be read as what it is. */
    public String word(String key, List<String> words) {
        note(key, Grammar.Ask.name(words));
        return words.contains(raw(key)) ? plain(key) : "";
    }

    /**
     * A required text by a grammar of its own.
     *
     * @param expected what it is, with an example, such as {@code an amount such as 10 mg/kg}
     * @param parser refuses a text by an {@link IllegalArgumentException}, whose message is told
     * @return null after a problem
     */
    public <T> T form(String key, String expected, Function<String, T> parser) {
        note(key, Grammar.Ask.quantity(Grammar.Kind.FORM, expected, Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY));
        Node.Text text = requiredText(key, expected);
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text.value());
        } catch (IllegalArgumentException e) {
            problemAt(text.location(), key + ": " + e.getMessage());
            return null;
        }
    }

    /** A required quantity such as {@code 10 mg/kg}, in the unit given. */
    public double quantity(String key, String unit) {
        note(key, Grammar.Ask.quantity(Grammar.Kind.QUANTITY, unit, Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY));
        return measured(key, unit);
    }

    private double measured(String key, String unit) {
        Node.Text text = requiredText(key, Messages.exampleOf(unit));
        return text == null ? Double.NaN : quantity(key, text, unit);
    }

    /** A required quantity in a unit that depends on something else, such as that of a test. */
    public double reading(String key, String unit) {
        note(key, Grammar.Ask.of(Grammar.Kind.READING));
        return measured(key, unit);
    }

    /** An optional quantity in a unit that depends on something else. */
    public double reading(String key, String unit, double otherwise) {
        return has(key) ? reading(key, unit) : otherwise;
    }

    /** An optional quantity; {@code otherwise} is in the unit given. */
    public double quantity(String key, String unit, double otherwise) {
        return has(key) ? quantity(key, unit) : otherwise(key, unit, Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY, otherwise);
    }

    /** A required quantity within limits, both included. */
    public double quantity(String key, String unit, double min, double max) {
        note(key, Grammar.Ask.quantity(Grammar.Kind.QUANTITY, unit, min, max));
        double value = measured(key, unit);
        return withinLimits(key, locationOf(key), raw(key), value, unit, min, max) ? value : Double.NaN;
    }

    /** An optional quantity within limits. */
    public double quantity(String key, String unit, double min, double max, double otherwise) {
        return has(key) ? quantity(key, unit, min, max) : otherwise(key, unit, min, max, otherwise);
    }

    private double otherwise(String key, String unit, double min, double max, double value) {
        if (shape != null && Double.isFinite(value)) {
            note(key, Grammar.Ask.quantity(Grammar.Kind.QUANTITY, unit, min, max).otherwise(Units.text(value, unit)));
        }
        return value;
    }

    /** A required whole number within limits, both included. */
    public long integer(String key, long min, long max) {
        note(key, Grammar.Ask.quantity(Grammar.Kind.WHOLE_NUMBER, "", min, max));
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
        note(key, Grammar.Ask.of(Grammar.Kind.MAPPING));
        Node node = required(key, "a mapping of keys and values");
        return node == null ? placeholder(mapping.location()) : asFields(key, "", node);
    }

    /** A mapping, empty if the key is missing. */
    public Fields mapOrEmpty(String key) {
        return has(key) ? map(key) : placeholder(mapping.location());
    }

    /** A list of mappings, empty if the key is missing. */
    public List<Fields> maps(String key) {
        List<Fields> result = new ArrayList<>();
        for (Node item : items(key, false)) {
            result.add(asFields(key, "[]", item));
        }
        noteIfThere(key, Grammar.Ask.of(Grammar.Kind.MAPPINGS));
        return result;
    }

    /** A list of at least one mapping; what is told if there is none says why one is needed. */
    public List<Fields> maps(String key, String otherwise) {
        note(key, Grammar.Ask.quantity(Grammar.Kind.MAPPINGS, "", 1, Double.POSITIVE_INFINITY));
        List<Fields> result = maps(key);
        if (result.isEmpty()) {
            problem(key, key + ": " + otherwise);
        }
        return result;
    }

    /** Readers of lists ask whether there is one first; only one that is there has shown its kind. */
    private void noteIfThere(String key, Grammar.Ask ask) {
        if (mapping.entries().containsKey(key)) {
            note(key, ask);
        }
    }

    /** A list of texts, empty if the key is missing; a single text counts as a list of one. */
    public List<String> texts(String key) {
        List<String> result = new ArrayList<>();
        for (Node item : items(key, true)) {
            Node.Text text = asText(key, item, "a text");
            result.add(text == null ? "" : text.value());
        }
        noteIfThere(key, Grammar.Ask.of(Grammar.Kind.TEXTS));
        return result;
    }

    /** A list of quantities, empty if the key is missing; a single quantity counts as a list of one. */
    public List<Double> quantities(String key, String unit) {
        List<Double> result = new ArrayList<>();
        for (Node item : items(key, true)) {
            Node.Text text = asText(key, item, Messages.exampleOf(unit));
            result.add(text == null ? Double.NaN : quantity(key, text, unit));
        }
        noteIfThere(key, Grammar.Ask.quantity(Grammar.Kind.QUANTITIES, unit, Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY));
        return result;
    }

    /** A list of at least one quantity; a single quantity counts as a list of one. */
    public List<Double> someQuantities(String key, String unit) {
        note(key, Grammar.Ask.quantity(Grammar.Kind.QUANTITIES, unit, Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY));
        return required(key, Messages.exampleOf(unit) + " or a list of them") == null ? List.of()
            : quantities(key, unit);
    }

    /** A list of quantities within limits, both included. */
    public List<Double> quantities(String key, String unit, double min, double max) {
        noteIfThere(key, Grammar.Ask.quantity(Grammar.Kind.QUANTITIES, unit, min, max));
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
            result.put(entry.getKey(), asFields(entry.getKey(), "", entry.getValue().value()));
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

    private Fields asFields(String key, String each, Node node) {
        if (node instanceof Node.Mapping inner) {
            if (shape == null) {
                return new Fields(inner, problems, silent);
            }
            String rule = (shape.rule().isEmpty() ? "" : shape.rule() + ".") + key + each;
            Fields fields = new Fields(inner, problems, silent, grammar, rule);
            shape.holds(key, fields.shape);
            return fields;
        }
        problemAt(node.location(), key + ": expected a mapping of keys and values; found " + node.kind());
        return placeholder(node.location());
    }

    private List<Node> items(String key, boolean single) {
        if (!has(key)) {
            return List.of();
        }
        Node node = mapping.entries().get(key).value();
        if (node instanceof Node.Sequence || single && node instanceof Node.Text) {
            return node instanceof Node.Sequence sequence ? sequence.items() : List.of(node);
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
