package org.rexed.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.experiment.Statistics;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.measure.Observed;

/** All patients of a clinic with the verdicts of the rules and of a statistical classifier. */
public final class Consultations {
    /** The classifier never sees the patients it is asked about. */
    private static final int FOLDS = 10;

    private final Clinic clinic;
    private final List<Consultation> list;

    /**
     * One patient.
     *
     * @param arm its group
     * @param patient number in the group
     * @param truth name of the true cause
     * @param readings what the clinic read
     * @param verdict of the rules
     * @param statistics name of the cause that the classifier gives
     */
    public record Consultation(String arm, int patient, String truth, Map<String, Double> readings, Verdict verdict,
                               String statistics) {
        /** Whether the rules, or the classifier, name the true cause. */
        public boolean right(boolean rules) {
            return truth.equals(rules ? verdict.cause().name() : statistics);
        }
    }

    private Consultations(Clinic clinic, List<Consultation> list) {
        this.clinic = clinic;
        this.list = list;
    }

    /** Judges every patient. */
    public static Consultations of(Clinic clinic, Observed observed) {
        List<String> causes = clinic.rules().causes().stream().map(Cause::name).toList();
        List<Consultation> open = new ArrayList<>();
        clinic.truth().forEach((arm, truth) -> {
            for (int patient = 0; patient < observed.subjects(); patient++) {
                Map<String, Double> readings = clinic.readings(arm, patient, observed);
                open.add(new Consultation(arm, patient, truth, readings, clinic.rules().judge(readings), ""));
            }
        });
        double[][] table = open.stream().map(c -> c.readings().values().stream()
            .mapToDouble(value -> Double.isNaN(value) ? 0 : value).toArray()).toArray(double[][]::new);
        int[] truth = open.stream().mapToInt(c -> causes.indexOf(c.truth())).toArray();
        int[] classified = DiscriminantAnalysis.crossValidated(table, truth, causes.size(), FOLDS);
        List<Consultation> list = new ArrayList<>();
        for (int p = 0; p < classified.length; p++) {
            Consultation c = open.get(p);
            list.add(new Consultation(c.arm(), c.patient(), c.truth(), c.readings(), c.verdict(),
                causes.get(classified[p])));
        }
        return new Consultations(clinic, List.copyOf(list));
    }

    /** Patients, group by group. */
    public List<Consultation> list() {
        return list;
    }

    /** Share of patients whose true cause the rules, or the classifier, name. */
    public Estimate accuracy(boolean rules) {
        return Statistics.share((int) list.stream().filter(c -> c.right(rules)).count(), list.size());
    }

    /** Numbers of verdicts, in the order of the causes, by true cause. */
    public Map<String, int[]> confusion(boolean rules) {
        List<String> causes = clinic.rules().causes().stream().map(Cause::name).toList();
        Map<String, int[]> confusion = new LinkedHashMap<>();
        for (Consultation c : list) {
            confusion.computeIfAbsent(c.truth(), truth -> new int[causes.size()])
                [causes.indexOf(rules ? c.verdict().cause().name() : c.statistics())]++;
        }
        return confusion;
    }
}
