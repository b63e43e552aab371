package org.rexed.calibration;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rexed.scenario.ModelLibrary;
import org.rexed.validation.PublishedStudy;

/**
 * Which parameters are fitted to which published studies, stage by stage.
 *
 * @param name file-safe name
 * @param title heading
 * @param content the file without comments, for a checksum
 * @param given the file as it was written
 * @param subjects of each arm in every evaluation
 * @param seed of the studies in every evaluation, and of the search
 * @param profileEvaluations for the other parameters at each value of a profile
 * @param stages in the order in which they are fitted
 */
public record Calibration(String name, String title, String content, String given, int subjects, long seed,
                          int profileEvaluations, List<Stage> stages) {
    /** Keeps its own copy. */
    public Calibration {
        stages = List.copyOf(stages);
    }

    /**
     * Parameters that are fitted together; those of earlier stages keep what was found there.
     *
     * @param name file-safe name
     * @param parameters that are fitted
     * @param studies with what is used of them
     * @param evaluations of the objective at most
     * @param population of the first attempt
     * @param restarts at most
     */
    public record Stage(String name, List<FreeParameter> parameters, List<Fitted> studies, int evaluations,
                        int population, int restarts) {
        /** Keeps its own copies. */
        public Stage {
            parameters = List.copyOf(parameters);
            studies = List.copyOf(studies);
        }

        /** All targets, in the order of studies. */
        public List<Term> terms() {
            return studies.stream().flatMap(study -> study.terms.stream()).toList();
        }
    }

    /**
     * A study of a stage.
     *
     * @param study with the subjects and the seed of the calibration
     * @param terms one for each target that is used
     */
    public record Fitted(PublishedStudy study, List<Term> terms) {
        /** Keeps its own copy. */
        public Fitted {
            terms = List.copyOf(terms);
        }
    }

    /**
     * Reads a calibration file and every study it names.
     *
     * @throws org.rexed.document.InputException with every problem
     */
    public static Calibration read(Path file, ModelLibrary library) {
        return new CalibrationReader(file, library).read();
    }

    /** All parameters that are fitted, in the order of stages. */
    public List<FreeParameter> parameters() {
        return stages.stream().flatMap(stage -> stage.parameters.stream()).toList();
    }

    /** All targets that are used, each once, by name. */
    public Map<String, Term> terms() {
        Map<String, Term> terms = new LinkedHashMap<>();
        stages.forEach(stage -> stage.terms().forEach(term -> terms.putIfAbsent(term.name(), term)));
        return terms;
    }

    /** Studies of all stages, each once. */
    public List<PublishedStudy> studies() {
        Map<String, PublishedStudy> studies = new LinkedHashMap<>();
        stages.forEach(stage -> stage.studies.forEach(fitted ->
            studies.putIfAbsent(fitted.study.id(), fitted.study)));
        return List.copyOf(studies.values());
    }

    /** Names of the studies of all stages. */
    public Set<String> studyIds() {
        Set<String> ids = new LinkedHashSet<>();
        studies().forEach(study -> ids.add(study.id()));
        return ids;
    }
}
