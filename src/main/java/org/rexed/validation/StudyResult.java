package org.rexed.validation;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the model and its rivals say of a study.
 *
 * @param fitted whether calibration used the study
 * @param changed whether its targets were changed after the split was laid down
 * @param models predictions by name of the model, one for each target in their order; none if subjects failed
 * @param seed root of its random numbers
 * @param subjects simulated subjects in each arm
 * @param folder of its runs
 * @param earlier whether it was found by an earlier start
 */
public record StudyResult(PublishedStudy study, boolean fitted, boolean changed,
                          Map<String, List<Prediction>> models, long seed, int subjects, Path folder,
                          boolean earlier) {
    /** Keeps its own copy. */
    public StudyResult {
        models = new LinkedHashMap<>(models);
    }

    /** What a model says of a target. */
    public Prediction prediction(String model, int target) {
        return models.get(model).get(target);
    }

    /** Whether every subject could be simulated. */
    public boolean complete() {
        return !models.isEmpty();
    }
}
