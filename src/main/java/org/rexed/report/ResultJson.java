package org.rexed.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** A JSON file of results; what is missing in it is told. */
final class ResultJson {
    private ResultJson() {}

    /**
     * Reads a file.
     *
     * @param kind what the folder should be of, for the message if the file is missing
     * @param reader makes what is wanted of the file's root
     * @throws UnreadableRunException if the file is missing, is not JSON, or lacks a field
     */
    static <T> T read(Path file, String kind, Function<JsonNode, T> reader) {
        if (!Files.isRegularFile(file)) {
            throw new UnreadableRunException(file, "file missing; is this the folder of a " + kind + "?");
        }
        try {
            return reader.apply(new ObjectMapper().readTree(Files.readAllBytes(file)));
        } catch (JsonProcessingException e) {
            throw new UnreadableRunException(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                    "not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** A field that must be there. */
    static JsonNode need(Path file, JsonNode node, String key) {
        if (!node.has(key)) {
            throw new UnreadableRunException(file, "field '" + key + "' is missing");
        }
        return node.get(key);
    }

    /** A number; NaN if it is none. */
    static double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }
}
