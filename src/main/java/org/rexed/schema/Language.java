package org.rexed.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Grammar;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.lesson.Lesson;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ScenarioReader;
import org.rexed.validation.PublishedStudy;

/**
 * The language of scenarios: its rules, from what the readers asked of the specimens, and a few words about each key.
 * Whatever is in one of the two and not in the other is an error of the program.
 */
final class Language {
    private static final String SPECIMENS = "specimens.yaml";
    private static final String KEYS = "keys.yaml";
    private static final String EACH = "*";

    private final Map<String, Rule> rules;
    private final Map<String, String> about = new LinkedHashMap<>();
    private final Map<String, Map<String, List<String>>> keys = new LinkedHashMap<>();

    private Language(Map<String, Rule> rules) {
        this.rules = rules;
        Fields words = Document.fields(tree(KEYS), new Problems());
        words.keys().forEach(rule -> {
            Fields f = words.map(rule);
            about.put(rule, f.text("about"));
            Map<String, List<String>> ofRule = new LinkedHashMap<>();
            Fields each = f.map("keys");
            each.keys().forEach(key -> ofRule.put(key, each.texts(key)));
            keys.put(rule, ofRule);
        });
        check();
    }

    static Language of(ModelLibrary library) {
        Grammar grammar = new Grammar();
        specimens().forEach(specimen -> read(specimen, library, grammar));
        return new Language(Rule.of(grammar));
    }

    /** Reads a scenario as it is read to be run or compared, with notes of what is asked. */
    static void read(Node.Mapping scenario, ModelLibrary library, Grammar grammar) {
        if (Lesson.isOne(scenario)) {
            Lesson.read(scenario, library, grammar);
        } else if (PublishedStudy.isOne(scenario)) {
            PublishedStudy.of("scenario", scenario, library, grammar);
        } else {
            ScenarioReader.read(scenario, library, grammar);
        }
    }

    /** Scenarios that hold every key. */
    static List<Node.Mapping> specimens() {
        List<Node.Mapping> specimens = new ArrayList<>();
        Node.Sequence items = (Node.Sequence) tree(SPECIMENS).entries().get("specimens").value();
        items.items().forEach(item -> specimens.add((Node.Mapping) item));
        return specimens;
    }

    private static Node.Mapping tree(String name) {
        try (InputStream stream = Language.class.getResourceAsStream(name)) {
            Problems problems = new Problems();
            Optional<Node.Mapping> tree =
                Document.tree(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8), problems);
            problems.throwIfAny();
            return tree.orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check() {
        for (Rule rule : rules.values()) {
            Map<String, List<String>> words = keys.get(rule.id());
            if (words == null) {
                throw new IllegalStateException(KEYS + " says nothing about " + rule.id());
            }
            Set<String> known = rule.ofNames() ? Set.of(EACH) : rule.keys();
            for (String key : known) {
                if (words.getOrDefault(key, List.of()).size() != 2) {
                    throw new IllegalStateException(KEYS + ": expected [meaning, example] for " + key + " of "
                        + rule.id());
                }
                require(rule.ofNames() || !rule.asks(key).isEmpty(), rule, key);
            }
            words.keySet().forEach(key -> {
                if (!known.contains(key)) {
                    throw new IllegalStateException(KEYS + ": no reader asks for " + key + " of " + rule.id());
                }
            });
        }
        keys.keySet().forEach(id -> {
            if (rules.values().stream().noneMatch(rule -> rule.id().equals(id))) {
                throw new IllegalStateException(KEYS + ": there is no " + id);
            }
        });
    }

    /** Refuses a language of which the specimens do not show everything. */
    void require(boolean shown, Rule rule, String what) {
        if (!shown) {
            throw new IllegalStateException(SPECIMENS + " shows no " + rule.id() + " with " + what);
        }
    }

    /** All rules in the order of {@code keys.yaml}, the scenario first. */
    List<Rule> rules() {
        return keys.keySet().stream()
            .map(id -> rules.values().stream().filter(rule -> rule.id().equals(id)).findFirst().orElseThrow()).toList();
    }

    /** The rule of that name. */
    Rule rule(String name) {
        return rules.get(name);
    }

    /** A sentence about a rule. */
    String about(Rule rule) {
        return about.get(rule.id());
    }

    /** What a key means. */
    String says(Rule rule, String key) {
        return keys.get(rule.id()).get(rule.ofNames() ? EACH : key).get(0);
    }

    /** An example of a key's value. */
    String example(Rule rule, String key) {
        return keys.get(rule.id()).get(rule.ofNames() ? EACH : key).get(1);
    }

    /** The example as a value, where it is whole. */
    Optional<JsonNode> shown(Rule rule, String key) {
        String example = example(rule, key);
        return example.contains("...") ? Optional.empty()
            : Document.tree(KEYS, "example: " + example, new Problems())
                .map(tree -> ScenarioSchema.json(tree.entries().get("example").value()));
    }

    /** Keys of a rule in the order of {@code keys.yaml}. */
    Set<String> keys(Rule rule) {
        return keys.get(rule.id()).keySet();
    }
}
