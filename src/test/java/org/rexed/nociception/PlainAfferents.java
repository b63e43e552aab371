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
    public List<Integer> spikes(int i, Stimulus stimulus, RandomKey chance, int steps) {
        Adaptation a = stimulus.modality() == Modality.FORCE ? spec[i].mechanical() : spec[i].thermal();
        int lag_ms = (int) StrictMath.round(drawn.conduction_ms(i) + stimulus.arrival_ms(x_mm[i], y_mm[i]));
        int refractory = (int) StrictMath.round(spec[i].refractory_ms() * stepsPerMillisecond);
        List<Integer> pulses = pulses(i, stimulus);
        List<Integer> spikes = new ArrayList<>();
        int ready = 0;
        int draws = 0;
        double first_Hz = 0;
        double slow_Hz = 0;
        double integral = 0;
        double level = interval(i, chance, draws++, 0);
        for (int step = 0; step < steps; step += stepsPerMillisecond) {
            int ms = step / stepsPerMillisecond - lag_ms;
            double change = ms < 0 ? 0 : stimulus.intensity(ms) - stimulus.resting();
            double drive_Hz = drive_Hz(i, stimulus, stimulus.resting() + change * stimulus.share(x_mm[i], y_mm[i]));
            first_Hz += (drive_Hz - first_Hz) * (1 - StrictMath.exp(-1 / a.time_ms()));
            slow_Hz += (first_Hz - slow_Hz) * (1 - StrictMath.exp(-1 / a.slowTime_ms()));
            double left_Hz = Math.max(0, drive_Hz - a.share() * first_Hz - a.slowShare() * slow_Hz);
            double perStep = (spec[i].ongoing_Hz() + left_Hz) / 1000 / stepsPerMillisecond;
            for (int now = step; now < step + stepsPerMillisecond; now++) {
                integral += perStep;
                boolean free = now >= ready;
                boolean natural = free && integral >= level;
                if (natural || free && pulses.contains(now)) {
                    spikes.add(now);
                    ready = now + refractory;
                }
                if (natural) {
                    // A spike that waited for the end of refractoriness is later than its level.
                    boolean waited = integral - perStep >= level;
                    double dead = Math.min(0.9, perStep * stepsPerMillisecond * spec[i].refractory_ms());
                    level = (waited ? integral : level) + interval(i, chance, draws++, dead);
                }
            }
        }
        return spikes;
    }

    /** With a share that is refractory, the mean stays 1, so that the rate is what it says. */
    private double interval(int i, RandomKey chance, int ordinal, double dead) {
        return dead - (1 - dead) * StrictMath.log(1 - chance.uniform(identity[i], ordinal));
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
            double coded_mN = (flat ? s.forcePlateau_mN() : felt) - s.forceOffset_mN();
            drive_Hz = coded_mN > 0 ? s.force().gain_Hz() * coded_mN : 0;
        }
        return drive_Hz > s.maximum_Hz() ? s.maximum_Hz() : drive_Hz;
    }

    private List<Integer> pulses(int i, Stimulus stimulus) {
        List<Integer> arrivals = new ArrayList<>();
        for (double pulse_ms : stimulus.pulses_ms()) {
            double here = stimulus.intensity(pulse_ms) * stimulus.share(x_mm[i], y_mm[i]);
            if (here >= drawn.electricalThreshold(i)) {
                arrivals.add((int) StrictMath.round((pulse_ms + drawn.conduction_ms(i)) * stepsPerMillisecond));
            }
        }
        return arrivals;
    }
}
