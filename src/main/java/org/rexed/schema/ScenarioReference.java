package org.rexed.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.rexed.document.Grammar;
import org.rexed.document.Grammar.Ask;
import org.rexed.document.Grammar.Kind;
import org.rexed.scenario.ModelLibrary;

/** Every key of a scenario with type, unit, default and example, as tables of a page. */
public final class ScenarioReference {
    private ScenarioReference() {}

    /** The tables in Markdown. */
    public static String text(ModelLibrary library) {
        Language language = Language.of(library);
        StringBuilder out = new StringBuilder();
        for (Rule rule : language.rules()) {
            out.append("### ").append(rule.id()).append("\n\n").append(language.about(rule)).append("\n\n");
            if (rule.ofNames()) {
                out.append(language.says(rule, "")).append(" Value: ")
                    .append(values(language, rule, "", rule.asksOfAny()))
                    .append(". Example: `").append(language.example(rule, "")).append("`.\n\n");
                continue;
            }
            out.append("| Key | Value | If left out | Example | Meaning |\n|---|---|---|---|---|\n");
            Set<String> required = Rule.required(rule.shapes());
            for (String key : language.keys(rule)) {
                String otherwise = rule.otherwise(key);
                out.append("| `").append(key).append("` | ").append(values(language, rule, key, rule.asks(key)))
                    .append(" | ")
                    .append(required.contains(key) ? "needed" : otherwise.isEmpty() ? "" : "`" + otherwise + "`")
                    .append(" | `").append(language.example(rule, key)).append("` | ").append(language.says(rule, key))
                    .append(" |\n");
            }
            out.append('\n');
            choices(rule, out);
        }
        return out.toString().stripTrailing() + "\n";
    }

    /** Which keys exclude each other, and which belong to which kind of mapping. */
    private static void choices(Rule rule, StringBuilder out) {
        String deciding = rule.shapes().get(0).deciding().stream().findFirst().orElse("");
        if (deciding.isEmpty()) {
            String groups = groups(rule.shapes());
            out.append(groups).append(groups.isEmpty() ? "" : "\n\n");
            return;
        }
        for (String value : rule.asks(deciding).get(0).names()) {
            List<Grammar.Shape> some = rule.shapes().stream()
                .filter(shape -> ScenarioSchema.text(shape, deciding).equals(value)).toList();
            Set<String> needed = Rule.required(some);
            needed.remove(deciding);
            Set<String> more = Rule.keys(some);
            more.removeAll(needed);
            more.remove(deciding);
            out.append("- `").append(deciding).append(": ").append(value).append("` needs ").append(quoted(needed))
                .append("; may have ").append(quoted(more)).append(". ").append(groups(some)).append('\n');
        }
        out.append('\n');
    }

    private static String groups(List<Grammar.Shape> shapes) {
        Set<List<String>> groups = new LinkedHashSet<>();
        shapes.forEach(shape -> {
            groups.addAll(shape.alternatives());
            groups.addAll(shape.synonyms());
        });
        return groups.stream().map(group -> (group.get(0).isEmpty() ? "At most one of " : "One of ")
            + quoted(group.stream().filter(key -> !key.isEmpty()).toList()) + ".").collect(Collectors.joining(" "));
    }

    private static String quoted(Collection<String> keys) {
        return keys.stream().map(key -> "`" + key + "`").collect(Collectors.joining(", "));
    }

    private static String values(Language language, Rule rule, String key, List<Ask> asks) {
        List<String> words = new ArrayList<>();
        for (Ask ask : asks) {
            boolean below = ask.kind() == Kind.MAPPING || ask.kind() == Kind.MAPPINGS;
            words.add(ScenarioSchema.inWords(ask) + (below ? ": [" + rule.inner(key).stream()
                .map(name -> language.rule(name).id()).map(id -> id + "](#" + id + ")")
                .collect(Collectors.joining()) : ""));
        }
        return words.stream().distinct().collect(Collectors.joining("; or "));
    }
}
