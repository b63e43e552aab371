package org.rexed.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.rexed.document.Grammar;
import org.rexed.document.Grammar.Ask;
import org.rexed.document.Grammar.Kind;
import org.rexed.document.Node;
import org.rexed.quantity.Decimals;
import org.rexed.quantity.Units;
import org.rexed.scenario.ModelLibrary;

/**
 * A JSON Schema (draft 2020-12) of scenario files, for editors. It refuses unknown keys and names, missing keys and
 * values that cannot be a number with a unit of the kind; what depends on several values at once, such as a time after
 * the end of the study, only the reader knows. Of units of time it knows those in common use.
 */
public final class ScenarioSchema {
    private static final String NUMBER = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?";
    private static final String TIME = "([num]?s|min|h|d|wk|mo|a)";
    private static final double EXACT = 1e15;
    private static final double UNLIMITED = 1e7;
    private static final MathContext SHORT = new MathContext(4);

    private final Language language;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    private ScenarioSchema(Language language) {
        this.language = language;
    }

    /**
     * The schema of the scenarios of an installation: drugs, assays, mechanisms and so on are those of its library.
     *
     * @throws IllegalStateException if the language has a key that no specimen shows or that nothing explains
     */
    public static String text(ModelLibrary library) {
        return text(new ScenarioSchema(Language.of(library)).schema());
    }

    /** Small pieces on one line each, so that changes of the file can be read. */
    private static String text(ObjectNode node) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        printer.indentObjectsWith(indenter);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode schema() {
        ObjectNode root = json.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "Rexed scenario");
        ObjectNode definitions = json.objectNode();
        for (Rule rule : language.rules()) {
            ObjectNode object = rule.ofNames() ? names(rule) : object(rule);
            if (rule.name().isEmpty()) {
                root.setAll(object);
            } else {
                definitions.set(rule.id(), object);
            }
        }
        root.set("$defs", definitions);
        return root;
    }

    /** A mapping from names to values of one kind. */
    private ObjectNode names(Rule rule) {
        ObjectNode object = json.objectNode().put("type", "object").put("description", language.about(rule));
        Set<String> allowed = new LinkedHashSet<>();
        rule.shapes().forEach(shape -> allowed.addAll(shape.names()));
        object.set("additionalProperties", value(rule, "", rule.asksOfAny()));
        if (!allowed.isEmpty()) {
            object.putObject("propertyNames").set("enum", array(allowed));
        }
        return object;
    }

    private ObjectNode object(Rule rule) {
        ObjectNode object = json.objectNode().put("type", "object").put("description", language.about(rule));
        ObjectNode properties = object.putObject("properties");
        for (String key : rule.keys()) {
            ObjectNode property = properties.putObject(key);
            property.put("description", language.says(rule, key));
            String otherwise = rule.otherwise(key);
            if (!otherwise.isEmpty()) {
                if (rule.asks(key).stream().anyMatch(ask -> ask.kind() == Kind.WHOLE_NUMBER)) {
                    property.put("default", Long.parseLong(otherwise));
                } else {
                    property.put("default", otherwise);
                }
            }
            language.shown(rule, key).ifPresent(example -> property.putArray("examples").add(example));
            property.setAll(value(rule, key, rule.asks(key)));
        }
        object.put("additionalProperties", false);
        constrain(object, rule, rule.shapes(), Set.of());
        return object;
    }

    /** What the keys of some mappings have in common, and what depends on which keys are there. */
    private void constrain(ObjectNode node, Rule rule, List<Grammar.Shape> shapes, Set<Object> decided) {
        Set<String> required = Rule.required(shapes);
        if (!required.isEmpty()) {
            node.set("required", array(required));
        }
        for (String deciding : shapes.get(0).deciding()) {
            if (decided.contains(deciding) || !shapes.stream().allMatch(shape -> shape.deciding().contains(deciding))) {
                continue;
            }
            for (String value : rule.asks(deciding).get(0).names()) {
                List<Grammar.Shape> some =
                    shapes.stream().filter(shape -> value.equals(text(shape, deciding))).toList();
                language.require(!some.isEmpty(), rule, deciding + ": " + value);
                ObjectNode condition = json.objectNode();
                condition.putObject("properties").putObject(deciding).put("const", value);
                condition.set("required", array(Set.of(deciding)));
                implies(node, condition, rule, shapes, some, with(decided, deciding));
            }
            return;
        }
        for (List<String> group : shapes.get(0).synonyms()) {
            if (!decided.contains(group) && shapes.stream().allMatch(shape -> shape.synonyms().contains(group))) {
                group.forEach(way -> language.require(rule.shapes().stream().anyMatch(
                    shape -> shape.mapping().entries().containsKey(way)), rule, way));
                all(node).addObject().set("oneOf", each(group));
                constrain(node, rule, shapes, with(decided, group));
                return;
            }
        }
        for (List<String> group : shapes.get(0).alternatives()) {
            if (!decided.contains(group)
                    && shapes.stream().allMatch(shape -> shape.alternatives().contains(group))) {
                either(node, rule, shapes, group, with(decided, group));
                return;
            }
        }
    }

    private void either(ObjectNode node, Rule rule, List<Grammar.Shape> shapes, List<String> group,
                        Set<Object> decided) {
        List<String> options = group.stream().filter(option -> !option.isEmpty()).toList();
        ArrayNode each = each(options);
        if (options.size() == group.size()) {
            all(node).addObject().set("oneOf", each);
        }
        for (String option : options) {
            List<Grammar.Shape> some =
                shapes.stream().filter(shape -> shape.mapping().entries().containsKey(option)).toList();
            language.require(!some.isEmpty(), rule, option);
            implies(node, json.objectNode().set("required", array(Set.of(option))), rule, shapes, some, decided);
        }
        List<Grammar.Shape> none = shapes.stream()
            .filter(shape -> options.stream().noneMatch(shape.mapping().entries()::containsKey)).toList();
        if (options.size() < group.size()) {
            language.require(!none.isEmpty(), rule, "none of " + String.join(", ", options));
            ObjectNode condition = json.objectNode();
            condition.putObject("not").set("anyOf", each);
            implies(node, condition, rule, shapes, none, decided);
        }
    }

    private ArrayNode each(List<String> options) {
        ArrayNode each = json.arrayNode();
        options.forEach(option -> each.addObject().set("required", array(Set.of(option))));
        return each;
    }

    private void implies(ObjectNode node, ObjectNode condition, Rule rule, List<Grammar.Shape> shapes,
                         List<Grammar.Shape> some, Set<Object> decided) {
        ObjectNode then = json.objectNode();
        constrain(then, rule, some, decided);
        if (!Rule.keys(some).equals(Rule.keys(shapes))) {
            // A key that may be there can bring others with it; unseen, those would be refused.
            Rule.unseen(some).forEach(key -> language.require(false, rule, condition + " and " + key));
            then.putObject("propertyNames").set("enum", array(Rule.keys(some)));
        }
        if (then.path("required").equals(node.path("required"))) {
            then.remove("required");
        }
        if (!then.isEmpty()) {
            ObjectNode implication = all(node).addObject();
            implication.set("if", condition);
            implication.set("then", then);
        }
    }

    private static ArrayNode all(ObjectNode node) {
        return node.has("allOf") ? (ArrayNode) node.get("allOf") : node.putArray("allOf");
    }

    private static Set<Object> with(Set<Object> decided, Object more) {
        Set<Object> all = new HashSet<>(decided);
        all.add(more);
        return all;
    }

    static String text(Grammar.Shape shape, String key) {
        return shape.mapping().entries().get(key).value() instanceof Node.Text text ? text.value() : "";
    }

    private ObjectNode value(Rule rule, String key, List<Ask> asks) {
        List<ObjectNode> values = new ArrayList<>();
        for (Ask ask : asks) {
            ObjectNode value = value(rule, key, ask);
            if (!values.contains(value)) {
                values.add(value);
            }
        }
        if (values.size() == 1) {
            return values.get(0);
        }
        ObjectNode any = json.objectNode();
        values.forEach(any.putArray("anyOf")::add);
        return any;
    }

    private ObjectNode value(Rule rule, String key, Ask ask) {
        ObjectNode node = json.objectNode();
        switch (ask.kind()) {
            case TEXT, OWN_NAME -> node.set("type", json.arrayNode().add("string").add("number").add("boolean"));
            case NAME -> node.set("enum", array(ask.names()));
            case QUANTITY -> node = quantity(ask);
            case READING -> {
                ArrayNode any = node.putArray("anyOf");
                any.addObject().put("type", "number");
                any.addObject().put("type", "string").put("pattern", "^" + NUMBER + "\\s+\\S+$");
            }
            case FORM -> node.put("type", "string").put("pattern", "^" + NUMBER + "\\s+\\S*(g|mol)"
                + (ask.unit().contains("per time") ? "\\S*/\\S+$" : "(/\\S+)?$"));
            case WHOLE_NUMBER -> whole(node, ask);
            case MAPPING -> node = reference(rule, key);
            case MAPPINGS -> {
                node.put("type", "array");
                if (ask.least() > 0) {
                    node.put("minItems", (int) ask.least());
                }
                node.set("items", reference(rule, key));
            }
            case TEXTS -> list(node, json.objectNode().put("type", "string"));
            case QUANTITIES -> list(node, quantity(ask));
            default -> throw new IllegalStateException("no schema for " + ask.kind());
        }
        return node;
    }

    private void list(ObjectNode node, ObjectNode item) {
        ArrayNode any = node.putArray("anyOf");
        any.add(item);
        any.addObject().put("type", "array").set("items", item);
    }

    private ObjectNode reference(Rule rule, String key) {
        Set<String> inner = rule.inner(key);
        language.require(inner.size() == 1, rule, key);
        return json.objectNode().put("$ref", "#/$defs/" + language.rule(inner.iterator().next()).id());
    }

    private void whole(ObjectNode node, Ask ask) {
        if (ask.least() == ask.most()) {
            node.put("const", (long) ask.least());
            return;
        }
        node.put("type", "integer");
        if (Math.abs(ask.least()) < EXACT) {
            node.put("minimum", (long) ask.least());
        }
        if (Math.abs(ask.most()) < EXACT) {
            node.put("maximum", (long) ask.most());
        }
    }

    private ObjectNode quantity(Ask ask) {
        if (!ask.unit().equals("1")) {
            String unit = Units.compatible(ask.unit(), "min") ? TIME : "\\S+";
            return json.objectNode().put("type", "string").put("pattern", "^" + NUMBER + "\\s+" + unit + "$");
        }
        ObjectNode node = json.objectNode();
        ArrayNode any = node.putArray("anyOf");
        ObjectNode number = any.addObject().put("type", "number");
        if (Double.isFinite(ask.least())) {
            number.put("minimum", ask.least());
        }
        if (Double.isFinite(ask.most())) {
            number.put("maximum", ask.most());
        }
        any.addObject().put("type", "string").put("pattern", "^" + NUMBER + "\\s+(%|1)$");
        return node;
    }

    /** A piece of a file as JSON, numbers and switches as what editors take them for. */
    static JsonNode json(Node node) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (node instanceof Node.Mapping mapping) {
            ObjectNode object = json.objectNode();
            mapping.entries().forEach((key, entry) -> object.set(key, json(entry.value())));
            return object;
        }
        if (node instanceof Node.Sequence sequence) {
            ArrayNode array = json.arrayNode();
            sequence.items().forEach(item -> array.add(json(item)));
            return array;
        }
        Node.Text text = (Node.Text) node;
        if (text.plain() && Decimals.isNumber(text.value())) {
            return json.numberNode(Decimals.parse(text.value()));
        }
        if (text.plain() && (text.value().equals("true") || text.value().equals("false"))) {
            return json.booleanNode(text.value().equals("true"));
        }
        return text.plain() && text.value().isEmpty() ? json.nullNode() : json.textNode(text.value());
    }

    private ArrayNode array(Iterable<String> texts) {
        ArrayNode array = json.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static String short4(double value, String unit) {
        return Units.text(BigDecimal.valueOf(value).round(SHORT).doubleValue(), unit);
    }

    /** What a value may be, in words, for the reference: type, unit and limits. */
    static String inWords(Ask ask) {
        boolean limited = Double.isFinite(ask.least()) && ask.most() < UNLIMITED && !ask.unit().isEmpty();
        String limits = limited ? ", " + short4(ask.least(), ask.unit()) + " to " + short4(ask.most(), ask.unit()) : "";
        return switch (ask.kind()) {
            case TEXT -> "text";
            case OWN_NAME -> "a name that this file defines";
            case NAME -> ask.names().size() > 20 ? ask.names().size() + " names, see the schema"
                : String.join(", ", ask.names());
            case QUANTITY -> (ask.unit().equals("1") ? "a plain number or %" : "a quantity in " + ask.unit()) + limits;
            case READING -> "a quantity in the unit of what is measured, or in %";
            case FORM -> ask.unit();
            case WHOLE_NUMBER -> ask.least() == ask.most() ? Long.toString((long) ask.least())
                : "a whole number" + (Math.abs(ask.most()) < EXACT
                ? String.format(Locale.ROOT, " from %d to %d", (long) ask.least(), (long) ask.most()) : "");
            case MAPPING -> "a mapping";
            case MAPPINGS -> "a list of mappings";
            case TEXTS -> "a list of texts, or one";
            case QUANTITIES -> "a list of quantities in " + ask.unit() + ", or one";
        };
    }
}
