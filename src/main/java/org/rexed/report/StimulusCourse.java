package org.rexed.report;

import java.util.ArrayList;
import java.util.List;

/** What was done to the skin over time at one level: samples of an intensity, or single pulses. Seconds from onset. */
final class StimulusCourse {
    private final String unit;
    private final List<double[]> samples = new ArrayList<>();
    private final List<Double> pulses = new ArrayList<>();
    private double resting;

    /** An empty course whose intensity has a unit. */
    StimulusCourse(String unit) {
        this.unit = unit;
    }

    void add(double time_s, double intensity, double restingIntensity, boolean pulse) {
        resting = restingIntensity;
        if (pulse) {
            pulses.add(time_s);
        }
        samples.add(new double[] {time_s, intensity});
    }

    String unit() {
        return unit;
    }

    boolean isPulsed() {
        return !pulses.isEmpty();
    }

    /** Times and intensities. */
    List<double[]> samples() {
        return samples;
    }

    /** Samples up to a time, the last of them at that time. */
    List<double[]> until(double time_s) {
        List<double[]> some = new ArrayList<>();
        for (double[] sample : samples) {
            if (sample[0] > time_s) {
                double[] last = some.isEmpty() ? sample : some.get(some.size() - 1);
                double share = sample[0] > last[0] ? (time_s - last[0]) / (sample[0] - last[0]) : 0;
                some.add(new double[] {time_s, last[1] + share * (sample[1] - last[1])});
                break;
            }
            some.add(sample);
        }
        return some;
    }

    double lowest(double until_s) {
        return Math.min(resting, until(until_s).stream().mapToDouble(s -> s[1]).min().orElse(resting));
    }

    double highest(double until_s) {
        return Math.max(resting, until(until_s).stream().mapToDouble(s -> s[1]).max().orElse(resting));
    }

    /** Grey ground while the intensity differs from that at rest, hairlines at pulses. */
    List<DoseMark> marks() {
        List<DoseMark> marks = new ArrayList<>();
        pulses.forEach(time -> marks.add(new DoseMark("", "", DoseMark.Kind.BOLUS, time, time)));
        if (!pulses.isEmpty()) {
            return marks;
        }
        double start = Double.NaN;
        for (double[] sample : samples) {
            boolean on = Math.abs(sample[1] - resting) > 1e-9;
            if (on && Double.isNaN(start)) {
                start = sample[0];
            } else if (!on && !Double.isNaN(start)) {
                marks.add(new DoseMark("", "", DoseMark.Kind.INFUSION, start, sample[0]));
                start = Double.NaN;
            }
        }
        if (!Double.isNaN(start)) {
            marks.add(new DoseMark("", "", DoseMark.Kind.INFUSION, start, Double.NaN));
        }
        return marks;
    }
}
