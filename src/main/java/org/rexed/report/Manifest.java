package org.rexed.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run folder says about itself.
 *
 * @param version version of Rexed that made it
 * @param command command line as typed; empty if not recorded
 * @param scenario name of the scenario
 * @param seed seed of the whole run
 * @param subjects subjects in each arm
 * @param runs planned runs: arms times subjects
 * @param failed runs that did not finish
 * @param java Java version; empty if not recorded
 * @param started_utc start as ISO-8601 text; empty if not recorded
 * @param finished_utc end as ISO-8601 text; empty if not recorded
 */
public record Manifest(
        String version, String command, String scenario, String seed, long subjects, long runs, long failed,
        String java, String started_utc, String finished_utc) {

    /** Runs that finished. */
    public long succeeded() {
        return runs - failed;
    }

    static Manifest read(Path file) {
        try {
            JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
            if (root == null || !root.isObject()) {
                throw new UnreadableRunException(file, "expected a JSON object");
            }
            Manifest manifest = new Manifest(required(file, root, "rexed"), optional(root, "command"),
                    required(file, root, "scenario"), required(file, root, "seed"), count(file, root, "subjects"),
                    count(file, root, "runs"), count(file, root, "failed"), optional(root, "java"),
                    optional(root, "started_utc"), optional(root, "finished_utc"));
            if (manifest.failed > manifest.runs) {
                throw new UnreadableRunException(file,
                        "failed is " + manifest.failed + " but runs is only " + manifest.runs);
            }
            return manifest;
        } catch (JsonProcessingException e) {
            throw new UnreadableRunException(file, e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                    "not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** Whether a manifest says that its folder is of that kind; no if it cannot be read. */
    static boolean isKind(Path file, String kind) {
        return noted(file, "kind").equals(kind);
    }

    /** What a manifest notes under a key; empty if nothing, or if it cannot be read. */
    static String noted(Path file, String key) {
        try {
            JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
            return root == null ? "" : root.path(key).asText("");
        } catch (IOException e) {
            // Told with line and reason by whoever reads the whole file.
            return "";
        }
    }

    private static String required(Path file, JsonNode root, String key) {
        if (!root.hasNonNull(key)) {
            throw new UnreadableRunException(file, "field '" + key + "' is missing");
        }
        return optional(root, key);
    }

    private static long count(Path file, JsonNode root, String key) {
        String text = required(file, root, key);
        if (!root.get(key).isIntegralNumber() || root.get(key).longValue() < 0) {
            throw new UnreadableRunException(file, "field '" + key + "': found " + text + ", expected a count");
        }
        return root.get(key).longValue();
    }

    private static String optional(JsonNode root, String key) {
        JsonNode node = root.path(key);
        if (node.isArray()) {
            List<String> words = new ArrayList<>();
            node.forEach(word -> words.add(word.asText()));
            return String.join(" ", words);
        }
        return node.isNull() ? "" : node.asText("");
    }
}
