package org.rexed.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.recording.Observation;
import org.rexed.scenario.Scenario;

/** Collects the readings of all subjects and condenses them: one row for each arm, assay, site and time. */
public final class Summary {
    static final String HEADER = "arm,assay,site,time_min,n,mean,sd,ci95_low,ci95_high,difference_to_reference,"
        + "difference_ci95_low,difference_ci95_high,reference_arm\n";

    private final Scenario scenario;
    private final Map<Series, double[]> percent = new LinkedHashMap<>();
    private final Map<Series, double[]> baselines = new LinkedHashMap<>();

    private final Map<String, String> units = new LinkedHashMap<>();

    private record Series(String arm, String assay, String site, double time_min) {}

    /**
     * Percent of baseline of an arm at one time.
     *
     * @param unit unit of the readings themselves
     * @param baseline mean reading before the drug, in that unit
     * @param percent mean percent of each subject's own baseline
     * @param difference mean paired difference to the reference arm, percentage points; without values for that arm
     */
    public record Row(String arm, String assay, String site, double time_min, String unit, double baseline,
                      Estimate percent, Estimate difference) {}

    Summary(Scenario scenario) {
        this.scenario = scenario;
    }

    void add(String arm, int subject, List<Observation> observations) {
        for (Observation o : observations) {
            Series series = new Series(arm, o.assay(), o.site(), o.time_min());
            column(percent, series)[subject] = o.percentOfBaseline();
            column(baselines, series)[subject] = o.baseline();
            units.put(o.assay(), o.unit());
        }
    }

    private double[] column(Map<Series, double[]> columns, Series series) {
        return columns.computeIfAbsent(series, key -> {
            double[] column = new double[scenario.subjects()];
            Arrays.fill(column, Double.NaN);
            return column;
        });
    }

    /** All rows, in the order in which the readings came. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        percent.forEach((series, values) -> {
            Series other = new Series(scenario.reference(), series.assay, series.site, series.time_min);
            boolean compare = !series.arm.equals(scenario.reference()) && percent.containsKey(other);
            Estimate difference = Statistics.of(new double[0]);
            if (compare) {
                difference = Statistics.paired(values, percent.get(other));
            }
            rows.add(new Row(series.arm, series.assay, series.site, series.time_min, units.get(series.assay),
                Statistics.of(baselines.get(series)).mean(), Statistics.of(values), difference));
        });
        return rows;
    }

    String csv() {
        StringBuilder text = new StringBuilder(HEADER);
        for (Row row : rows()) {
            text.append(Csv.line(row.arm, row.assay, row.site, row.time_min, row.percent.n(), row.percent.mean(),
                row.percent.sd(), row.percent.low(), row.percent.high(), row.difference.mean(), row.difference.low(),
                row.difference.high(), scenario.reference()));
        }
        return text.toString();
    }
}
