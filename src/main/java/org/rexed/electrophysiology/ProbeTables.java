package org.rexed.electrophysiology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.rexed.electrophysiology.Observed.Potential;
import org.rexed.electrophysiology.Observed.Spikes;
import org.rexed.electrophysiology.Protocol.Level;
import org.rexed.experiment.Csv;
import org.rexed.experiment.DataFile;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.Statistics.Estimate;

/** The tables of a protocol's run folder. Rows lead with the condition, the level and one column for what is varied. */
final class ProbeTables {
    private final Protocol protocol;
    private final Results results;
    private final String lead;

    ProbeTables(Protocol protocol, Results results) {
        this.protocol = protocol;
        this.results = results;
        lead = "condition,level" + String.join("", protocol.columns().stream().map(c -> "," + c).toList());
    }

    /** Opens {@code spikes.csv}, whose first four columns are those every probe has. */
    DataFile spikes(RunFolder.Growing files) {
        return protocol.recorded().rasters() == 0 ? null : files.table("spikes.csv",
            "seed,neuron,class,time_ms,dermatome,trial," + lead + "\n");
    }

    /** Opens {@code traces.csv}. */
    DataFile traces(RunFolder.Growing files) {
        return protocol.recorded().traces().isEmpty() ? null
            : files.table("traces.csv", lead + ",seed,neuron,class,dermatome,time_ms,potential_mV,spike\n");
    }

    void write(DataFile file, Session session, Spikes spikes) {
        Level level = protocol.levels().get(spikes.level());
        String tail = row(level, session.condition().name());
        for (int s = 0; s < spikes.time_ms().length; s++) {
            Group group = protocol.recorded().groups().get(spikes.group()[s]);
            file.write(session.seed() + "," + spikes.neuron()[s] + "," + group.population() + ","
                + Csv.number(spikes.time_ms()[s]) + "," + group.place() + "," + spikes.trial() + "," + tail);
        }
    }

    void write(DataFile file, Session session, Potential trace) {
        String head = row(protocol.levels().get(trace.level()), session.condition().name()).stripTrailing() + ","
            + session.seed() + "," + trace.neuron() + "," + trace.group().population() + "," + trace.group().place();
        for (int s = 0; s < trace.time_ms().length; s++) {
            file.write(head + "," + Csv.number(trace.time_ms()[s]) + "," + Csv.number(trace.potential_mV()[s]) + ","
                + (trace.spike()[s] ? 1 : 0) + "\n");
        }
    }

    /** Writes every table that summarizes circuits. */
    void write(RunFolder folder) {
        folder.write("rates.csv", rates());
        folder.write("circuits.csv", circuits());
        folder.write("psth.csv", histograms());
        if (!protocol.windows().isEmpty()) {
            folder.write("windup.csv", evoked());
            folder.write("windup-summary.csv", windUp());
        }
        if (protocol.reflex() != null) {
            folder.write("withdrawal.csv", reactions());
            folder.write("withdrawal-summary.csv", reflexes());
        }
        if (protocol.responses() != null) {
            folder.write("responses.csv", responses());
        }
    }

    private static String row(Level level, String condition, Object... cells) {
        return row(condition, level.label(), level.values(), cells);
    }

    private static String row(String condition, String label, Map<String, Object> values, Object... cells) {
        List<Object> all = new ArrayList<>(List.of(condition, label));
        all.addAll(values.values());
        all.addAll(Arrays.asList(cells));
        return Csv.line(all.toArray());
    }

    private String rates() {
        StringBuilder text = new StringBuilder(lead + ",class,dermatome,phase,rate_hz,ci95_low,ci95_high,median_hz,"
            + "median_ci95_low,median_ci95_high,difference_hz,difference_ci95_low,difference_ci95_high,cells,n\n");
        for (Results.Rate r : results.rates()) {
            Estimate d = r.difference();
            text.append(row(r.condition(), r.level(), r.values(), r.population(), r.dermatome(), r.phase(),
                r.rate().mean(), r.rate().low(), r.rate().high(), r.median().mean(), r.median().low(),
                r.median().high(), d.mean(), d.low(), d.high(), r.cells(), r.rate().n()));
        }
        return text.toString();
    }

    private String circuits() {
        StringBuilder text = new StringBuilder(lead + ",seed,class,dermatome,phase,rate_hz,median_hz\n");
        results.circuits((condition, level, seed, group, phase, rate_Hz, median_Hz) -> text.append(row(level,
            condition, seed, group.population(), group.place(), phase, rate_Hz, median_Hz)));
        return text.toString();
    }

    private String histograms() {
        StringBuilder text = new StringBuilder(lead + ",class,dermatome,time_ms,bin_ms,rate_hz,ci95_low,ci95_high,n\n");
        results.histograms((condition, level, group, time_ms, rate) -> text.append(row(level, condition,
            group.population(), group.place(), time_ms, protocol.recorded().bin_ms(), rate.mean(), rate.low(),
            rate.high(), rate.n())));
        return text.toString();
    }

    private String evoked() {
        StringBuilder text = new StringBuilder(lead
            + ",class,dermatome,pulse,window,spikes,ci95_low,ci95_high,n\n");
        for (Results.Evoked e : results.evoked()) {
            text.append(row(e.condition(), e.level(), e.values(), e.population(), e.dermatome(), e.pulse(),
                e.window(), e.spikes().mean(), e.spikes().low(), e.spikes().high(), e.spikes().n()));
        }
        return text.toString();
    }

    private String windUp() {
        StringBuilder text = new StringBuilder(lead + ",class,dermatome,window,total,input,excess,excess_ci95_low,"
            + "excess_ci95_high,ratio_5_to_1,ratio_ci95_low,ratio_ci95_high,reduction,reduction_ci95_low,"
            + "reduction_ci95_high,n\n");
        for (Results.WindUp w : results.windUp()) {
            text.append(row(w.condition(), w.level(), w.values(), w.population(), w.dermatome(), w.window(),
                w.total().mean(), w.input().mean(), w.excess().mean(), w.excess().low(), w.excess().high(),
                finite(w.ratio().mean()), w.ratio().low(), w.ratio().high(), finite(w.reduction().mean()),
                w.reduction().low(), w.reduction().high(), w.total().n()));
        }
        return text.toString();
    }

    /** A ratio to nothing does not exist. */
    static double finite(double value) {
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    private String reactions() {
        StringBuilder text = new StringBuilder(lead + ",seed,trial,latency_s,intensity,unit,censored\n");
        results.reactions((condition, level, seed, r) -> text.append(row(level, condition, seed, r.trial(),
            r.latency_s(), r.intensity(), level.presented().unit(), r.censored())));
        return text.toString();
    }

    private String reflexes() {
        StringBuilder text = new StringBuilder(lead + ",latency_s,latency_ci95_low,latency_ci95_high,intensity,"
            + "intensity_ci95_low,intensity_ci95_high,unit,censored_share,n\n");
        for (Results.Reflex r : results.reflexes()) {
            text.append(row(r.condition(), r.level(), r.values(), r.latency().mean(), r.latency().low(),
                r.latency().high(), r.intensity().mean(), r.intensity().low(), r.intensity().high(), r.unit(),
                r.censored(), r.latency().n()));
        }
        return text.toString();
    }

    private String responses() {
        StringBuilder text = new StringBuilder(lead + ",class,dermatome,unit,excited,excited_ci95_low,"
            + "excited_ci95_high,inhibited,inhibited_ci95_low,inhibited_ci95_high,unchanged,inhibited_of_testable,"
            + "onset_to_motor_ms,onset_ci95_low,onset_ci95_high,n\n");
        for (Results.Response r : results.responses()) {
            text.append(row(r.condition(), r.level(), r.values(), r.population(), r.dermatome(), r.unit(),
                r.excited().mean(), r.excited().low(), r.excited().high(), r.inhibited().mean(), r.inhibited().low(),
                r.inhibited().high(), r.unchanged().mean(), r.inhibitedOfTestable().mean(), r.onset().mean(),
                r.onset().low(), r.onset().high(), r.excited().n()));
        }
        return text.toString();
    }
}
