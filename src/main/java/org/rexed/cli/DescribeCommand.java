package org.rexed.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.evidence.Parameter;
import org.rexed.evidence.Reference;
import org.rexed.evidence.References;
import org.rexed.evidence.ParameterPaths;
import org.rexed.experiment.JsonText;
import org.rexed.pharmacology.Body;
import org.rexed.pharmacology.Drug;
import org.rexed.pharmacology.KineticSet;
import org.rexed.pharmacology.PkStudy;
import org.rexed.pharmacology.Species;
import org.rexed.quantity.Units;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code rexed describe}: all numbers of a drug, assay, mechanism, anatomy or population, with units, ranges and
 * sources.
 */
@Command(name = "describe", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Shows a drug, assay, mechanism, anatomy, population or scenario: every number with unit,"
            + " range, origin and source; of a drug also the course of a standard dose, of a mechanism its equations,"
            + " what it reads, writes and reports, and how to switch it.",
        footerHeading = "%nExamples:%n",
        footer = {"  rexed describe morphine", "  rexed describe morphine --out output/morphine",
            "  rexed describe mechanism/dynorphin", "  rexed describe dynorphin --json", "  rexed describe quickstart"})
final class DescribeCommand implements Callable<Integer> {
    private static final List<String> REMARKS =
        List.of("where", "species", "formula", "target", "reason", "note");
    private static final List<String> ABOUT = List.of("description", "statement", "explains", "against");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "A name shown by \"rexed list\"; where several things have it,"
            + " with the kind before it: mechanism/dynorphin.")
    private String asked;

    @Option(names = "--json", description = "Machine-readable result on standard output.")
    private boolean json;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Draws a drug's standard dose in each species into this folder, as PNG, SVG and CSV.")
    private Path out;

    @Option(names = "--overwrite", description = "Allows replacing files of an earlier call in the folder.")
    private boolean overwrite;

    /** Prints the description; a name can stand for several things. */
    @Override
    public Integer call() {
        ModelLibrary library = ModelLibrary.ofInstallation();
        List<Catalogue.Entry> found;
        try {
            found = new Catalogue(library).find(asked);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        MechanismNotes notes = new MechanismNotes(library);
        PrintWriter terminal = spec.commandLine().getOut();
        Drug drug = found.stream().filter(entry -> entry.kind().equals(Kind.DRUG.title()))
            .map(entry -> drug(library, entry.name())).findFirst().orElse(null);
        if (out != null && drug == null) {
            throw new ParameterException(spec.commandLine(), "--out: only drugs have a figure; \"" + asked
                + "\" is none");
        }
        if (json) {
            ObjectNode root = Json.object().put("name", asked);
            ArrayNode array = root.putArray("meanings");
            found.forEach(entry -> {
                ObjectNode node = asJson(entry, library, notes);
                if (drug != null && entry.kind().equals(Kind.DRUG.title())) {
                    derived(drug).forEach(each -> asJson(each, (ArrayNode) node.get("parameters")));
                }
                array.add(node);
            });
            terminal.print(JsonText.of(root));
        } else {
            found.forEach(entry -> print(entry, library, notes, terminal));
            List<String> paths = found.stream().map(Catalogue.Entry::path).distinct().toList();
            if (paths.size() > 1) {
                terminal.println("\"" + asked + "\" is the name of several things; for one of them say "
                    + String.join(" or ", paths));
            }
        }
        if (drug != null) {
            drug.species().forEach(species -> standardDose(drug, species, terminal));
        }
        return ExitCode.DONE;
    }

    private static Drug drug(ModelLibrary library, String name) {
        Problems problems = new Problems();
        Drug drug = library.drugs(problems).drug(name);
        problems.throwIfAny();
        return drug;
    }

    /** What stands in no file: the numbers of sets that were taken from another species. */
    private static List<Parameter> derived(Drug drug) {
        return drug.species().stream().flatMap(species -> drug.sets(species).values().stream())
            .filter(KineticSet::derived).flatMap(set -> set.parameters().values().stream()).toList();
    }

    private static void asJson(Parameter parameter, ArrayNode parameters) {
        ObjectNode node = parameters.addObject().put("name", parameter.name())
            .put("value", Units.text(parameter.value(), parameter.unit()))
            .put("origin", parameter.origin().name().toLowerCase(Locale.ROOT)).put("source", parameter.source());
        node.put("range", range(parameter)).put("note", parameter.note());
    }

    private static String range(Parameter parameter) {
        return "[" + Units.text(parameter.low(), parameter.unit()) + ", "
            + Units.text(parameter.high(), parameter.unit()) + "]";
    }

    private static void print(Parameter parameter, PrintWriter terminal) {
        terminal.println("  " + parameter.name() + "  " + Units.text(parameter.value(), parameter.unit()) + "  "
            + range(parameter) + "  " + parameter.origin().name().toLowerCase(Locale.ROOT) + "  " + parameter.source());
        terminal.println("    " + parameter.note());
    }

    private void standardDose(Drug drug, Species species, PrintWriter terminal) {
        PkStudy study = new PkStudy(
            List.of(new PkStudy.Regimen(drug, drug.set(species), List.of(drug.standardDose(species)))),
            Body.ofMass(species.typicalMass_kg()));
        if (!json) {
            drug.sets(species).values().forEach(set -> terminal.println("set, " + species.key() + ": " + set.name()
                + (set == drug.set(species) ? " (default: " + drug.reason(species) + ")" : "") + "; " + set.title()
                + "; trust: " + set.trust().key()));
            drug.sets(species).values().stream().filter(KineticSet::derived)
                .forEach(set -> set.parameters().values().forEach(each -> print(each, terminal)));
            terminal.println("standard dose, " + species.key() + ": " + drug.standardDose(species));
            terminal.print(TextChart.of(study));
        }
        if (out != null) {
            String file = drug.name() + "-" + species.key();
            if (!overwrite && Files.exists(out.resolve(file + ".csv"))) {
                throw new ParameterException(spec.commandLine(), "--out: " + out.resolve(file + ".csv")
                    + " exists; add --overwrite to replace it");
            }
            new PkReport(study, species.key(), study.tableTimes_min()).write(out, file);
            spec.commandLine().getErr().println("wrote " + file + ".csv, .png and .svg to " + out);
        }
    }

    private static ObjectNode asJson(Catalogue.Entry entry, ModelLibrary library, MechanismNotes notes) {
        ObjectNode node = Json.object().put("kind", entry.kind()).put("title", entry.title());
        ABOUT.stream().filter(key -> !entry.text(key).isEmpty()).forEach(key -> node.put(key, entry.text(key)));
        if (notes.know(entry)) {
            notes.add(entry, node);
        }
        if (entry.kind().equals(Kind.BATTERY.title())) {
            ArrayNode tests = node.putArray("tests");
            for (Node test : items(entry.node(), "tests")) {
                ObjectNode one = tests.addObject();
                ((Node.Mapping) test).entries().forEach((key, value) -> one.put(key, text(value.value())));
            }
        }
        ArrayNode array = node.putArray("parameters");
        ParameterPaths.of(entry.node()).forEach((path, leaf) -> {
            ObjectNode parameter = array.addObject().put("name", path);
            for (String key : leaf.entries().keySet()) {
                parameter.put(key, text(leaf, key));
            }
            ArrayNode citations = parameter.putArray("citations");
            sources(leaf).forEach(source -> citations.add(citation(source, library.references())));
        });
        return node;
    }

    private static void print(Catalogue.Entry entry, ModelLibrary library, MechanismNotes notes,
                              PrintWriter out) {
        out.println(entry.kind() + " " + entry.name() + ": " + entry.title());
        for (String key : ABOUT) {
            if (!entry.text(key).isEmpty()) {
                out.println("  " + (key.equals("description") || key.equals("statement") ? "" : key + ": ")
                    + entry.text(key));
            }
        }
        if (entry.kind().equals(Kind.SCENARIO.title())) {
            scenario(ScenarioReader.read(library.path(Kind.SCENARIO, entry.name()), Map.of(), library), entry.node(),
                    out);
        }
        if (entry.kind().equals(Kind.BATTERY.title())) {
            items(entry.node(), "tests").forEach(test -> out.println("  " + asWritten(test)));
        }
        if (notes.know(entry)) {
            notes.print(entry, out);
        }
        Map<String, Node.Mapping> parameters = ParameterPaths.of(entry.node());
        int width = parameters.keySet().stream().mapToInt(String::length).max().orElse(1);
        Map<String, String> citations = new LinkedHashMap<>();
        parameters.forEach((path, leaf) -> {
            out.println(String.format(Locale.ROOT, "  %-" + width + "s  %-14s  %-26s  %-9s %s", path,
                text(leaf, "value"), text(leaf, "range"), text(leaf, "origin"), text(leaf, "source")));
            String remarks = REMARKS.stream().filter(leaf.entries()::containsKey)
                .map(key -> key + ": " + text(leaf, key)).collect(Collectors.joining("; "));
            if (!remarks.isEmpty()) {
                out.println("  " + " ".repeat(width) + "    " + remarks);
            }
            sources(leaf).forEach(source -> citations.put(source, citation(source, library.references())));
        });
        if (!citations.isEmpty()) {
            out.println("sources");
            citations.forEach((key, citation) -> out.println("  " + key + ": " + citation));
        }
    }

    private static void scenario(Scenario scenario, Node.Mapping written, PrintWriter out) {
        out.println("  " + scenario.species().key() + ", " + scenario.subjects() + " subjects in each arm, "
            + days(scenario.duration_min()) + ", compared with " + scenario.reference());
        scenario.assays().forEach(a -> out.println("  assay " + a.assay() + " at " + a.site() + ": baseline at "
            + days(a.baseline_min()) + ", then at "
            + a.times_min().stream().map(DescribeCommand::days).collect(Collectors.joining(", "))));
        for (String key : List.of("injuries", "activity")) {
            items(written, key).forEach(item -> out.println("  arms that say nothing else: " + asWritten(item)));
        }
        for (int i = 0; i < scenario.arms().size(); i++) {
            out.println("  arm " + scenario.arms().get(i).name() + ": " + scenario.arms().get(i).label());
            Node arm = items(written, "arms").get(i);
            for (String key : List.of("subject", "variation", "mechanisms")) {
                Node.Entry own = ((Node.Mapping) arm).entries().get(key);
                if (own != null) {
                    out.println("    " + key + ": " + asWritten(own.value()));
                }
            }
            for (String key : List.of("doses", "dosing", "lesions", "injuries", "activity")) {
                items(arm, key).forEach(item -> out.println("    " + asWritten(item)));
            }
        }
    }

    private static List<Node> items(Node node, String key) {
        Node.Entry entry = ((Node.Mapping) node).entries().get(key);
        return entry == null ? List.of() : ((Node.Sequence) entry.value()).items();
    }

    private static String asWritten(Node item) {
        return ((Node.Mapping) item).entries().entrySet().stream()
            .map(entry -> entry.getKey() + ": " + text(entry.getValue().value())).collect(Collectors.joining(", "));
    }

    private static String days(double time_min) {
        double days = time_min / 1440;
        return days == StrictMath.rint(days) ? (long) days + " d"
            : String.format(Locale.ROOT, "%.4g h", time_min / 60).replaceFirst("\\.?0+ h$", " h");
    }

    private static List<String> sources(Node.Mapping leaf) {
        Node.Entry entry = leaf.entries().get("source");
        if (entry == null) {
            return List.of();
        }
        List<Node> nodes = entry.value() instanceof Node.Sequence list ? list.items() : List.of(entry.value());
        return nodes.stream().map(DescribeCommand::text).toList();
    }

    private static String citation(String key, References references) {
        if (!references.contains(key)) {
            return key;
        }
        Reference reference = references.get(key);
        return reference.citation() + (reference.doi().isEmpty() ? "" : ", doi:" + reference.doi());
    }

    private static String text(Node.Mapping leaf, String key) {
        Node.Entry entry = leaf.entries().get(key);
        return entry == null ? "" : text(entry.value());
    }

    private static String text(Node node) {
        if (node instanceof Node.Text text) {
            return text.value();
        }
        if (node instanceof Node.Mapping mapping) {
            return "{" + asWritten(mapping) + "}";
        }
        return node instanceof Node.Sequence list
            ? list.items().stream().map(DescribeCommand::text).collect(Collectors.joining(", ", "[", "]")) : "";
    }
}
