package org.rexed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.experiment.Summary;

/** JSON for scripts; a number that does not exist is null. */
final class Json {
    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A number with its 95 % interval, as results have them under a key and the key with {@code _ci95}, in words. */
    static String interval(JsonNode node, String key, double factor) {
        if (!node.get(key).isNumber()) {
            return "not determined";
        }
        double mean = factor * node.get(key).asDouble();
        JsonNode ends = node.get(key + "_ci95");
        return ends == null || ends.get(0).isNull() ? String.format(Locale.ROOT, "%.3g", mean)
            : String.format(Locale.ROOT, "%.3g [%.3g, %.3g]", mean, factor * ends.get(0).asDouble(),
                factor * ends.get(1).asDouble());
    }

    /** The rows of a run's summary. */
    static ArrayNode summary(List<Summary.Row> rows) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Summary.Row row : rows) {
            ObjectNode node = array.addObject().put("arm", row.arm()).put("assay", row.assay()).put("site", row.site());
            node.put("time_min", row.time_min());
            Estimate percent = row.percent();
            node.put("n", percent.n());
            JsonText.put(node, "mean", percent.mean());
            JsonText.put(node, "sd", percent.sd());
            JsonText.interval(node, "ci95", percent.low(), percent.high());
            JsonText.put(node, "difference", row.difference().mean());
            JsonText.interval(node, "difference_ci95", row.difference().low(), row.difference().high());
        }
        return array;
    }
}
