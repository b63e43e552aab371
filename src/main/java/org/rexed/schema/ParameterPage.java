package org.rexed.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.rexed.document.Document;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.evidence.ParameterPaths;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;

/** The page of all numbers of the model, file by file, with unit, range, origin and source, as Markdown. */
public final class ParameterPage {
    private static final List<Kind> KINDS = List.of(Kind.ANATOMY, Kind.RECEPTOR, Kind.MECHANISM, Kind.ASSAY,
        Kind.SUBJECT, Kind.DOSING, Kind.DRUG);
    private static final List<String> ORIGINS = List.of("measured", "derived", "fitted", "assumed");

    private ParameterPage() {}

    /**
     * The whole page.
     *
     * @throws org.rexed.document.InputException if a model file cannot be read
     */
    public static String text(ModelLibrary library) {
        Problems problems = new Problems();
        Map<String, Map<String, Node.Mapping>> files = new LinkedHashMap<>();
        for (Kind kind : KINDS) {
            for (String name : library.names(kind)) {
                Document.tree(library.path(kind, name), problems).map(ParameterPaths::of)
                    .filter(found -> !found.isEmpty()).ifPresent(found -> files.put(kind.folder() + "/" + name, found));
            }
        }
        problems.throwIfAny();
        StringBuilder page = new StringBuilder("""
            # Parameters

            <!-- Written by: rexed schema --parameters > src/site/markdown/parameters.md -->
            Every number of the model that has a biological meaning. *Measured*: from an experiment. *Derived*:
            computed from published values. *Fitted*: adjusted until the model met a published result. *Assumed*: chosen
            without a measurement. Sources are keys of `models/evidence/references.yaml`; reasons, formulas and places
            stand in the files, and `./rexed describe` shows them. An anatomy that is based on another states only
            what differs.

            """);
        summary(page, files);
        files.forEach((file, found) -> {
            page.append("\n## ").append(file).append("\n\n| Parameter | Value | Range | Origin | Source |\n")
                .append("|---|---|---|---|---|\n");
            found.forEach((path, p) -> page.append(String.format(Locale.ROOT, "| `%s` | %s | %s | %s | %s |%n", path,
                text(p, "value"), range(p), text(p, "origin"), text(p, "source"))));
        });
        return page.toString().replace("\r\n", "\n");
    }

    private static void summary(StringBuilder page, Map<String, Map<String, Node.Mapping>> files) {
        Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
        files.forEach((file, found) -> found.values().forEach(p -> counts
            .computeIfAbsent(file.substring(0, file.indexOf('/')), kind -> new TreeMap<>())
            .merge(text(p, "origin"), 1, Integer::sum)));
        page.append("| | ").append(String.join(" | ", ORIGINS)).append(" | all |\n|---|").append("--:|".repeat(5))
            .append('\n');
        counts.forEach((kind, own) -> {
            page.append("| ").append(kind);
            ORIGINS.forEach(origin -> page.append(" | ").append(own.getOrDefault(origin, 0)));
            page.append(" | ").append(own.values().stream().mapToInt(Integer::intValue).sum()).append(" |\n");
        });
    }

    private static String range(Node.Mapping p) {
        Node.Entry entry = p.entries().get("range");
        return entry != null && entry.value() instanceof Node.Sequence ends && ends.items().size() == 2
            ? text(ends.items().get(0)) + " to " + text(ends.items().get(1)) : "";
    }

    private static String text(Node.Mapping p, String key) {
        Node.Entry entry = p.entries().get(key);
        return entry == null ? "" : text(entry.value());
    }

    private static String text(Node node) {
        if (node instanceof Node.Sequence list) {
            return String.join("; ", list.items().stream().map(ParameterPage::text).toList());
        }
        return node instanceof Node.Text text ? text.value().replace("|", "\\|").replace("\n", " ") : "";
    }
}
