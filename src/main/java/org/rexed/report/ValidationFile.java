package org.rexed.report;

import static org.rexed.report.ResultJson.need;
import static org.rexed.report.ResultJson.number;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of a validation, as {@code validation.json} tells them.
 *
 * @param quick whether they are of a smoke version
 * @param recorded day on which the split was laid down
 * @param models titles of the model and its rivals, by name
 * @param studies in their order
 * @param fitted scores of the fitted studies, by model
 * @param unfitted scores of the others, by model
 */
record ValidationFile(boolean quick, String recorded, Map<String, String> models, List<Study> studies,
        Map<String, Score> fitted, Map<String, Score> unfitted) {
    static final String NAME = "validation.json";

    /** One study. */
    record Study(String id, String title, boolean fitted, boolean changed, boolean complete, String citation,
            String doi, String laboratory, String leftOut, String species, int subjects, List<Target> targets) {
        long right() {
            return targets.stream().filter(t -> t.scored() && t.directionOk()).count();
        }

        long scored() {
            return targets.stream().filter(Target::scored).count();
        }
    }

    /**
     * A target; numbers that do not exist are NaN.
     *
     * @param observed published number; low and high are the ends of a published range
     * @param inner 90 % interval of chance between subjects
     * @param outer 90 % prediction interval of a laboratory
     * @param rivals predictions of the rivals, by name
     * @param at where a percent of baseline stands in a time course; null if it does not
     */
    record Target(String name, String statement, String confidence, boolean scored, boolean nullResult, String unit,
            double above, double below, double observed, double low, double high, double error, int n,
            double predicted, double[] inner, double[] outer, boolean directionOk, boolean covered,
            Map<String, Double> rivals, Place at) {
        boolean published() {
            return Double.isFinite(observed);
        }
    }

    /** A reading of an arm. */
    record Place(String assay, String site, String arm, double time_min) {}

    /** How well a model predicted; shares that do not exist are NaN. */
    record Score(int studies, int contrasts, int right, int nulls, int nullsRight, int points, double coverage,
            double coverageBySubjects, double medianError, double rmsError, boolean reached) {}

    static ValidationFile read(Path folder) {
        Path file = folder.resolve(NAME);
        return ResultJson.read(file, "validation", root -> read(file, root));
    }

    private static ValidationFile read(Path file, JsonNode root) {
        List<Study> studies = new ArrayList<>();
        need(file, root, "studies").forEach(node -> studies.add(study(file, node)));
        Map<String, String> models = new LinkedHashMap<>();
        need(file, root, "models").properties().forEach(e -> models.put(e.getKey(), e.getValue().asText()));
        JsonNode scores = need(file, root, "scores");
        return new ValidationFile(need(file, root, "quick").asBoolean(),
                need(file, root, "split_recorded").asText(), models, studies,
                scores(need(file, scores, "fitted")), scores(need(file, scores, "unfitted")));
    }

    private static Study study(Path file, JsonNode node) {
        String id = need(file, node, "id").asText();
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
            throw new UnreadableRunException(file, "'" + id + "' cannot be the name of a study");
        }
        List<Target> targets = new ArrayList<>();
        need(file, node, "targets").forEach(target -> targets.add(target(file, target)));
        return new Study(id, need(file, node, "title").asText(), need(file, node, "fitted").asBoolean(),
                need(file, node, "changed").asBoolean(), need(file, node, "complete").asBoolean(),
                need(file, node, "citation").asText(), node.path("doi").asText(""), node.path("laboratory").asText(""),
                node.path("left_out").asText(""), node.path("species").asText(""),
                need(file, node, "subjects").asInt(), targets);
    }

    private static Target target(Path file, JsonNode node) {
        JsonNode full = need(file, need(file, node, "models"), "full");
        Map<String, Double> rivals = new LinkedHashMap<>();
        node.get("models").properties().forEach(e -> rivals.put(e.getKey(), number(e.getValue().path("predicted"))));
        rivals.remove("full");
        JsonNode at = node.path("at");
        return new Target(need(file, node, "name").asText(), need(file, node, "statement").asText(),
                need(file, node, "confidence").asText(), need(file, node, "scored").asBoolean(),
                need(file, node, "null_result").asBoolean(), need(file, node, "unit").asText(),
                number(need(file, node, "above")), number(need(file, node, "below")),
                number(need(file, node, "observed")), number(node.path("observed_range").path(0)),
                number(node.path("observed_range").path(1)), number(node.path("observed_sem")),
                node.path("observed_n").asInt(0), number(need(file, node, "predicted")),
                pair(full.path("pi90_subjects")), pair(full.path("pi90")), need(file, node, "direction_ok").asBoolean(),
                node.path("covered").asBoolean(false), rivals, at.isObject() ? new Place(at.path("assay").asText(),
                        at.path("site").asText(), at.path("arm").asText(), at.path("time_min").asDouble()) : null);
    }

    private static Map<String, Score> scores(JsonNode group) {
        Map<String, Score> scores = new LinkedHashMap<>();
        group.properties().forEach(e -> {
            JsonNode s = e.getValue();
            scores.put(e.getKey(), new Score(s.path("studies").asInt(), s.path("contrasts").asInt(),
                    s.path("right").asInt(), s.path("nulls").asInt(), s.path("nulls_right").asInt(),
                    s.path("points").asInt(), number(s.path("coverage")), number(s.path("coverage_by_subjects")),
                    number(s.path("median_relative_error")), number(s.path("rms_relative_error")),
                    s.path("reached").asBoolean()));
        });
        return scores;
    }

    private static double[] pair(JsonNode node) {
        return new double[] {number(node.path(0)), number(node.path(1))};
    }
}
