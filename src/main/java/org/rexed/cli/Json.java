package org.rexed.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.experiment.Summary;

/** JSON for scripts; a number that does not exist is null. */
final class Json {
    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
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
