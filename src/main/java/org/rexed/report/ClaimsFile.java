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
 * The results of a claims ledger, as {@code claims.json} tells them.
 *
 * @param quick whether they are of a smoke version
 * @param claims in the order of the ledger
 */
record ClaimsFile(boolean quick, List<Claim> claims) {
    static final String NAME = "claims.json";

    /**
     * One claim.
     *
     * @param verdict pass, fail or not-run
     * @param arms arms that were run
     * @param readouts assays and sites that were used, each as two texts
     * @param states entities and slow variables that were used, each as two texts
     */
    record Claim(String id, String title, String verdict, String statement, String examined, String note,
            String scenario, String description, String seed, int subjects, List<Finding> measures,
            List<Control> controls, List<String> arms, List<List<String>> readouts, List<List<String>> states) {}

    /** Something measured; numbers that do not exist are NaN, bounds that do not exist too. */
    record Finding(String measure, String rule, boolean judged, boolean holds, double above, double below,
            double effect, double low, double high, int n, int number) {
        /** Effect and interval in words. */
        String interval() {
            return !Double.isFinite(effect) ? "not determined" : Numbers.brief(effect)
                    + (Double.isFinite(low) && Double.isFinite(high)
                            ? " [" + Numbers.brief(low) + ", " + Numbers.brief(high) + "]" : "");
        }
    }

    /** A control, what it changes, and what became of the measures it must break. */
    record Control(String title, boolean broken, Map<String, String> set, List<Finding> measures) {}

    static ClaimsFile read(Path folder) {
        Path file = folder.resolve(NAME);
        return ResultJson.read(file, "claims ledger", root -> read(file, root));
    }

    private static ClaimsFile read(Path file, JsonNode root) {
        List<Claim> claims = new ArrayList<>();
        for (JsonNode node : need(file, root, "claims")) {
            claims.add(claim(file, node));
        }
        return new ClaimsFile(need(file, root, "quick").asBoolean(), claims);
    }

    private static Claim claim(Path file, JsonNode node) {
        String id = need(file, node, "id").asText();
        if (!id.matches("[A-Za-z][A-Za-z0-9-]{0,31}")) {
            throw new UnreadableRunException(file, "'" + id + "' cannot be the id of a claim");
        }
        List<Finding> measures = new ArrayList<>();
        need(file, node, "measures").forEach(each -> measures.add(finding(file, each)));
        List<Control> controls = new ArrayList<>();
        for (JsonNode control : need(file, node, "controls")) {
            Map<String, String> set = new LinkedHashMap<>();
            need(file, control, "set").properties().forEach(entry -> set.put(entry.getKey(),
                    entry.getValue().asText()));
            List<Finding> broken = new ArrayList<>();
            need(file, control, "measures").forEach(each -> broken.add(finding(file, each)));
            controls.add(new Control(need(file, control, "title").asText(), need(file, control, "broken").asBoolean(),
                    set, broken));
        }
        List<String> arms = new ArrayList<>();
        need(file, node, "arms").forEach(arm -> arms.add(arm.asText()));
        return new Claim(id, text(file, node, "title"), text(file, node, "verdict"), text(file, node, "statement"),
                text(file, node, "examined"), text(file, node, "note"), text(file, node, "scenario"),
                text(file, node, "description"), text(file, node, "seed"), need(file, node, "subjects").asInt(),
                measures, controls, arms, pairs(file, node, "readouts", "assay", "site"),
                pairs(file, node, "states", "entity", "variable"));
    }

    private static String text(Path file, JsonNode node, String key) {
        return need(file, node, key).asText();
    }

    private static List<List<String>> pairs(Path file, JsonNode node, String key, String first, String second) {
        List<List<String>> pairs = new ArrayList<>();
        need(file, node, key).forEach(each -> pairs.add(List.of(text(file, each, first), text(file, each, second))));
        return pairs;
    }

    private static Finding finding(Path file, JsonNode node) {
        JsonNode interval = need(file, node, "ci95");
        return new Finding(text(file, node, "measure"), text(file, node, "rule"), need(file, node, "judged")
                .asBoolean(), need(file, node, "holds").asBoolean(), number(need(file, node, "above")),
                number(need(file, node, "below")), number(need(file, node, "effect")), number(interval.path(0)),
                number(interval.path(1)), need(file, node, "n").asInt(), node.path("number").asInt(-1));
    }
}
