package org.rexed.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.rexed.document.Grammar;
import org.rexed.document.Grammar.Ask;
import org.rexed.document.Grammar.Kind;
import org.rexed.document.Node;
import org.rexed.scenario.Defaults;

/**
 * A kind of mapping of a scenario, such as a dose: every mapping of that kind that was read, taken together.
 *
 * @param name such as {@code arms[].doses[]}, or {@code #subject} if it stands in several places; empty for a scenario
 * @param shapes how the readers asked about each
 */
record Rule(String name, List<Grammar.Shape> shapes) {
    /** Every rule of some readings, in the order in which they came up. */
    static Map<String, Rule> of(Grammar grammar) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (Grammar.Shape shape : grammar.shapes()) {
            rules.computeIfAbsent(shape.rule(), name -> new Rule(name, new ArrayList<>())).shapes.add(shape);
        }
        return rules;
    }

    /** The name as it can stand in a reference: {@code arms-doses}. */
    String id() {
        return name.isEmpty() ? "scenario" : name.replace("#", "").replace("[]", "").replace('.', '-');
    }

    /** Whether its keys are names whose values are all of one kind. */
    boolean ofNames() {
        return shapes.get(0).names() != null;
    }

    /** Every key that any reader asked for. */
    Set<String> keys() {
        return keys(shapes);
    }

    static Set<String> keys(List<Grammar.Shape> some) {
        Set<String> keys = new LinkedHashSet<>();
        some.forEach(shape -> keys.addAll(shape.asks().keySet()));
        return keys;
    }

    /** What is asked of the value of a key, each once, names of one kind together. */
    List<Ask> asks(String key) {
        Set<Ask> all = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        for (Grammar.Shape shape : shapes) {
            for (Ask ask : shape.asks().getOrDefault(key, Set.of())) {
                if (ask.kind() == Kind.NAME) {
                    names.addAll(ask.names());
                } else {
                    all.add(new Ask(ask.kind(), ask.unit(), ask.least(), ask.most(), List.of(), ""));
                }
            }
        }
        List<Ask> asks = new ArrayList<>();
        if (!names.isEmpty()) {
            asks.add(new Ask(Kind.NAME, "", Double.NaN, Double.NaN, List.copyOf(names), ""));
        }
        asks.addAll(merged(all));
        return asks;
    }

    /** One ask for each kind and unit; a limit holds only as far as all agree. */
    private static List<Ask> merged(Set<Ask> all) {
        Map<List<Object>, Ask> merged = new LinkedHashMap<>();
        for (Ask ask : all) {
            merged.merge(List.of(ask.kind(), ask.unit()), ask, (a, b) -> new Ask(a.kind(), a.unit(),
                agreed(a.kind(), a.least(), b.least(), Double.NEGATIVE_INFINITY),
                agreed(a.kind(), a.most(), b.most(), Double.POSITIVE_INFINITY), List.of(), ""));
        }
        return List.copyOf(merged.values());
    }

    /** That a list must not be empty is told beside what it is a list of. */
    private static double agreed(Kind kind, double a, double b, double none) {
        return a == b || kind == Kind.MAPPINGS && !Double.isFinite(b) ? a
            : kind == Kind.MAPPINGS && !Double.isFinite(a) ? b : none;
    }

    /** What is asked of the values of a mapping of names, whatever the name. */
    List<Ask> asksOfAny() {
        Set<Ask> all = new LinkedHashSet<>();
        keys().forEach(key -> all.addAll(asks(key)));
        List<Ask> names = all.stream().filter(ask -> ask.kind() == Kind.NAME).toList();
        if (names.size() > 1 || names.size() == 1 && all.size() == 1) {
            // Each name has a list of its own, and the specimens do not show all.
            names.forEach(all::remove);
            all.add(new Ask(Kind.TEXT, "", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, List.of(), ""));
        }
        return List.copyOf(all);
    }

    /** Keys without which none of some mappings was accepted. */
    static Set<String> required(List<Grammar.Shape> some) {
        Set<String> required = keys(some);
        required.removeIf(key -> some.stream().anyMatch(shape -> !shape.asks().containsKey(key)
            || shape.optional(key) || isDefault(shape, key)));
        return required;
    }

    /** Keys that some mappings may have and none of them has, but for those that exclude one that is there. */
    static Set<String> unseen(List<Grammar.Shape> some) {
        Set<String> unseen = keys(some);
        for (Grammar.Shape shape : some) {
            unseen.removeAll(shape.mapping().entries().keySet());
            shape.alternatives().forEach(unseen::removeAll);
            shape.synonyms().forEach(unseen::removeAll);
        }
        return unseen;
    }

    private static boolean isDefault(Grammar.Shape shape, String key) {
        Node.Entry entry = shape.mapping().entries().get(key);
        return entry != null && Defaults.isDefault(entry.value().location());
    }

    /** What holds if a key is left out; empty if nothing does or that depends on something else. */
    String otherwise(String key) {
        if (shapes.stream().anyMatch(shape -> !shape.optional(key) && shape.asks().containsKey(key)
                && !isDefault(shape, key) && !ofNames()) && shapes.stream().noneMatch(shape -> isDefault(shape, key))) {
            return "";
        }
        Set<String> said = new TreeSet<>();
        for (Grammar.Shape shape : shapes) {
            shape.asks().getOrDefault(key, Set.of()).forEach(ask -> said.add(ask.otherwise()));
            if (isDefault(shape, key)) {
                said.add(shape.mapping().entries().get(key).value() instanceof Node.Text text ? text.value() : "");
            }
        }
        said.remove("");
        return said.size() == 1 ? said.iterator().next() : "";
    }

    /** Rules of the mappings under a key. */
    Set<String> inner(String key) {
        Set<String> inner = new LinkedHashSet<>();
        shapes.forEach(shape -> shape.inner(key).forEach(below -> inner.add(below.rule())));
        return inner;
    }
}
