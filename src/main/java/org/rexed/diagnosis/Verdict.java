package org.rexed.diagnosis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What the rules say of a patient.
 *
 * @param cause the most probable cause
 * @param confidence its probability among the causes
 * @param probabilities of all causes, in their order
 * @param reasons readouts that speak most for it against the next probable cause, strongest first
 */
public record Verdict(Cause cause, double confidence, Map<String, Double> probabilities, List<Reason> reasons) {
    private static final int REASONS_TOLD = 3;

    /** The strongest reasons in words. */
    public List<String> inWords() {
        return reasons.stream().filter(reason -> reason.weight() > 0).limit(REASONS_TOLD)
            .map(reason -> reason.readout().title() + ": " + reason.finding().word()).toList();
    }

    /** Adds verdict, confidence, reasons, readouts and the probabilities of all causes to an object. */
    public void addTo(ObjectNode node) {
        node.put("verdict", cause.name()).put("confidence", confidence);
        ArrayNode told = node.putArray("reasons");
        inWords().forEach(told::add);
        ArrayNode read = node.putArray("readouts");
        reasons.forEach(reason -> read.addObject().put("name", reason.readout().name()).put("value", reason.reading())
            .put("finding", reason.finding().word()).put("weight", reason.weight()));
        ObjectNode all = node.putObject("probabilities");
        probabilities.forEach(all::put);
    }

    /**
     * One readout and what it says.
     *
     * @param readout which
     * @param reading as read
     * @param finding what it shows taken at its word
     * @param weight natural logarithm of how many times more probable it is under the verdict than under the next cause
     */
    public record Reason(Readout readout, double reading, Finding finding, double weight) {}
}
