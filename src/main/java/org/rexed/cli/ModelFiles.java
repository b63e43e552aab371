package org.rexed.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rexed.assay.Assays;
import org.rexed.attribution.AttributionPlan;
import org.rexed.circuit.AnatomyReader;
import org.rexed.calibration.Calibration;
import org.rexed.claims.Claim;
import org.rexed.diagnosis.Clinic;
import org.rexed.diagnosis.PatientFile;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Inheritance;
import org.rexed.document.InputException;
import org.rexed.document.Location;
import org.rexed.document.Node;
import org.rexed.document.Problem;
import org.rexed.document.Problems;
import org.rexed.document.Spelling;
import org.rexed.dosing.Equianalgesia;
import org.rexed.electrophysiology.ProtocolReader;
import org.rexed.evidence.ParameterReader;
import org.rexed.evidence.References;
import org.rexed.experiment.Batch;
import org.rexed.lesson.Lesson;
import org.rexed.lesson.SealedPatient;
import org.rexed.mechanism.Mechanisms;
import org.rexed.mechanism.ReceptorSignaling;
import org.rexed.pharmacology.Drug;
import org.rexed.scenario.Battery;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;
import org.rexed.scenario.ScenarioReader;
import org.rexed.simulation.Assembly;
import org.rexed.sensitivity.SensitivityPlan;
import org.rexed.subject.Strain;
import org.rexed.treatment.Forecast;
import org.rexed.treatment.TreatmentPlan;
import org.rexed.validation.Plan;
import org.rexed.validation.PublishedStudy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Finds out what kind of file a YAML file is and reads it as that, for its problems only. */
final class ModelFiles {
    private static final Map<String, Kind> FOLDERS =
        Arrays.stream(Kind.values()).collect(Collectors.toMap(Kind::folder, kind -> kind));

    private final ModelLibrary library;

    ModelFiles(ModelLibrary library) {
        this.library = library;
    }

    /** A scenario given as a file or as a name of the library. */
    static Path scenario(ModelLibrary library, String given, CommandSpec spec) {
        return file(library, Kind.SCENARIO, given, spec);
    }

    /** A file of a kind, given as a file or as a name of the library. */
    static Path file(ModelLibrary library, Kind kind, String given, CommandSpec spec) {
        Path path;
        try {
            path = Path.of(given);
        } catch (java.nio.file.InvalidPathException e) {
            throw new ParameterException(spec.commandLine(), "not a file name: " + e.getMessage(), e);
        }
        if (Files.exists(path) || given.endsWith(".yaml") || given.endsWith(".yml")) {
            return path;
        }
        try {
            return library.path(kind, given);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "no file " + given + ", and " + e.getMessage(), e);
        }
    }

    /**
     * What a scenario says of a publication, if it does.
     *
     * @throws InputException with every problem
     */
    static Optional<PublishedStudy> published(Path file, Node.Mapping tree, ModelLibrary library) {
        return PublishedStudy.isOne(tree) ? Optional.of(PublishedStudy.read(file, library)) : Optional.empty();
    }

    /** Every problem of a file; empty if it can be used. */
    List<Problem> problems(Path file) {
        Problems problems = new Problems();
        Optional<Node.Mapping> tree = Document.tree(file, problems);
        if (tree.isPresent()) {
            String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
            try {
                read(file, name, tree.get(), problems);
            } catch (InputException e) {
                e.problems().forEach(problem -> problems.add(problem.location(), problem.message()));
            }
        }
        return problems.list();
    }

    private void read(Path file, String name, Node.Mapping tree, Problems problems) {
        Optional<Kind> kind = kind(file, tree);
        if (isReferences(file)) {
            References.read(Document.fields(tree, problems));
            return;
        }
        if (Forecast.isOne(tree)) {
            Forecast.read(file, library);
            return;
        }
        if (PatientFile.isOne(tree)) {
            PatientFile.read(file, library);
            return;
        }
        if (SealedPatient.isOne(tree)) {
            SealedPatient.read(file, "", library);
            return;
        }
        if (Plan.isOne(tree)) {
            Plan.read(file, library);
            return;
        }
        if (kind.isEmpty()) {
            problems.add(new Location(file.toString(), 1, 1),
                "cannot tell what kind of file this is; a scenario has arms,"
                + " a drug kinetics, a mechanism parameters, an assay kind, a battery tests, an anatomy populations,"
                + " a subject file variation, a claim statement, a probe protocol stimulus, an experiment factors or"
                + " replicates, a calibration stages, a dosing table " + Equianalgesia.KEY
                + Spelling.nearest(firstKey(tree), Set.of(
                    "arms", "kinetics", "parameters", "populations", "stimulus", "tests"))
                    .map(near -> "; did you mean \"" + near + "\"?").orElse(""));
            return;
        }
        Optional<Node.Mapping> whole = library.whole(kind.get(), file, tree, problems);
        if (whole.isEmpty()) {
            return;
        }
        library.references().check(whole.get(), problems);
        Fields fields = Document.fields(whole.get(), problems);
        ParameterReader numbers = new ParameterReader();
        switch (kind.get()) {
            case SCENARIO -> {
                Optional<PublishedStudy> study = published(file, tree, library);
                Assembly assembly = new Assembly(study.map(PublishedStudy::scenario)
                    .orElseGet(() -> ScenarioReader.read(file, Map.of(), library)), library);
                study.ifPresent(published -> published.checkVariables(assembly));
                checkLesson(file, tree);
            }
            case DOSING -> Equianalgesia.read(fields);
            case BATTERY -> Battery.read(fields, library.names(Kind.ASSAY));
            case DRUG -> Drug.read(fields, library.drugs(problems)::drug);
            case ANATOMY -> AnatomyReader.read(name, fields, numbers);
            case MECHANISM, RECEPTOR -> mechanism(name, fields, problems, numbers);
            case SUBJECT -> Strain.read(fields, numbers);
            case ASSAY -> {
                List<String> species = library.names(Kind.SUBJECT);
                for (int i = 0; i < species.size() && !problems.any(); i++) {
                    Assays.read(name, Assays.inSpecies(fields, species.get(i), species), new ParameterReader());
                }
            }
            case CLAIM -> Claim.read(file, library);
            case EXPERIMENT -> Batch.read(file, library);
            case CALIBRATION -> Calibration.read(file, library);
            case CLINIC -> Clinic.read(file, Map.of(), library);
            case TREATMENT -> TreatmentPlan.read(file, Map.of(), library);
            case SENSITIVITY -> SensitivityPlan.read(file, Map.of(), library);
            case ATTRIBUTION -> AttributionPlan.read(file, Map.of(), library);
            case PROBE -> {
                ProtocolReader.read(file, Map.of(), library);
                checkLesson(file, tree);
            }
        }
    }

    private void checkLesson(Path file, Node.Mapping tree) {
        if (Lesson.isOne(tree)) {
            Lesson.read(file, Map.of(), library);
        }
    }

    /** A mechanism is read among the others of the library, in place of the one of its name. */
    private void mechanism(String name, Fields fields, Problems problems, ParameterReader numbers) {
        List<String> names = new ArrayList<>(Mechanisms.SWITCHABLE);
        names.add(ReceptorSignaling.NAME);
        if (!names.contains(name)) {
            problems.add(fields.location(), "no mechanism of the program is called \"" + name + "\", the file's name"
                + Spelling.hint(name, names));
            return;
        }
        Mechanisms.read(other -> {
            Kind kind = ReceptorSignaling.NAME.equals(other) ? Kind.RECEPTOR : Kind.MECHANISM;
            return other.equals(name) ? fields : library.fields(kind, other, problems);
        }, numbers);
    }

    private static boolean isReferences(Path file) {
        return file.getFileName().toString().equals("references.yaml");
    }

    private static String firstKey(Node.Mapping tree) {
        return tree.entries().keySet().stream().findFirst().orElse("");
    }

    private static Optional<Kind> kind(Path file, Node.Mapping tree) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        while (folder != null && folder.getFileName() != null) {
            Kind kind = FOLDERS.get(folder.getFileName().toString());
            if (kind != null) {
                return Optional.of(kind);
            }
            folder = folder.getParent();
        }
        Set<String> keys = tree.entries().keySet();
        if (keys.contains("factors") || keys.contains("replicates")) {
            return Optional.of(Kind.EXPERIMENT);
        }
        if (keys.contains("method")) {
            return Optional.of(Kind.SENSITIVITY);
        }
        if (keys.contains("outcomes")) {
            return Optional.of(Kind.TREATMENT);
        }
        if (keys.contains("causes")) {
            return Optional.of(Kind.CLINIC);
        }
        if (keys.contains("effects")) {
            return Optional.of(Kind.ATTRIBUTION);
        }
        if (keys.contains("stages")) {
            return Optional.of(Kind.CALIBRATION);
        }
        if (keys.contains("statement") || keys.contains("measures")) {
            return Optional.of(Kind.CLAIM);
        }
        if (keys.contains("stimulus")) {
            return Optional.of(Kind.PROBE);
        }
        if (keys.contains("arms") || keys.contains("rexed") || keys.contains("duration")) {
            return Optional.of(Kind.SCENARIO);
        }
        if (keys.contains(Equianalgesia.KEY)) {
            return Optional.of(Kind.DOSING);
        }
        if (keys.contains("tests")) {
            return Optional.of(Kind.BATTERY);
        }
        if (keys.contains("molar-mass") || keys.contains("kinetics")) {
            return Optional.of(Kind.DRUG);
        }
        if (keys.contains("explains") || keys.contains("parameters")) {
            return Optional.of(Kind.MECHANISM);
        }
        if (keys.contains("populations") || keys.contains("projections") || keys.contains(Inheritance.BASE)) {
            return Optional.of(Kind.ANATOMY);
        }
        return keys.contains("variation") ? Optional.of(Kind.SUBJECT)
            : keys.contains("kind") ? Optional.of(Kind.ASSAY) : Optional.empty();
    }
}
