package org.rexed.nociception;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rexed.Laboratory;
import org.rexed.random.RandomKey;

/** Fibres of one class, made for a test: all at one place or spread over the skin map. */
final class Bundle {
    /** Length of the nerve in the rat's anatomy. */
    static final double PATH_mm = 110;

    final AfferentSpec[] spec;
    final double[] x_mm;
    final double[] y_mm;
    final long[] identity;
    final RandomKey[] keys;
    final int stepsPerMillisecond;
    final Afferents fibres;
    final Afferents.Modulation modulation;

    private Bundle(AfferentSpec[] spec, double[] x_mm, double[] y_mm, long seed, int stepsPerMillisecond) {
        this.spec = spec;
        this.x_mm = x_mm;
        this.y_mm = y_mm;
        this.stepsPerMillisecond = stepsPerMillisecond;
        identity = new long[spec.length];
        keys = new RandomKey[spec.length];
        for (int i = 0; i < spec.length; i++) {
            keys[i] = RandomKey.of(seed).child(i);
            identity[i] = i;
        }
        fibres = new Afferents(spec, x_mm, y_mm, PATH_mm, keys, identity, stepsPerMillisecond);
        modulation = neutral(spec.length);
    }

    /** What leaves fibres as they are. */
    static Afferents.Modulation neutral(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return new Afferents.Modulation(new double[count], ones, ones.clone(), new double[count]);
    }

    /** Fibres of a class of the rat's anatomy. */
    static AfferentSpec rat(String population) {
        return Laboratory.anatomy().population(population).afferent();
    }

    /** Fibres of one class, all at the origin of the map. */
    static Bundle together(AfferentSpec spec, int count, long seed) {
        return at(spec, new double[count], new double[count], seed, 10);
    }

    /** Fibres of one class at given places. */
    static Bundle at(AfferentSpec spec, double[] x_mm, double[] y_mm, long seed, int stepsPerMillisecond) {
        AfferentSpec[] all = new AfferentSpec[x_mm.length];
        Arrays.fill(all, spec);
        return new Bundle(all, x_mm, y_mm, seed, stepsPerMillisecond);
    }

    /** Fibres of all classes of the rat in turn, on a diagonal of the skin map. */
    static Bundle mixed(int count, long seed, int stepsPerMillisecond) {
        String[] names = {"c-peptidergic", "c-nonpeptidergic", "a-delta", "a-beta"};
        AfferentSpec[] spec = new AfferentSpec[count];
        double[] x_mm = new double[count];
        double[] y_mm = new double[count];
        for (int i = 0; i < count; i++) {
            spec[i] = rat(names[i * names.length / count]);
            x_mm[i] = 48.0 * (i * 7 % count) / count;
            y_mm[i] = 50.0 * (i * 11 % count) / count;
        }
        return new Bundle(spec, x_mm, y_mm, seed, stepsPerMillisecond);
    }

    /** The fibre of this number without the others. */
    Bundle alone(int i) {
        return new Bundle(this, i);
    }

    private Bundle(Bundle all, int i) {
        spec = new AfferentSpec[] {all.spec[i]};
        x_mm = new double[] {all.x_mm[i]};
        y_mm = new double[] {all.y_mm[i]};
        identity = new long[] {all.identity[i]};
        keys = new RandomKey[] {all.keys[i]};
        stepsPerMillisecond = all.stepsPerMillisecond;
        fibres = new Afferents(spec, x_mm, y_mm, PATH_mm, keys, identity, stepsPerMillisecond);
        modulation = neutral(1);
    }

    /** Steps of all spikes by fibre. */
    List<List<Integer>> spikes(Stimulus stimulus, long chance, double time_ms) {
        List<List<Integer>> spikes = new ArrayList<>();
        for (int i = 0; i < spec.length; i++) {
            spikes.add(new ArrayList<>());
        }
        fibres.begin(stimulus, modulation, RandomKey.of(chance));
        int[] fired = new int[spec.length];
        int steps = (int) StrictMath.round(time_ms * stepsPerMillisecond);
        for (int step = 0; step < steps; step++) {
            int count = fibres.advance(step, fired);
            for (int f = 0; f < count; f++) {
                if (f > 0 && fired[f] <= fired[f - 1]) {
                    throw new AssertionError("Fibres not rising in step " + step);
                }
                spikes.get(fired[f]).add(step);
            }
        }
        return spikes;
    }

    /** Mean rate of a fibre in each of a number of equal bins. */
    double[] rates_Hz(Stimulus stimulus, long chance, double time_ms, int bins) {
        double[] rate_Hz = new double[bins];
        double bin_steps = time_ms * stepsPerMillisecond / bins;
        for (List<Integer> train : spikes(stimulus, chance, time_ms)) {
            for (int step : train) {
                rate_Hz[(int) (step / bin_steps)] += 1000.0 * bins / time_ms / spec.length;
            }
        }
        return rate_Hz;
    }

    /** Times of all spikes in ms, of all fibres. */
    double[] times_ms(Stimulus stimulus, long chance, double time_ms) {
        return spikes(stimulus, chance, time_ms).stream().flatMap(List::stream)
                .mapToDouble(step -> (double) step / stepsPerMillisecond).sorted().toArray();
    }

    /** Fibres that fire at least once. */
    long active(Stimulus stimulus, long chance, double time_ms) {
        return spikes(stimulus, chance, time_ms).stream().filter(train -> !train.isEmpty()).count();
    }
}
