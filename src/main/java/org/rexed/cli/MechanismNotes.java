package org.rexed.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.AnatomyReader;
import org.rexed.circuit.Circuit;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.evidence.ParameterReader;
import org.rexed.mechanism.Injuries;
import org.rexed.mechanism.Injury;
import org.rexed.mechanism.Mechanisms;
import org.rexed.mechanism.Milieu;
import org.rexed.mechanism.NmdaReceptors;
import org.rexed.mechanism.NmdaSensitization;
import org.rexed.mechanism.ReceptorSignaling;
import org.rexed.mechanism.Signal;
import org.rexed.mechanism.Wiring;
import org.rexed.mechanism.Wiring.Variable;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.pharmacology.Body;
import org.rexed.pharmacology.Species;
import org.rexed.pharmacology.Treatment;
import org.rexed.random.RandomKey;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;
import org.rexed.simulation.Assembly;

/**
 * What {@code rexed describe} tells of a slow mechanism beside its numbers: contested readings, equations, what it
 * reads, writes, modulates and reports, and how to switch it. Taken from the mechanisms of a naive rat, which is built
 * when first needed, so it cannot differ from what a run does.
 */
final class MechanismNotes {
    /** Declarations do not depend on the anatomy; this one has everything that mechanisms act on. */
    private static final String ANATOMY = "rat-dorsal-horn";
    private static final String PAGES = "src/site/markdown/mechanisms";

    private final ModelLibrary library;
    private Map<String, Wiring> usual;
    private Circuit circuit;
    private Mechanisms mechanisms;

    MechanismNotes(ModelLibrary library) {
        this.library = library;
    }

    /** Whether an entry is a mechanism of the program. */
    boolean know(Catalogue.Entry entry) {
        return entry.kind().equals(Kind.MECHANISM.title()) && Mechanisms.SWITCHABLE.contains(entry.name())
            || entry.kind().equals(Kind.RECEPTOR.title()) && entry.name().equals(ReceptorSignaling.NAME);
    }

    /** Prints what is known of a mechanism. */
    void print(Catalogue.Entry entry, PrintWriter out) {
        String name = entry.name();
        contested(entry).forEach((reading, both) -> {
            out.println("  contested: " + reading);
            both.forEach((side, text) -> out.println("    " + side + ": " + text));
            out.println("    taken as real by: contested: [" + reading + "]");
        });
        out.println("  page: " + PAGES + "/" + (isSwitchable(name) ? name : "README") + ".md");
        List<String> equations = equations(name);
        if (!equations.isEmpty()) {
            out.println("  equations");
            equations.forEach(line -> out.println(line.isEmpty() ? "" : "    " + line));
        }
        Wiring wiring = wiring(name);
        list("reads", signals(wiring.reads(), true), "no signal", out);
        list("writes", signals(wiring.writes(), false), "no signal", out);
        list("modulates", ports(wiring.modulates()), "no port", out);
        contested(entry).keySet().forEach(reading -> {
            List<Port> other = contestedPorts(name, reading);
            if (!other.equals(wiring.modulates())) {
                out.println("    under " + reading + ": " + String.join(", ", ports(other)));
            }
        });
        list("records (states.csv)", variables(name).stream()
            .map(v -> v.entity() + "  " + v.name() + "  [" + v.unit() + "]").toList(), "nothing", out);
        if (isSwitchable(name)) {
            out.println("  switch: mechanisms: {" + name + ": off} in a scenario or arm, or --set mechanisms." + name
                + "=off");
            out.println("  scale: --set mechanisms." + name + "=0.5 (0 to 10; 1 is normal)");
        }
        out.println("  parameters: name, value, range, origin, source");
    }

    /** Adds the same to a machine-readable description. */
    void add(Catalogue.Entry entry, ObjectNode node) {
        String name = entry.name();
        ObjectNode readings = node.putObject("contested");
        contested(entry).forEach((reading, both) -> {
            ObjectNode sides = readings.putObject(reading);
            both.forEach(sides::put);
        });
        node.put("page", PAGES + "/" + (isSwitchable(name) ? name : "README") + ".md");
        node.put("equations", String.join("\n", equations(name)));
        Wiring wiring = wiring(name);
        signals(node.putArray("reads"), wiring.reads());
        signals(node.putArray("writes"), wiring.writes());
        ArrayNode ports = node.putArray("modulates");
        wiring.modulates().forEach(port -> ports.addObject().put("name", port.key()).put("unit", port.unit()));
        ArrayNode records = node.putArray("records");
        variables(name).forEach(v -> records.addObject().put("entity", v.entity()).put("variable", v.name())
            .put("unit", v.unit()));
        if (isSwitchable(name)) {
            node.put("switch", "--set mechanisms." + name + "=off");
        }
    }

    private static boolean isSwitchable(String name) {
        return Mechanisms.SWITCHABLE.contains(name);
    }

    private static void signals(ArrayNode array, List<Signal> signals) {
        signals.forEach(signal -> array.addObject().put("name", signal.key()).put("unit", signal.unit()));
    }

    private static void list(String title, List<String> lines, String none, PrintWriter out) {
        out.println("  " + title + (lines.isEmpty() ? ": " + none : ""));
        lines.forEach(line -> out.println("    " + line));
    }

    private List<String> signals(List<Signal> signals, boolean withWriter) {
        return signals.stream()
            .map(signal -> signal.key() + "  [" + signal.unit() + "], " + shape(signal.shape())
                + (withWriter ? ", from " + writer(signal) : ""))
            .toList();
    }

    private static String shape(Signal.Shape shape) {
        return switch (shape) {
            case WHOLE -> "whole animal";
            case SITE -> "cord, brainstem";
            case REGION -> "dermatomes, brainstem";
            case DERMATOME -> "dermatomes";
            case NEURON -> "neurons";
            case TARGET -> "drug targets";
        };
    }

    /** Who writes a signal; activity and the funiculus come from no mechanism. */
    private String writer(Signal signal) {
        return usual().values().stream().filter(wiring -> wiring.writes().contains(signal)).map(Wiring::mechanism)
            .findFirst().orElse(signal == Signal.FUNICULUS ? "lesions" : "firing");
    }

    private static List<String> ports(List<Port> ports) {
        return ports.stream().map(port -> port.key() + "  [" + port.unit() + "]").toList();
    }

    /** What it reports; receptors that one mechanism moves are counted by another class and belong here as well. */
    private List<Variable> variables(String name) {
        return wiring(name.equals(NmdaSensitization.NAME) ? NmdaReceptors.NAME : name).variables();
    }

    private Wiring wiring(String name) {
        return usual().get(name);
    }

    private static Map<String, Map<String, String>> contested(Catalogue.Entry entry) {
        Map<String, Map<String, String>> readings = new LinkedHashMap<>();
        Node.Entry section = entry.node().entries().get("contested");
        if (section != null && section.value() instanceof Node.Mapping mapping) {
            mapping.entries().forEach((reading, both) -> {
                Map<String, String> sides = new LinkedHashMap<>();
                ((Node.Mapping) both.value()).entries().forEach((side, text) ->
                    sides.put(side, ((Node.Text) text.value()).value().strip()));
                readings.put(reading, sides);
            });
        }
        return readings;
    }

    private List<Port> contestedPorts(String name, String reading) {
        return build(Set.of(reading)).getOrDefault(name, usual().get(name)).modulates();
    }

    private Map<String, Wiring> usual() {
        if (usual == null) {
            Problems problems = new Problems();
            ParameterReader numbers = new ParameterReader();
            Anatomy anatomy =
                AnatomyReader.read(ANATOMY, library.fields(Kind.ANATOMY, ANATOMY, problems), numbers);
            mechanisms = Assembly.mechanisms(library, numbers, problems);
            problems.throwIfAny();
            circuit = Circuit.build(anatomy, RandomKey.of(1));
            usual = build(Set.of());
        }
        return usual;
    }

    private Map<String, Wiring> build(Set<String> contested) {
        List<Injury> injuries = circuit.anatomy().sites().keySet().stream().limit(1)
            .map(site -> new Injury(Injury.Kind.INFLAMMATION, site, 0, Double.NaN, 1, 1, 0, null))
            .toList();
        Mechanisms.Constitution naive = new Mechanisms.Constitution(
            Map.of(), contested, true, new Injuries(injuries, List.of()), RandomKey.of(1));
        Map<String, Wiring> wirings = new LinkedHashMap<>();
        mechanisms.build(naive, new Treatment(List.of(), List.of()).levels(Species.RAT, Body.ofMass(0.3), 1, 1),
            new Milieu(circuit)).forEach(mechanism -> wirings.put(mechanism.name(), Wiring.of(mechanism)));
        return wirings;
    }

    /** The first block of text below the heading "Equations" of the mechanism's page; nothing without a page. */
    private List<String> equations(String name) {
        Path page = library.home().resolve(PAGES).resolve(name.toLowerCase(Locale.ROOT) + ".md");
        if (!Files.isRegularFile(page)) {
            return List.of();
        }
        try {
            List<String> lines = Files.readAllLines(page, StandardCharsets.UTF_8);
            int heading = lines.indexOf("## Equations");
            List<String> after = heading < 0 ? List.of() : lines.subList(heading + 1, lines.size());
            return after.stream().dropWhile(line -> !line.startsWith("```")).skip(1)
                .takeWhile(line -> !line.startsWith("```")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + page, e);
        }
    }
}
