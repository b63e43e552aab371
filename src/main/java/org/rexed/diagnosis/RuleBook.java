package org.rexed.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reasoning of the clinic as a table of expected findings. Each readout says how probable each of its findings is,
 * given its error; a cause whose expected findings are probable becomes so itself (Bayes, causes equally probable
 * beforehand, readouts independent). Nothing is learned from patients.
 *
 * @param readouts what can be read
 * @param causes what may ail
 * @param misleading probability that a readout says nothing about the cause, so that no single one decides
 */
public record RuleBook(List<Readout> readouts, List<Cause> causes, double misleading) {
    /** Keeps its own copies. */
    public RuleBook {
        readouts = List.copyOf(readouts);
        causes = List.copyOf(causes);
    }

    /**
     * The verdict on a patient.
     *
     * @param readings by name of the readout; those that are missing or NaN are passed over
     */
    public Verdict judge(Map<String, Double> readings) {
        double[] logs = new double[causes.size()];
        for (Readout readout : readouts) {
            for (int c = 0; c < logs.length; c++) {
                logs[c] += weight(readout, causes.get(c), readings);
            }
        }
        double highest = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            highest = Math.max(highest, log);
        }
        double sum = 0;
        for (double log : logs) {
            sum += StrictMath.exp(log - highest);
        }
        Map<String, Double> probabilities = new LinkedHashMap<>();
        int best = 0;
        for (int c = 0; c < logs.length; c++) {
            probabilities.put(causes.get(c).name(), StrictMath.exp(logs[c] - highest) / sum);
            best = logs[c] > logs[best] ? c : best;
        }
        int next = best == 0 ? 1 : 0;
        for (int c = 0; c < logs.length; c++) {
            next = c != best && logs[c] > logs[next] ? c : next;
        }
        return new Verdict(causes.get(best), probabilities.get(causes.get(best).name()), probabilities,
            reasons(causes.get(best), causes.get(next), readings));
    }

    private List<Verdict.Reason> reasons(Cause best, Cause next, Map<String, Double> readings) {
        List<Verdict.Reason> reasons = new ArrayList<>();
        for (Readout readout : readouts) {
            double reading = readings.getOrDefault(readout.name(), Double.NaN);
            if (!Double.isNaN(reading)) {
                reasons.add(new Verdict.Reason(readout, reading, Finding.of(reading, readout.notable()),
                    weight(readout, best, readings) - weight(readout, next, readings)));
            }
        }
        reasons.sort(Comparator.comparingDouble(Verdict.Reason::weight).reversed());
        return reasons;
    }

    /** Logarithm of the probability of what is expected of a readout; of one of three if nothing is. */
    private double weight(Readout readout, Cause cause, Map<String, Double> readings) {
        double reading = readings.getOrDefault(readout.name(), Double.NaN);
        if (Double.isNaN(reading)) {
            return 0;
        }
        double anything = 1.0 / Finding.values().length;
        double agrees = anything;
        if (cause.expects().containsKey(readout.name())) {
            agrees = 0;
            for (Finding finding : cause.expects().get(readout.name())) {
                agrees += finding.probability(reading, readout.notable(), readout.error());
            }
            agrees /= cause.expects().get(readout.name()).size();
        }
        // Not zero: what contradicts every cause must not make all of them impossible.
        return StrictMath.log(Math.max(Double.MIN_NORMAL, (1 - misleading) * agrees + misleading * anything));
    }
}
