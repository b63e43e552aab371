package org.rexed.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.TDistribution;

/** Writes a run folder with invented but plausible numbers: six arms of eight rats over eight days. */
final class SyntheticRun {
    static final List<String> ARMS = List.of(
            "vehicle", "morphine", "morphine-ketamine", "morphine-clonidine", "switch-buprenorphine", "dlf-cut");
    static final int SUBJECTS = 8;
    static final int DAY_MIN = 1440;
    private static final double[] TIMES_DAY = {0, 0.08, 1, 2, 3, 4, 5, 6, 7, 8};

    private final Path folder;
    private final SplittableRandom random = new SplittableRandom(7);

    private SyntheticRun(Path folder) {
        this.folder = folder;
    }

    static Path write(Path folder) {
        SyntheticRun run = new SyntheticRun(folder);
        run.readings();
        run.states();
        run.events();
        run.spikes();
        run.rest();
        return folder;
    }

    static void replace(Path folder, String file, String old, String now) {
        try {
            String text = Files.readString(folder.resolve(file));
            if (!text.contains(old)) {
                throw new IllegalArgumentException(file + " holds no " + old);
            }
            Files.writeString(folder.resolve(file), text.replace(old, now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readings() {
        StringBuilder rows = new StringBuilder(
                "arm,subject,seed,time_min,assay,site,reading,unit,baseline,percent_of_baseline,censored\n");
        StringBuilder summary = new StringBuilder("arm,assay,site,time_min,n,mean,sd,ci95_low,ci95_high,"
                + "difference_to_reference,difference_ci95_low,difference_ci95_high,reference_arm\n");
        for (String assay : List.of("hargreaves", "von-frey")) {
            double[][] vehicle = new double[TIMES_DAY.length][];
            for (String arm : ARMS) {
                for (int t = 0; t < TIMES_DAY.length; t++) {
                    double[] percent = new double[SUBJECTS];
                    for (int s = 0; s < SUBJECTS; s++) {
                        double baseline = assay.equals("hargreaves") ? 10 + 0.2 * s : 13 + 0.3 * s;
                        double cutoff = assay.equals("hargreaves") ? 20 : 26;
                        double reading = baseline * effect(arm, TIMES_DAY[t]) * (1 + 0.08 * gauss());
                        boolean censored = reading >= cutoff;
                        reading = Math.min(reading, cutoff);
                        percent[s] = 100 * reading / baseline;
                        rows.append(line(arm, s + 1, 4000 + s, TIMES_DAY[t] * DAY_MIN, assay, "left-hindpaw", reading,
                                assay.equals("hargreaves") ? "s" : "g", baseline, percent[s], censored));
                    }
                    if (arm.equals("vehicle")) {
                        vehicle[t] = percent;
                    }
                    double[] difference = new double[SUBJECTS];
                    for (int s = 0; s < SUBJECTS; s++) {
                        difference[s] = percent[s] - vehicle[t][s];
                    }
                    double[] p = interval(percent);
                    double[] d = interval(difference);
                    summary.append(arm.equals("vehicle")
                            ? line(arm, assay, "left-hindpaw", TIMES_DAY[t] * DAY_MIN, SUBJECTS, p[0], p[1], p[2],
                                    p[3], "", "", "", "vehicle")
                            : line(arm, assay, "left-hindpaw", TIMES_DAY[t] * DAY_MIN, SUBJECTS, p[0], p[1], p[2],
                                    p[3], d[0], d[2], d[3], "vehicle"));
                }
            }
        }
        text("observations.csv", rows);
        text("summary.csv", summary);
    }

    private static double effect(String arm, double day) {
        double analgesia = arm.equals("vehicle") || day == 0 ? 0 : 0.95 * StrictMath.exp(-day / 1.5);
        double full = arm.equals("vehicle") ? 0 : 0.45 * (1 - StrictMath.exp(-day / 3));
        double share = switch (arm) {
            case "morphine-ketamine" -> 0.35;
            case "morphine-clonidine" -> 0.6;
            case "switch-buprenorphine" -> day > 4 ? StrictMath.exp(-(day - 4) / 1.5) : 1;
            case "dlf-cut" -> 0.25;
            default -> 1;
        };
        return 1 + analgesia - full * share;
    }

    private void states() {
        StringBuilder rows = new StringBuilder("arm,subject,time_min,entity,variable,value,unit\n");
        for (String arm : ARMS) {
            boolean exposed = !arm.equals("vehicle");
            for (int s = 1; s <= SUBJECTS; s++) {
                double scale = 1 + 0.12 * gauss();
                for (int t = -60; t <= 8 * DAY_MIN; t += 60) {
                    double day = Math.max(0, t / (double) DAY_MIN);
                    boolean switched = arm.equals("switch-buprenorphine") && day > 4;
                    double morphine = !exposed ? 0 : switched ? 120 * StrictMath.exp(-(day - 4) * 8)
                            : 120 * (1 - StrictMath.exp(-day * 8));
                    state(rows, arm, s, t, "drug:morphine", "plasma_concentration", scale * morphine, "ng/mL");
                    state(rows, arm, s, t, "drug:morphine", "effect_site_concentration", scale * morphine * 2.1,
                            "nmol/L");
                    double hours = day * 24 % 12;
                    double ketamine = arm.equals("morphine-ketamine") && day > 0 ? 400 * StrictMath.exp(-hours) : 0;
                    state(rows, arm, s, t, "drug:ketamine", "plasma_concentration", scale * ketamine, "ng/mL");
                    state(rows, arm, s, t, "drug:ketamine", "effect_site_concentration", scale * ketamine * 1.4,
                            "nmol/L");
                    double rise = exposed ? 1 - StrictMath.exp(-day / 3) : 0;
                    double block = arm.equals("morphine-ketamine") ? 0.3 : 1;
                    state(rows, arm, s, t, "receptor:mu", "occupancy", scale * (morphine / (morphine + 60)), "1");
                    state(rows, arm, s, t, "dorsal-horn", "dynorphin_extracellular", scale * (2 + 9 * rise * block),
                            "nmol/L");
                    state(rows, arm, s, t, "dorsal-horn", "nmda_phosphorylated_fraction",
                            scale * (0.12 + 0.5 * rise * block), "1");
                    state(rows, arm, s, t, "dorsal-horn", "glutamate_uptake_capacity", 1 - scale * 0.4 * rise, "1");
                    state(rows, arm, s, t, "dorsal-horn", "cgrp_store", 1 + scale * 0.8 * rise, "1");
                    state(rows, arm, s, t, "rvm", "cck_level", 1 + scale * 3.5 * rise, "1");
                    state(rows, arm, s, t, "rvm:on", "firing_rate", scale * (3 + 6 * rise), "Hz");
                    state(rows, arm, s, t, "rvm:off", "firing_rate", scale * (6 + 3 * (morphine / (morphine + 60))
                            - 2 * rise), "Hz");
                }
            }
        }
        text("states.csv", rows);
    }

    private static void state(
            StringBuilder rows, String arm, int subject, int time, String entity, String what, double value,
            String unit) {
        rows.append(line(arm, subject, (double) time, entity, what, value, unit));
    }

    private void events() {
        StringBuilder rows = new StringBuilder("arm,subject,time_min,event,what,amount,unit,note\n");
        for (String arm : ARMS) {
            for (int s = 1; s <= SUBJECTS; s++) {
                String drug = arm.equals("vehicle") ? "saline" : "morphine";
                if (arm.equals("dlf-cut")) {
                    rows.append(line(arm, s, -60.0, "lesion", "dorsolateral-funiculus", "", "", "before any drug"));
                }
                rows.append(line(arm, s, 0.0, "infusion start", drug, 0.0083, "mg/min", "subcutaneous"));
                boolean switched = arm.equals("switch-buprenorphine");
                rows.append(line(arm, s, (switched ? 4.0 : 7.0) * DAY_MIN, "infusion stop", drug, 0.0, "mg/min",
                        "subcutaneous"));
                if (switched) {
                    rows.append(line(arm, s, 4.0 * DAY_MIN, "infusion start", "buprenorphine", 0.0001, "mg/min",
                            "subcutaneous"));
                }
                for (int half = 0; half < 14 && arm.equals("morphine-ketamine"); half++) {
                    rows.append(line(arm, s, half * 720.0, "bolus", "ketamine", 3.0, "mg", "intraperitoneal"));
                }
                for (int day = 1; day < 7 && arm.equals("morphine-clonidine"); day++) {
                    rows.append(line(arm, s, (double) day * DAY_MIN, "bolus", "clonidine", 0.02, "mg", "intrathecal"));
                }
            }
        }
        text("events.csv", rows);
    }

    private void spikes() {
        StringBuilder rows = new StringBuilder("arm,subject,time_min,probe,neuron,population,spike_ms\n");
        String[] populations = {"c-peptidergic L5", "a-delta L5", "excitatory interneuron L5", "GABA interneuron L5",
            "glycine interneuron L5", "projection L5", "wide-dynamic-range L5", "rvm-on", "rvm-off", "rvm-neutral"};
        int[] sizes = {40, 20, 60, 30, 20, 12, 10, 12, 12, 8};
        for (String arm : ARMS) {
            for (double time : new double[] {0, 7.0 * DAY_MIN}) {
                double gain = time > 0 ? effect("vehicle", 7) / effect(arm, 7) : 1;
                int neuron = 0;
                for (int p = 0; p < populations.length; p++) {
                    for (int i = 0; i < sizes[p]; i++, neuron++) {
                        for (double ms = random.nextDouble(200); ms < 2000; ms += 4 + random.nextDouble(900)
                                / (gain * (ms > 600 ? 8 : 1))) {
                            rows.append(line(arm, 1, time, "hargreaves", neuron, populations[p], ms));
                        }
                    }
                }
            }
        }
        text("spikes.csv", rows);
    }

    private void rest() {
        StringBuilder rows =
                new StringBuilder("file,parameter,value,unit,origin,source,range_low,range_high,note\n");
        String[] origins = {"measured", "derived", "fitted", "assumed"};
        for (int i = 0; i < 24; i++) {
            rows.append(line(i < 12 ? "models/drugs/morphine.yaml" : "models/mechanisms/dynorphin.yaml",
                    "parameter-" + i, 1.5 * i, "mL/min", origins[i % 4], i % 4 == 3 ? "" : "Groenendaal_2007a",
                    1.0 * i, 2.0 * i, i % 5 == 0 ? "\"rat, 300 g\"" : ""));
        }
        text("parameters.csv", rows);
        text("resolved.yaml", "scenario: example\nsubjects: 8   # given\nduration: 8 d\narms:\n  vehicle: {}\n");
        text("scenario.yaml", "scenario: example\n");
        text("manifest.json", """
                {"rexed": "0.1.0", "command": "rexed run example.yaml --seed 20261123", "scenario": "example",
                 "seed": 20261123, "subjects": 8, "runs": 48, "failed": 0, "java": "17.0.15",
                 "started_utc": "2026-11-23T09:00:00Z", "finished_utc": "2026-11-23T09:12:31Z", "files": {}}
                """);
    }

    private static String line(Object... cells) {
        return String.join(",", Arrays.stream(cells).map(String::valueOf).toList()) + "\n";
    }

    /** Mean, standard deviation and the 95 % interval of the mean. */
    static double[] interval(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        double sd = Math.sqrt(squares / (values.length - 1));
        double half = new TDistribution(values.length - 1).inverseCumulativeProbability(0.975) * sd
                / Math.sqrt(values.length);
        return new double[] {mean, sd, mean - half, mean + half};
    }

    private double gauss() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    private void text(String file, CharSequence text) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(file), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
