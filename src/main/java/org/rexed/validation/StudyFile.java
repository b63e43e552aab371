package org.rexed.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.experiment.FolderException;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.RunFolder;
import org.rexed.measure.Quantity;

/** Writes what came of a study as JSON, and reads it back; a number that does not exist is null. */
final class StudyFile {
    static final String NAME = "result.json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private StudyFile() {}

    /** One study, with the fields scripts rely on and everything a page about it shows. */
    static ObjectNode json(StudyResult result) {
        PublishedStudy study = result.study();
        ObjectNode node = MAPPER.createObjectNode().put("id", study.id()).put("title", study.scenario().title())
            .put("fitted", result.fitted()).put("changed", result.changed()).put("complete", result.complete())
            .put("citation", study.publication().citation()).put("doi", study.publication().doi())
            .put("laboratory", study.publication().laboratory()).put("left_out", study.publication().leftOut())
            .put("species", study.scenario().speciesName()).put("seed", result.seed())
            .put("subjects", result.subjects()).put("folder", result.folder().toString());
        ArrayNode targets = node.putArray("targets");
        for (int i = 0; result.complete() && i < study.targets().size(); i++) {
            targets.add(json(study.targets().get(i), result, i));
        }
        return node;
    }

    private static ObjectNode json(Target target, StudyResult result, int number) {
        Prediction full = result.prediction(Rival.FULL.name(), number);
        ObjectNode node = MAPPER.createObjectNode().put("name", target.name()).put("statement", target.statement())
            .put("confidence", target.confidence().name().toLowerCase(java.util.Locale.ROOT))
            .put("scored", target.scored()).put("null_result", target.isNull()).put("unit", target.unit());
        JsonText.put(node, "above", target.low());
        JsonText.put(node, "below", target.high());
        Target.Published published = target.published();
        JsonText.put(node, "observed", published == null ? Double.NaN : published.value());
        if (published != null) {
            JsonText.interval(node, "observed_range", published.low(), published.high());
            JsonText.put(node, "observed_sem", published.standardError());
            node.put("observed_n", published.n());
        }
        JsonText.put(node, "predicted", full.value());
        JsonText.interval(node, "pi90", full.low(), full.high());
        node.put("direction_ok", full.exists() && target.agrees(full.value()));
        if (published != null) {
            node.put("covered", full.exists() && full.covers(published));
            JsonText.put(node, "relative_error", full.relativeError(published));
        }
        if (target.quantity() instanceof Quantity.Reading reading && reading.times_min().size() == 1
                && reading.as() == Quantity.As.PERCENT_OF_BASELINE) {
            node.putObject("at").put("assay", reading.assay()).put("site", reading.site()).put("arm", reading.arm())
                .put("time_min", reading.times_min().get(0));
        }
        ObjectNode models = node.putObject("models");
        result.models().forEach((name, predictions) -> {
            Prediction p = predictions.get(number);
            ObjectNode model = models.putObject(name);
            JsonText.put(model, "predicted", p.value());
            JsonText.interval(model, "ci95", p.low95(), p.high95());
            JsonText.interval(model, "pi90_subjects", p.subjectsLow(), p.subjectsHigh());
            JsonText.interval(model, "pi90", p.low(), p.high());
            model.put("direction_ok", p.exists() && target.agrees(p.value()));
        });
        return node;
    }

    static ObjectNode json(Score score) {
        ObjectNode node = MAPPER.createObjectNode().put("studies", score.studies()).put("contrasts", score.contrasts())
            .put("right", score.right());
        JsonText.put(node, "direction", score.direction());
        node.put("nulls", score.nulls()).put("nulls_right", score.nullsRight()).put("points", score.points());
        JsonText.put(node, "coverage", score.coverage());
        JsonText.put(node, "coverage_by_subjects", score.coverageBySubjects());
        JsonText.put(node, "median_relative_error", score.medianError());
        JsonText.put(node, "rms_relative_error", score.rootMeanSquareError());
        return node.put("reached", score.reached());
    }

    /**
     * The predictions in the folder of a study that was finished earlier.
     *
     * @throws FolderException if the folder is damaged, or was made with something else
     */
    static Map<String, List<Prediction>> read(Path path, String identity) {
        RunFolder folder = RunFolder.open(path);
        if (!folder.noted("identity").equals(identity)) {
            throw new FolderException(FolderException.Reason.FOREIGN, path + " was made with other targets, settings,"
                + " seed, model files or another build of the program; start anew without --resume, or delete this"
                + " folder to run the study again");
        }
        folder.verify();
        try {
            Map<String, List<Prediction>> models = new LinkedHashMap<>();
            for (JsonNode target : MAPPER.readTree(Files.readAllBytes(path.resolve(NAME))).get("targets")) {
                target.get("models").properties().forEach(entry ->
                    models.computeIfAbsent(entry.getKey(), name -> new ArrayList<>())
                        .add(prediction(entry.getValue())));
            }
            return models;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path.resolve(NAME), e);
        }
    }

    private static Prediction prediction(JsonNode node) {
        double[] ci95 = interval(node, "ci95");
        double[] subjects = interval(node, "pi90_subjects");
        double[] laboratory = interval(node, "pi90");
        return new Prediction(JsonText.number(node.get("predicted")), ci95[0], ci95[1], subjects[0], subjects[1],
            laboratory[0], laboratory[1]);
    }

    private static double[] interval(JsonNode node, String key) {
        return new double[] {JsonText.number(node.get(key).get(0)), JsonText.number(node.get(key).get(1))};
    }
}
