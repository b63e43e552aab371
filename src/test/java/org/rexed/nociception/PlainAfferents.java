package org.rexed.nociception;

import java.util.ArrayList;
import java.util.List;
import org.rexed.random.RandomKey;

/**
 * The oracle of {@link Afferents}: the same fibres written as plainly as possible, one fibre after the other and each
 * step in turn. A fibre asks the stimulus itself what it was one lag ago; nothing is skipped, kept or rearranged. Only
 * the drawn properties are taken from the fast version.
 */
public final class PlainAfferents {
    private static final double LEAST_SHARE = 1e-4;

    private final AfferentSpec[] spec;
    private final double[] x_mm;
    private final double[] y_mm;
    private final long[] identity;
    private final Afferents drawn;
    private final int stepsPerMillisecond;

    /** The same fibres as those of the fast version, which tells their thresholds and conduction times. */
    public PlainAfferents(
            AfferentSpec[] spec, double[] x_mm, double[] y_mm, long[] identity, Afferents drawn,
            int stepsPerMillisecond) {
        this.spec = spec;
        this.x_mm = x_mm;
        this.y_mm = y_mm;
        this.identity = identity;
        this.drawn = drawn;
        this.stepsPerMillisecond = stepsPerMillisecond;
    }

    /** Steps in which a fibre's spikes arrive in the cord, rising. */
    public List<Integer> spikes(int fibre, Stimulus stimulus, RandomKey chance, int steps) {
        List<Integer> natural = natural(fibre, stimulus, chance, steps);
        for (int step : electrical(fibre, stimulus)) {
            if (step < steps && !natural.contains(step)) {
                natural.add(step);
            }
        }
        natural.sort(null);
        return natural;
    }

    private double share(int i, Stimulus stimulus) {
        double share = stimulus.share(x_mm[i], y_mm[i]);
        return share < LEAST_SHARE ? 0 : share;
    }

    private List<Integer> natural(int i, Stimulus stimulus, RandomKey chance, int steps) {
        Adaptation adaptation =
                stimulus.modality() == Modality.FORCE ? spec[i].mechanical() : spec[i].thermal();
        int lag_ms = (int) StrictMath.round(drawn.conduction_ms(i) + stimulus.arrival_ms(x_mm[i], y_mm[i]));
        List<Integer> spikes = new ArrayList<>();
        double adapted_Hz = 0;
        double rate_Hz = spec[i].ongoing_Hz();
        double hazard = 0;
        double level = -StrictMath.log(1 - chance.uniform(identity[i], 0));
        for (int step = 0; step < steps; step++) {
            if (step % stepsPerMillisecond == 0) {
                int ms = step / stepsPerMillisecond - lag_ms;
                double change = ms < 0 ? 0 : stimulus.intensity(ms) - stimulus.resting();
                double drive_Hz = drive_Hz(i, stimulus, stimulus.resting() + change * share(i, stimulus));
                adapted_Hz += (drive_Hz - adapted_Hz) / adaptation.time_ms();
                rate_Hz = spec[i].ongoing_Hz() + Math.max(0, drive_Hz - adaptation.share() * adapted_Hz);
            }
            hazard += rate_Hz / 1000 / stepsPerMillisecond;
            if (hazard >= level) {
                hazard -= level;
                spikes.add(step);
                level = -StrictMath.log(1 - chance.uniform(identity[i], spikes.size()));
            }
        }
        return spikes;
    }

    private double drive_Hz(int i, Stimulus stimulus, double felt) {
        AfferentSpec s = spec[i];
        double drive_Hz = 0;
        if (stimulus.modality() == Modality.TEMPERATURE) {
            double warm_C = felt - drawn.heatThreshold_C(i);
            double cold_C = drawn.coldThreshold_C(i) - felt;
            drive_Hz += warm_C > 0 ? s.heat().gain_Hz() * warm_C : 0;
            drive_Hz += cold_C > 0 ? s.cold().gain_Hz() * cold_C : 0;
        } else if (stimulus.modality() == Modality.FORCE && felt > drawn.forceThreshold_mN(i)) {
            boolean flat = s.coding() == ForceCoding.PLATEAU && felt > s.forcePlateau_mN();
            drive_Hz = s.force().gain_Hz() * (flat ? s.forcePlateau_mN() : felt);
        }
        return drive_Hz > s.maximum_Hz() ? s.maximum_Hz() : drive_Hz;
    }

    private List<Integer> electrical(int i, Stimulus stimulus) {
        List<Integer> spikes = new ArrayList<>();
        double last_ms = Double.NEGATIVE_INFINITY;
        for (double pulse_ms : stimulus.pulses_ms()) {
            if (stimulus.intensity(pulse_ms) * share(i, stimulus) >= drawn.electricalThreshold(i)
                    && pulse_ms - last_ms >= spec[i].refractory_ms()) {
                last_ms = pulse_ms;
                spikes.add((int) StrictMath.round((pulse_ms + drawn.conduction_ms(i)) * stepsPerMillisecond));
            }
        }
        return spikes;
    }
}
