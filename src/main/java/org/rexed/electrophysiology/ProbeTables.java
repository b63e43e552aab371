package org.rexed.electrophysiology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rexed.electrophysiology.Observed.Potential;
import org.rexed.electrophysiology.Observed.Spikes;
import org.rexed.electrophysiology.Protocol.Level;
import org.rexed.experiment.Csv;
import org.rexed.experiment.DataFile;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.nociception.Stimulus;

/** The tables of a protocol's run folder. Rows lead with the condition, the level and one column for what is varied. */
final class ProbeTables {
    /** Time between samples of the stimulus. */
    private static final double STIMULUS_ms = 10;
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
        folder.write("conditions.csv", conditions());
        folder.write("phases.csv", phases());
        folder.write("stimulus.csv", stimuli());
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

    private String conditions() {
        StringBuilder text = new StringBuilder("condition,label,reference\n");
        protocol.conditions().forEach(c -> text.append(Csv.line(c.name(), c.label(),
            c.name().equals(protocol.reference()))));
        return text.toString();
    }

    private String phases() {
        StringBuilder text = new StringBuilder("name,counts_from,from_ms,until_ms\n");
        protocol.phases().forEach(p -> text.append(Csv.line(p.name(), p.zero().name().toLowerCase(Locale.ROOT),
            p.from_ms(), p.until_ms())));
        protocol.windows().forEach(w -> text.append(Csv.line(w.name(), "pulse", w.from_ms(), w.until_ms())));
        return text.toString();
    }

    /** Pulses, or samples of the intensity at the stimulated place on both sides of every change. */
    private String stimuli() {
        StringBuilder text = new StringBuilder("level" + lead.substring("condition,level".length())
            + ",time_ms,intensity,resting,unit,pulse\n");
        double onset_ms = protocol.settle_ms() + protocol.baseline_ms();
        for (Level level : protocol.levels()) {
            Presented presented = level.presented();
            Stimulus stimulus = presented.stimulus();
            double[] pulses_ms = presented.pulses_ms();
            for (int pulse = 0; pulse < pulses_ms.length; pulse++) {
                text.append(stimulus(level, pulses_ms[pulse], stimulus.intensity(onset_ms + pulses_ms[pulse]),
                    pulse + 1));
            }
            if (pulses_ms.length > 0 || presented.site() == null) {
                continue;
            }
            double late_ms = stimulus.arrival_ms(presented.site().x_mm(), presented.site().y_mm());
            int first = (int) StrictMath.floor(-protocol.baseline_ms() / STIMULUS_ms);
            int last = (int) StrictMath.ceil(protocol.duration_ms() / STIMULUS_ms);
            double written = Double.NaN;
            double before = Double.NaN;
            boolean skipped = false;
            for (int i = first; i <= last; i++) {
                double time_ms = Math.max(-protocol.baseline_ms(), Math.min(protocol.duration_ms(), i * STIMULUS_ms));
                double intensity = stimulus.intensity(onset_ms + time_ms - late_ms);
                if (intensity != written && skipped) {
                    text.append(stimulus(level, (i - 1) * STIMULUS_ms, before, null));
                }
                skipped = intensity == written && i < last;
                if (!skipped) {
                    text.append(stimulus(level, time_ms, intensity, null));
                    written = intensity;
                }
                before = intensity;
            }
        }
        return text.toString();
    }

    private static String stimulus(Level level, double time_ms, double intensity, Integer pulse) {
        List<Object> all = new ArrayList<>(List.of(level.label()));
        all.addAll(level.values().values());
        all.addAll(Arrays.asList(time_ms, intensity, level.presented().stimulus().resting(),
            level.presented().unit(), pulse == null ? "" : pulse));
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
