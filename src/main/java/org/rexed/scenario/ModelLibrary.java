package org.rexed.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Inheritance;
import org.rexed.document.Location;
import org.rexed.document.Node;
import org.rexed.document.Plain;
import org.rexed.document.Problems;
import org.rexed.document.Spelling;
import org.rexed.evidence.References;
import org.rexed.pharmacology.DrugLibrary;

/** The drugs, anatomies, mechanisms, assays, scenarios and claims that exist, as files below {@code models/}. */
public final class ModelLibrary {
    private static final String SUFFIX = ".yaml";

    /** A kind of model file; each has its own folder. */
    public enum Kind {
        /** Kinetics and receptor binding of a drug. */
        DRUG("drugs", "drug"),
        /** Tables that dosing rules use. */
        DOSING("dosing", "dosing table"),
        /** Populations and connections of a nervous system. */
        ANATOMY("anatomy", "anatomy"),
        /** Parameters of a slow mechanism. */
        MECHANISM("mechanisms", "mechanism"),
        /** What occupied receptors do to neurons. */
        RECEPTOR("receptors", "receptor file"),
        /** How animals of a species differ. */
        SUBJECT("subjects", "subject file"),
        /** Stimulus, readout and cutoff of a behavioral assay. */
        ASSAY("assays", "assay"),
        /** Assays that are done together. */
        BATTERY("batteries", "battery"),
        /** A study: arms, doses and readings. */
        SCENARIO("scenarios", "scenario"),
        /** A published claim and the experiment that tests it. */
        CLAIM("claims", "claim"),
        /** A design over many scenarios. */
        EXPERIMENT("experiments", "experiment"),
        /** Which parameters are fitted to which published studies. */
        CALIBRATION("calibrations", "calibration"),
        /** Effects and the mechanisms among which they are divided. */
        ATTRIBUTION("attributions", "attribution"),
        /** Patients, what a clinic reads of them, and rules by which it tells what ails them. */
        CLINIC("clinics", "clinic"),
        /** Parameters whose weight for outcomes is asked for. */
        SENSITIVITY("sensitivities", "sensitivity analysis"),
        /** Strategies of treatment that are compared. */
        TREATMENT("treatments", "comparison of treatments"),
        /** An electrophysiology protocol of the fast clock. */
        PROBE("probes", "probe protocol");

        private final String folder;
        private final String title;

        Kind(String folder, String title) {
            this.folder = folder;
            this.title = title;
        }

        /** Name of its folder. */
        public String folder() {
            return folder;
        }

        /** The word for one of its files in a message. */
        public String title() {
            return title;
        }
    }

    private static final List<Kind> MODEL = List.of(Kind.ANATOMY, Kind.ASSAY, Kind.BATTERY, Kind.DOSING, Kind.DRUG,
        Kind.MECHANISM, Kind.RECEPTOR, Kind.SUBJECT);

    private final Path home;
    private final Path models;
    private final ParameterChanges changes;
    /** Files as read, kept by libraries with changes, of which a calibration makes thousands; null in others. */
    private final Map<Path, Node.Mapping> kept;
    private References references;

    /** Opens the library of an installation; {@code home} is the folder that holds {@code models/}. */
    public ModelLibrary(Path home) {
        this(home, ParameterChanges.NONE, null);
    }

    private ModelLibrary(Path home, ParameterChanges changes, Map<Path, Node.Mapping> kept) {
        this.home = home;
        this.changes = changes;
        this.kept = kept;
        models = home.resolve("models");
    }

    /**
     * The same library with other values of some parameters, by paths such as {@code drugs/morphine:receptors.mu.ki};
     * a value has its unit and lies in the range that the file states for it. Tables call these values overridden.
     *
     * @throws org.rexed.document.InputException with every change that cannot be made
     */
    public ModelLibrary with(Map<String, String> values) {
        Problems problems = new Problems();
        ModelLibrary changed = with(ParameterChanges.of(values), problems);
        problems.throwIfAny();
        return changed;
    }

    /** The same library with other values of some parameters; those that cannot be made are problems. */
    public ModelLibrary with(ParameterChanges more, Problems problems) {
        if (more.isEmpty()) {
            return this;
        }
        ModelLibrary changed = new ModelLibrary(home, changes.and(more.checked(this, problems)),
            kept == null ? new ConcurrentHashMap<>() : kept);
        changed.references = references;
        return changed;
    }

    private Optional<Node.Mapping> written(Path file, Problems problems) {
        if (kept == null) {
            return Document.tree(file, problems);
        }
        Node.Mapping known = kept.get(file);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Node.Mapping> tree = Document.tree(file, problems);
        tree.ifPresent(read -> kept.put(file, read));
        return tree;
    }

    /** The library beside the program: the launcher says where that is, otherwise the current folder. */
    public static ModelLibrary ofInstallation() {
        return new ModelLibrary(Path.of(System.getProperty("rexed.home", ".")));
    }

    /** The folder of the installation. */
    public Path home() {
        return home;
    }

    /** Names of all files of a kind, sorted; scenarios in subfolders as {@code folder/name}. */
    public List<String> names(Kind kind) {
        Path folder = models.resolve(kind.folder);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, kind == Kind.SCENARIO ? 4 : 1)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX) && Files.isRegularFile(file))
                .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .sorted()
                .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /**
     * The file of that name.
     *
     * @throws IllegalArgumentException if there is none, with the name that was probably meant
     */
    public Path path(Kind kind, String name) {
        List<String> names = names(kind);
        if (!names.contains(name)) {
            throw new IllegalArgumentException("unknown " + kind.title + " \"" + name + "\""
                + Spelling.hint(name, names));
        }
        return models.resolve(kind.folder).resolve(name + SUFFIX);
    }

    /** The content of a file; besides what is wrong with the YAML, every source that is no reference is a problem. */
    public Fields fields(Kind kind, String name, Problems problems) {
        Optional<Node.Mapping> tree = tree(kind, name, problems);
        if (tree.isEmpty()) {
            return Document.unreadable(new Location(path(kind, name).toString(), 1, 1), problems);
        }
        references().check(tree.get(), problems);
        return Document.fields(tree.get(), problems);
    }

    /** The drugs of the installation; problems of their files go to the list as they are read. */
    public DrugLibrary drugs(Problems problems) {
        List<String> names = names(Kind.DRUG);
        return new DrugLibrary(name -> names.contains(name) ? fields(Kind.DRUG, name, problems) : null);
    }

    /** The content of a file, with that of the file it is based on; nothing after problems were added. */
    public Optional<Node.Mapping> tree(Kind kind, String name, Problems problems) {
        Path file = path(kind, name);
        return written(file, problems).flatMap(tree -> whole(kind, file, tree, problems))
            .map(whole -> changes.apply(kind, name, whole));
    }

    /**
     * Content that may state only how it differs from a file of the library ({@code based-on}; anatomies can), with
     * the rest from that file.
     *
     * @param file where the content stands; need not be in the library
     * @return nothing after problems were added
     */
    public Optional<Node.Mapping> whole(Kind kind, Path file, Node.Mapping tree, Problems problems) {
        return kind == Kind.ANATOMY ? whole(file, tree, problems, new ArrayList<>()) : Optional.of(tree);
    }

    /** The names that led here show when a file is based on itself. */
    private Optional<Node.Mapping> whole(Path file, Node.Mapping tree, Problems problems, List<Path> before) {
        Node.Entry entry = tree.entries().get(Inheritance.BASE);
        if (entry == null) {
            return Optional.of(tree);
        }
        List<String> names = names(Kind.ANATOMY);
        String base = Defaults.textOf(tree, Inheritance.BASE);
        if (!names.contains(base)) {
            problems.add(entry.value().location(), Inheritance.BASE + ": found " + (base.isEmpty()
                ? entry.value().kind() : "\"" + base + "\"") + Spelling.hint(base, names));
            return Optional.empty();
        }
        before.add(file.toAbsolutePath().normalize());
        Path other = path(Kind.ANATOMY, base);
        if (before.contains(other.toAbsolutePath().normalize())) {
            problems.add(entry.value().location(), Inheritance.BASE + ": \"" + base
                + "\" is based on this file, in the end; one of them has to be complete");
            return Optional.empty();
        }
        return written(other, problems)
            .flatMap(written -> whole(other, written, problems, before))
            .map(whole -> changes.apply(Kind.ANATOMY, base, whole))
            .map(whole -> Inheritance.whole(base, whole, tree, problems));
    }

    /** All files that say how the model works, without their comments; results depend on nothing else of it. */
    public String content(Problems problems) {
        StringBuilder text = new StringBuilder();
        for (Kind kind : MODEL) {
            for (String name : names(kind)) {
                text.append('\n').append(kind).append(' ').append(name).append('\n')
                    .append(tree(kind, name, problems).map(tree -> Plain.text((Node) tree)).orElse(""));
            }
        }
        return text.toString();
    }

    /** Names in a section of a file in the order written; none if there is no such file, section or readable text. */
    public List<String> keys(Kind kind, String name, String section) {
        if (!names(kind).contains(name)) {
            return List.of();
        }
        return tree(kind, name, new Problems())
            .map(tree -> tree.entries().get(section))
            .filter(entry -> entry.value() instanceof Node.Mapping)
            .map(entry -> List.copyOf(((Node.Mapping) entry.value()).entries().keySet()))
            .orElse(List.of());
    }

    /** Contested readings that files of mechanisms document, sorted. */
    public List<String> contestedReadings() {
        return names(Kind.MECHANISM).stream()
            .flatMap(name -> keys(Kind.MECHANISM, name, "contested").stream())
            .sorted()
            .toList();
    }

    /**
     * The published sources of this installation.
     *
     * @throws org.rexed.document.InputException if the list cannot be read
     */
    public synchronized References references() {
        if (references == null) {
            Problems problems = new Problems();
            References read = References.read(models.resolve("evidence").resolve("references.yaml"), problems);
            problems.throwIfAny();
            references = read;
        }
        return references;
    }
}
