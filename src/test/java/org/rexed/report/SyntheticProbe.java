package org.rexed.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes the folder of a protocol with invented numbers: two conditions, three forces, pulses, traces, a reflex. */
final class SyntheticProbe {
    static final List<String> CONDITIONS = List.of("control", "nmda");
    static final List<Integer> FORCES_mN = List.of(5, 50, 400);
    static final List<String> CLASSES = List.of("c-peptidergic", "a-beta", "projection");
    private final Path folder;

    private SyntheticProbe(Path folder) {
        this.folder = folder;
    }

    static Path write(Path folder) {
        SyntheticProbe probe = new SyntheticProbe(folder);
        probe.small();
        probe.rates();
        probe.histograms();
        probe.windUp();
        probe.reflexes();
        probe.singleTrials();
        return folder;
    }

    private void text(String file, CharSequence text) {
        try {
            Files.writeString(folder.resolve(file), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(Object... cells) {
        StringBuilder line = new StringBuilder();
        for (Object cell : cells) {
            line.append(line.length() == 0 ? "" : ",").append(cell instanceof Double number
                    ? String.format(Locale.ROOT, "%.6g", number) : cell.toString());
        }
        return line.append('\n').toString();
    }

    private interface Each {
        void of(String condition, int force_mN, String level);
    }

    private static void each(Each use) {
        for (String condition : CONDITIONS) {
            FORCES_mN.forEach(force -> use.of(condition, force, force + " mN"));
        }
    }

    static double rate_Hz(String condition, int force_mN) {
        return force_mN / (condition.equals("control") ? 10.0 : 20.0);
    }

    private void small() {
        text("manifest.json", """
                {"kind": "probe", "rexed": "0.1.0", "status": "finished", "command": "rexed probe example",
                 "scenario": "example", "seed": 1, "subjects": 4, "runs": 8, "failed": 0, "java": "17",
                 "started_utc": "2026-01-01T00:00:00Z", "finished_utc": "2026-01-01T00:01:00Z"}
                """);
        text("protocol.yaml", "title: \"A <firm> press\"\nanatomy: rat-dorsal-horn\n");
        text("resolved.yaml", "rexed: 1  # protocol\ntitle: \"A <firm> press\"  # protocol\nseed: 1  # default\n");
        text("parameters.csv", "file,parameter,value,unit,origin,source,range_low,range_high,note\n"
                + "models/anatomy/x.yaml,leak,2,nS,measured,Author_2000,1,3,a note\n");
        text("conditions.csv", "condition,label,reference\ncontrol,Vehicle,true\nnmda,NMDA block,false\n");
        text("phases.csv", "name,counts_from,from_ms,until_ms\nbaseline,stimulus,-1000,0\nstimulus,stimulus,0,2000\n"
                + "c,pulse,90,800\n");
        StringBuilder stimulus = new StringBuilder("level,force_mN,time_ms,intensity,resting,unit,pulse\n");
        for (int force : FORCES_mN) {
            double[][] course = {{-1000, 0}, {-10, 0}, {0, force}, {1990, force}, {2000, 0}, {3000, 0}};
            for (double[] sample : course) {
                stimulus.append(line(force + " mN", force, sample[0], sample[1], 0, "mN", ""));
            }
        }
        text("stimulus.csv", stimulus);
    }

    private void rates() {
        StringBuilder rows = new StringBuilder("condition,level,force_mN,class,dermatome,phase,rate_hz,ci95_low,"
                + "ci95_high,median_hz,median_ci95_low,median_ci95_high,difference_hz,difference_ci95_low,"
                + "difference_ci95_high,cells,n\n");
        each((condition, force, level) -> {
            for (String population : CLASSES) {
                for (String phase : List.of("baseline", "stimulus")) {
                    double rate = phase.equals("baseline") ? 0.5 : rate_Hz(condition, force);
                    boolean reference = condition.equals("control");
                    double difference = rate - (phase.equals("baseline") ? 0.5 : rate_Hz("control", force));
                    rows.append(line(condition, level, force, population, "L5", phase, rate, rate * 0.8, rate * 1.2,
                            rate, rate, rate, reference ? "" : difference, reference ? "" : difference - 0.1,
                            reference ? "" : difference + 0.1, 10, 4));
                }
            }
        });
        text("rates.csv", rows);
    }

    private void histograms() {
        StringBuilder rows = new StringBuilder(
                "condition,level,force_mN,class,dermatome,time_ms,bin_ms,rate_hz,ci95_low,ci95_high,n\n");
        each((condition, force, level) -> {
            for (String population : CLASSES) {
                for (int time = -1000; time < 3000; time += 10) {
                    double rate = time >= 0 && time < 2000 ? rate_Hz(condition, force) : 0.5;
                    rows.append(line(condition, level, force, population, "L5", time, 10, rate, rate * 0.8, rate * 1.2,
                            4));
                }
            }
        });
        text("psth.csv", rows);
    }

    private void windUp() {
        StringBuilder rows = new StringBuilder(
                "condition,level,force_mN,class,dermatome,pulse,window,spikes,ci95_low,ci95_high,n\n");
        StringBuilder summary = new StringBuilder("condition,level,force_mN,class,dermatome,window,total,input,excess,"
                + "excess_ci95_low,excess_ci95_high,ratio_5_to_1,ratio_ci95_low,ratio_ci95_high,reduction,"
                + "reduction_ci95_low,reduction_ci95_high,n\n");
        each((condition, force, level) -> {
            for (int pulse = 1; pulse <= 16; pulse++) {
                double spikes = condition.equals("control") ? 2 + pulse : 2;
                rows.append(line(condition, level, force, "projection", "L5", pulse, "c", spikes, spikes - 1,
                        spikes + 1, 4));
            }
            summary.append(line(condition, level, force, "projection", "L5", "c", 168, 48, 120, 100, 140, 2.33, 2, 3,
                    0.9, 0.8, 1, 4));
        });
        text("windup.csv", rows);
        text("windup-summary.csv", summary);
    }

    private void reflexes() {
        StringBuilder single = new StringBuilder(
                "condition,level,force_mN,seed,trial,latency_s,intensity,unit,censored\n");
        StringBuilder summary = new StringBuilder("condition,level,force_mN,latency_s,latency_ci95_low,"
                + "latency_ci95_high,intensity,intensity_ci95_low,intensity_ci95_high,unit,censored_share,n\n");
        StringBuilder responses = new StringBuilder("condition,level,force_mN,class,dermatome,unit,excited,"
                + "excited_ci95_low,excited_ci95_high,inhibited,inhibited_ci95_low,inhibited_ci95_high,unchanged,"
                + "inhibited_of_testable,onset_to_motor_ms,onset_ci95_low,onset_ci95_high,n\n");
        each((condition, force, level) -> {
            single.append(line(condition, level, force, 1, 0, 1.25, force, "mN", force < 50));
            summary.append(line(condition, level, force, 1.25, 1, 1.5, force, force, force, "mN",
                    force < 50 ? 0.25 : 0, 4));
            responses.append(line(condition, level, force, "projection", "L5", "cell", 0.6, 0.5, 0.7, 0.1, 0.05, 0.15,
                    0.3, 0.2, -40, -60, -20, 4));
        });
        text("withdrawal.csv", single);
        text("withdrawal-summary.csv", summary);
        text("responses.csv", responses);
    }

    private void singleTrials() {
        StringBuilder spikes = new StringBuilder(
                "seed,neuron,class,time_ms,dermatome,trial,condition,level,force_mN\n");
        StringBuilder traces = new StringBuilder(
                "condition,level,force_mN,seed,neuron,class,dermatome,time_ms,potential_mV,spike\n");
        each((condition, force, level) -> {
            // The first spikes are those of the last class: the order of rows says nothing.
            for (int i = 0; i < 40; i++) {
                spikes.append(line(1, 900 + i % 4, "projection", -900 + 90 * i, "L5", 0, condition, level, force));
                spikes.append(line(1, 100 + i % 7, "c-peptidergic", -800 + 90 * i, "L5", 0, condition, level, force));
            }
            for (int step = -2000; step < 6000; step++) {
                boolean spike = step > 0 && step % 400 == 0;
                traces.append(line(condition, level, force, 1, 900, "projection", "L5", step * 0.5,
                        -60 + 5 * StrictMath.sin(step / 100.0), spike ? 1 : 0));
            }
        });
        text("spikes.csv", spikes);
        text("traces.csv", traces);
    }
}
