package org.rexed.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/** How results are written as JSON: a number that does not exist is null, an interval is a list of two. */
public final class JsonText {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonText() {}

    /** The node as indented text that ends a line. */
    public static String of(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node).replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a number, or null if it is not finite. */
    public static void put(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }

    /** Puts an interval as a list of two. */
    public static void interval(ObjectNode node, String key, double low, double high) {
        ArrayNode array = node.putArray(key);
        for (double end : new double[] {low, high}) {
            if (Double.isFinite(end)) {
                array.add(end);
            } else {
                array.addNull();
            }
        }
    }

    /** Puts an estimate: its value under the key, its 95 % interval under the key and {@code _ci95}. */
    public static void estimate(ObjectNode node, String key, double value, double low, double high) {
        put(node, key, value);
        interval(node, key + "_ci95", low, high);
    }

    /** The same of an estimate. */
    public static void estimate(ObjectNode node, String key, Statistics.Estimate e) {
        estimate(node, key, e.mean(), e.low(), e.high());
    }

    /** A number that was put, NaN for null. */
    public static double number(JsonNode node) {
        return node.isNull() ? Double.NaN : node.asDouble();
    }
}
