package org.rexed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rexed.assay.Assay;
import org.rexed.assay.Assays;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.AnatomyReader;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.FiringSummary;
import org.rexed.circuit.Probe;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Location;
import org.rexed.document.Problems;
import org.rexed.evidence.ParameterReader;
import org.rexed.mechanism.Injury;
import org.rexed.mechanism.Mechanisms;
import org.rexed.mechanism.Milieu;
import org.rexed.mechanism.ReceptorSignaling;
import org.rexed.nociception.Stimulus;
import org.rexed.pharmacology.Body;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.Drug;
import org.rexed.pharmacology.DrugLevels;
import org.rexed.pharmacology.Species;
import org.rexed.pharmacology.Treatment;
import org.rexed.random.RandomKey;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;

/** Model files of the project, read once for all tests, and animals' parts made from them. */
public final class Laboratory {
    /** The model library of the working copy. */
    public static final ModelLibrary LIBRARY = new ModelLibrary(Path.of("."));

    /** An hour of two rats with one dose. */
    public static final String ONE_HOUR = """
        rexed: 1
        name: short
        species: rat
        anatomy: rat-dorsal-horn
        subjects: 2
        seed: 4
        duration: 1 h
        reference: morphine
        assays:
          - {assay: hargreaves, site: left-hindpaw, baseline: 20 min, at: [1 h]}
        arms:
          - name: morphine
            doses: [{drug: morphine, dose: 5 mg/kg, route: sc, at: 30 min}]
        """;

    private static final Map<Long, Circuit> CIRCUITS = new LinkedHashMap<>();
    private static Anatomy anatomy;
    private static FiringSummary resting;

    private Laboratory() {}

    /** The rat's anatomy. */
    public static synchronized Anatomy anatomy() {
        if (anatomy == null) {
            anatomy = anatomy("rat-dorsal-horn");
        }
        return anatomy;
    }

    /** A copy of the shipped models below a folder, for tests that change a file. */
    public static ModelLibrary copy(Path home) throws IOException {
        Path models = Path.of("models");
        try (Stream<Path> files = Files.walk(models)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = home.resolve("models").resolve(models.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return new ModelLibrary(home);
    }

    /** An anatomy of the library, read anew. */
    public static Anatomy anatomy(String name) {
        Problems problems = new Problems();
        Anatomy read = AnatomyReader.read(
                name, LIBRARY.fields(Kind.ANATOMY, name, problems), new ParameterReader());
        problems.throwIfAny();
        return read;
    }

    /** An anatomy as text, with the rest from the library where it is based on one. */
    public static Anatomy anatomy(String name, String text) {
        Problems problems = new Problems();
        Path file = Path.of(name + ".yaml");
        Anatomy read = Document.tree(file.toString(), text, problems)
                .flatMap(tree -> LIBRARY.whole(Kind.ANATOMY, file, tree, problems))
                .map(tree -> AnatomyReader.read(name, Document.fields(tree, problems), new ParameterReader()))
                .orElse(null);
        problems.throwIfAny();
        return read;
    }

    /** A circuit of a rat with neutral ports; the same object for the same seed. */
    public static synchronized Circuit circuit(long seed) {
        Circuit circuit = CIRCUITS.computeIfAbsent(seed, s -> Circuit.build(anatomy(), RandomKey.of(s)));
        circuit.ports().reset();
        return circuit;
    }

    /** Ongoing activity of circuit 1 over two seconds, probed once. */
    public static synchronized FiringSummary resting() {
        if (resting == null) {
            resting = probe(circuit(1), Stimulus.none(), 99, 2000);
        }
        return resting;
    }

    /** Runs a probe for a time and returns what it tells. */
    public static FiringSummary probe(Circuit circuit, Stimulus stimulus, long chance, double time_ms) {
        Probe probe = new Probe(circuit, stimulus, RandomKey.of(chance));
        probe.advance(circuit.timeStep().steps(time_ms));
        return probe.summary();
    }

    /** The milieu of a naive animal around circuit 1, with its resting activity; no cell of it may be killed. */
    public static Milieu milieu() {
        return naive(circuit(1), 1);
    }

    /** The same in an animal that replaces its proteins so many times faster than a rat. */
    public static Milieu milieu(double turnover) {
        return naive(circuit(1), turnover);
    }

    /** The same around a copy of that circuit, in which cells may die. */
    public static Milieu milieuOfItsOwn() {
        return milieuOfItsOwn(1);
    }

    /** The same in an animal that replaces its proteins so many times faster than a rat. */
    public static Milieu milieuOfItsOwn(double turnover) {
        return naive(Circuit.build(anatomy(), RandomKey.of(1)), turnover);
    }

    private static Milieu naive(Circuit circuit, double turnover) {
        Milieu milieu = new Milieu(circuit, turnover);
        milieu.ongoing(resting());
        milieu.rested();
        milieu.beginTick();
        return milieu;
    }

    /** An injury of the left hind paw. */
    public static Injury injury(Injury.Kind kind, double at_min, double until_min) {
        double radius_mm = kind == Injury.Kind.NERVE_INJURY ? Double.NaN : 6;
        return new Injury(
                kind, "left-hindpaw", at_min, until_min, 1, radius_mm, 0, new Location("test.yaml", 1, 1));
    }

    /** Path of a mechanism's file, or of receptor signaling. */
    public static Path file(String mechanism) {
        return LIBRARY.path(ReceptorSignaling.NAME.equals(mechanism) ? Kind.RECEPTOR : Kind.MECHANISM, mechanism);
    }

    /** Text of a file. */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All mechanisms with the text of some files replaced. */
    public static Mechanisms mechanisms(Map<String, String> replaced) {
        Problems problems = new Problems();
        Mechanisms mechanisms = Mechanisms.read(
                name -> Document.parse(
                        name + ".yaml", replaced.getOrDefault(name, text(file(name))), problems),
                new ParameterReader());
        problems.throwIfAny();
        return mechanisms;
    }

    /** The {@code parameters} section of a mechanism's file. */
    public static Fields parameters(String mechanism) {
        return Document.parse(mechanism, text(file(mechanism)), new Problems()).map("parameters");
    }

    /** An assay with some texts of its file replaced: pairs of old and new. */
    public static Assay assay(String name, String... replacements) {
        return assayFor("rat", name, replacements);
    }

    /** An assay as it is for a species, with some texts of its file replaced. */
    public static Assay assayFor(String species, String name, String... replacements) {
        String text = text(LIBRARY.path(Kind.ASSAY, name));
        for (int i = 0; i < replacements.length; i += 2) {
            if (!text.contains(replacements[i])) {
                throw new IllegalArgumentException(name + " does not contain " + replacements[i]);
            }
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        Problems problems = new Problems();
        Assay assay = Assays.read(name, Assays.inSpecies(Document.parse(name, text, problems), species,
                LIBRARY.names(Kind.SUBJECT)), new ParameterReader());
        problems.throwIfAny();
        return assay;
    }

    /**
     * Drugs in a rat of 300 g; each dose is written as on the command line, for example {@code morphine 10 mg/kg sc}.
     */
    public static DrugLevels drugs(String... doses) {
        List<Dose> given = new ArrayList<>();
        for (String dose : doses) {
            String[] words = dose.split(" ", 2);
            given.add(Dose.parse(words[0], words[1]));
        }
        return drugs(given);
    }

    /** Drugs in a rat of 300 g. */
    public static DrugLevels drugs(List<Dose> given) {
        Map<String, Drug> drugs = new LinkedHashMap<>();
        Problems problems = new Problems();
        given.forEach(dose -> drugs.computeIfAbsent(dose.drug(), LIBRARY.drugs(problems)::drug));
        problems.throwIfAny();
        return new Treatment(List.copyOf(drugs.values()), given).levels(Species.RAT, Body.ofMass(0.3), 1, 1);
    }
}
