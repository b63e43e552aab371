package org.rexed.nociception;

import java.util.Arrays;

/** Spikes that electrical pulses send to the cord: for each fibre the step in which its next one arrives. */
final class Volleys {
    /** No pulse any more. */
    static final int NEVER = Integer.MAX_VALUE;

    private final double[] pulses_ms;
    private final double[] conduction_ms;
    private final int stepsPerMillisecond;
    /** Share of the amplitude over the threshold of each fibre. */
    private final double[] excitation;
    private final double[] strength;
    private final int[] pulse;
    private final int[] arrival;

    /** Before the first pulse. */
    Volleys(Stimulus stimulus, double[] threshold, Afferents.Fibres fibres, int stepsPerMillisecond) {
        this.stepsPerMillisecond = stepsPerMillisecond;
        conduction_ms = fibres.conduction_ms();
        pulses_ms = stimulus.pulses_ms();
        strength = Arrays.stream(pulses_ms).map(stimulus::intensity).toArray();
        int n = threshold.length;
        excitation = new double[n];
        pulse = new int[n];
        arrival = new int[n];
        Arrays.fill(pulse, -1);
        for (int i = 0; i < n; i++) {
            excitation[i] = stimulus.share(fibres.x_mm()[i], fibres.y_mm()[i]) / threshold[i];
            next(i);
        }
    }

    /** Step in which the next spike of a fibre arrives, or {@link #NEVER}. */
    int arrival(int fibre) {
        return arrival[fibre];
    }

    /** The same, after the spikes that would arrive before a step have been passed over. */
    int arrivalFrom(int fibre, int step) {
        while (arrival[fibre] < step) {
            next(fibre);
        }
        return arrival[fibre];
    }

    private void next(int i) {
        do {
            pulse[i]++;
        } while (pulse[i] < pulses_ms.length && strength[pulse[i]] * excitation[i] < 1);
        arrival[i] = pulse[i] < pulses_ms.length
                ? (int) StrictMath.round((pulses_ms[pulse[i]] + conduction_ms[i]) * stepsPerMillisecond)
                : NEVER;
    }
}
