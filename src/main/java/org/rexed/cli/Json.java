package org.rexed.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.experiment.Summary;

/** JSON for scripts; a number that does not exist is null. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a number, or null if it is not finite. */
    static void put(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }

    /** Puts an interval as a list of two. */
    static void interval(ObjectNode node, String key, double low, double high) {
        ArrayNode array = node.putArray(key);
        for (double end : new double[] {low, high}) {
            if (Double.isFinite(end)) {
                array.add(end);
            } else {
                array.addNull();
            }
        }
    }

    /** The rows of a run's summary. */
    static ArrayNode summary(List<Summary.Row> rows) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Summary.Row row : rows) {
            ObjectNode node = array.addObject().put("arm", row.arm()).put("assay", row.assay()).put("site", row.site());
            node.put("time_min", row.time_min());
            Estimate percent = row.percent();
            node.put("n", percent.n());
            put(node, "mean", percent.mean());
            put(node, "sd", percent.sd());
            interval(node, "ci95", percent.low(), percent.high());
            put(node, "difference", row.difference().mean());
            interval(node, "difference_ci95", row.difference().low(), row.difference().high());
        }
        return array;
    }
}
