package org.rexed.claims;

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
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.measure.Needs;

/** Writes results as JSON, and reads them back when a ledger goes on; a number that does not exist is null. */
final class ResultFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ResultFile() {}

    /** One claim, with the fields scripts rely on and everything a page about it shows. */
    static ObjectNode json(Result result) {
        Claim claim = result.claim();
        ObjectNode node = MAPPER.createObjectNode().put("id", claim.id()).put("title", claim.title())
            .put("verdict", result.verdict().key()).put("measure", claim.measures().get(0).title());
        if (!result.findings().isEmpty()) {
            put(node, result.findings().get(0));
        }
        if (result.controls().isEmpty()) {
            node.putNull("control");
        } else {
            Result.Controlled first = result.controls().get(0);
            ObjectNode control = node.putObject("control").put("title", first.control().title());
            put(control, first.findings().values().iterator().next());
            control.put("broken", first.broken());
        }
        node.put("folder", result.folder().toString()).put("statement", claim.statement())
            .put("examined", claim.examined()).put("note", claim.note())
            .put("scenario", claim.scenario().title()).put("description", claim.scenario().description())
            .put("seed", result.seed()).put("subjects", result.subjects());
        ArrayNode measures = node.putArray("measures");
        result.findings().forEach(finding -> measures.add(json(finding)));
        ArrayNode controls = node.putArray("controls");
        for (Result.Controlled controlled : result.controls()) {
            ObjectNode control = controls.addObject().put("title", controlled.control().title())
                .put("broken", controlled.broken());
            controlled.control().changes().forEach(control.putObject("set")::put);
            ArrayNode broken = control.putArray("measures");
            controlled.findings().forEach((number, finding) -> broken.add(json(finding).put("number", number)));
        }
        Needs needs = new Needs();
        claim.measures().forEach(measure -> measure.quantity().addTo(needs));
        ArrayNode arms = node.putArray("arms");
        needs.arms().forEach(arms::add);
        ArrayNode readouts = node.putArray("readouts");
        needs.readouts().stream().map(r -> List.of(r.assay(), r.site())).distinct().forEach(readout ->
            readouts.addObject().put("assay", readout.get(0)).put("site", readout.get(1)));
        ArrayNode states = node.putArray("states");
        needs.variables().stream().map(v -> List.of(v.entity(), v.variable())).distinct().forEach(state ->
            states.addObject().put("entity", state.get(0)).put("variable", state.get(1)));
        return node;
    }

    private static ObjectNode json(Result.Finding finding) {
        ObjectNode node = MAPPER.createObjectNode().put("measure", finding.measure().title())
            .put("rule", finding.measure().rule()).put("judged", finding.measure().judged())
            .put("holds", finding.holds());
        JsonText.put(node, "above", finding.measure().low());
        JsonText.put(node, "below", finding.measure().high());
        put(node, finding);
        return node;
    }

    private static void put(ObjectNode node, Result.Finding finding) {
        Estimate e = finding.estimate();
        JsonText.put(node, "effect", e.mean());
        JsonText.interval(node, "ci95", e.low(), e.high());
        node.put("n", e.n());
    }

    /**
     * The result in the folder of a claim that was finished earlier; null if a control of it was not.
     *
     * @throws FolderException if the folder is damaged, or was made with another scenario, seed, model or version
     */
    static Result read(Claim claim, Path path, String identity, long seed, int subjects) {
        RunFolder folder = RunFolder.open(path);
        if (!folder.noted("identity").equals(identity)) {
            throw new FolderException(FolderException.Reason.FOREIGN, path + " was made with other measures, settings,"
                + " seed, model files or another build of the program; start anew without --resume, or delete this"
                + " folder to run the claim again");
        }
        folder.verify();
        for (int i = 1; i <= claim.controls().size(); i++) {
            RunFolder.open(path.resolve("control-" + i)).verify();
        }
        Path file = path.resolve("result.json");
        try {
            JsonNode node = MAPPER.readTree(Files.readAllBytes(file));
            if (node.get("verdict").asText().equals(Result.Verdict.NOT_RUN.key())) {
                return null;
            }
            List<Result.Finding> findings = new ArrayList<>();
            for (int i = 0; i < claim.measures().size(); i++) {
                findings.add(Result.Finding.of(claim.measures().get(i), estimate(node.get("measures").get(i))));
            }
            List<Result.Controlled> controls = new ArrayList<>();
            for (int i = 0; i < claim.controls().size(); i++) {
                Map<Integer, Result.Finding> broken = new LinkedHashMap<>();
                for (JsonNode each : node.get("controls").get(i).get("measures")) {
                    int number = each.get("number").asInt();
                    broken.put(number, Result.Finding.of(claim.measures().get(number), estimate(each)));
                }
                controls.add(new Result.Controlled(claim.controls().get(i), broken));
            }
            return new Result(claim, Result.verdict(findings, controls), findings, controls, seed, subjects, path,
                true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static Estimate estimate(JsonNode node) {
        return new Estimate(node.get("n").asInt(), JsonText.number(node.get("effect")), Double.NaN,
            JsonText.number(node.get("ci95").get(0)), JsonText.number(node.get("ci95").get(1)));
    }
}
