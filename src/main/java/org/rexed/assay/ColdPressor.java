package org.rexed.assay;

import java.util.List;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Probe;
import org.rexed.circuit.Site;
import org.rexed.document.Fields;
import org.rexed.document.Problems;
import org.rexed.evidence.ParameterReader;
import org.rexed.nociception.Stimulus;
import org.rexed.nociception.StimulusKind;
import org.rexed.nociception.SurfaceContact;
import org.rexed.random.RandomKey;

/**
 * A limb in ice water: seconds until it hurts (threshold) and until it is taken out (tolerance).
 *
 * <p>Minutes of spikes would cost too much and add little, since the skin cools slowly against anything in the circuit.
 * So the course of the skin temperature is a formula ({@link SurfaceContact}), and the circuit is asked only at some
 * times: a short probe in which rested fibres feel the temperature of that time. Between those times the rating is a
 * straight line, from 0 at the beginning, and after the last one it stays. The limb hurts when the rating reaches a
 * value, and is taken out when the rating, summed over time, has reached a limit.
 */
public final class ColdPressor implements Assay {
    private final String name;
    private final String title;
    private final ReadAs reading;
    private final AppliedStimulus bath;
    private final List<Double> times_s;
    private final double settle_ms;
    private final double approach_s;
    private final Window rated;
    private final double limit;
    private final double cutoff_s;
    private final Perception perception;

    /** What the reading tells. */
    enum ReadAs {
        /** When the rating reaches a value. */
        THRESHOLD,
        /** When the rating summed over time reaches a limit. */
        TOLERANCE
    }

    private ColdPressor(String name, Fields f, ParameterReader numbers) {
        this.name = name;
        title = f.text("title");
        reading = f.choice("reading", ReadAs.class);
        bath = AppliedStimulus.read(f.map("stimulus"), numbers);
        if (f.isMap("stimulus") && bath.kind() != StimulusKind.SURFACE) {
            f.map("stimulus").problem("kind", "kind: a bath is needed; found " + bath.kind().key() + "; allowed: "
                    + StimulusKind.SURFACE.key());
        }
        times_s = numbers.values(f, "probe-times", "s");
        checkTimes(f);
        settle_ms = Window.positiveOrZero(f, "settle", "ms", numbers);
        approach_s = Window.positive(f, "approach", "s", numbers);
        rated = Window.read(f, "rated", numbers);
        limit = reading == ReadAs.THRESHOLD
                ? Window.positive(f, "painful-rating", "1", numbers)
                : Window.positive(f, "summed-rating", "s", numbers);
        cutoff_s = Window.positive(f, "cutoff", "s", numbers);
        perception = Perception.read(f.map("perception"), numbers);
        f.done();
    }

    private void checkTimes(Fields f) {
        if (times_s.isEmpty() && f.isMap("probe-times")) {
            f.problem("probe-times", "probe-times: none; expected seconds such as [5 s, 10 s, 40 s]");
        }
        for (int i = 0; i < times_s.size(); i++) {
            if (times_s.get(i) <= (i == 0 ? 0 : times_s.get(i - 1))) {
                Fields series = f.map("probe-times");
                series.problem("values", i, "probe-times: must rise, the first above 0 s; found "
                        + series.raw("values", i));
            }
        }
    }

    static ColdPressor read(String name, Fields f, ParameterReader numbers) {
        return new ColdPressor(name, f, numbers);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String unit() {
        return "s";
    }

    @Override
    public void check(Anatomy anatomy, Problems problems) {
        perception.cells().check(anatomy, problems);
    }

    @Override
    public Reading measure(Circuit circuit, Site site, RandomKey chance, ProbeObserver observer) {
        SurfaceContact water = (SurfaceContact) bath.at(site, 0);
        Listening.Cells cells = perception.cells().at(circuit, site);
        Window window = rated.after(settle_ms);
        return time(i -> {
            Probe probe = new Probe(circuit, held(water, times_s.get(i)), chance.child(i));
            Criterion.run(circuit, probe, window.until_ms(), observer);
            return perception.rating(cells.felt_Hz(window));
        });
    }

    /** The skin temperature of a moment, held. */
    private Stimulus held(SurfaceContact water, double time_s) {
        return new SurfaceContact(
                water.x_mm(), water.y_mm(), water.start_C(), water.intensity(time_s * 1000), approach_s, settle_ms,
                water.area_cm2(), water.edge_mm());
    }

    /** Whoever rates the bath: a circuit, or a known course in tests of the method. */
    @FunctionalInterface
    interface Rater {
        /** Rating at the probe with this number, from 0. */
        double rating(int probe);
    }

    /** Asks for one rating after another until the time is known. */
    Reading time(Rater rater) {
        double before_s = 0;
        double rating = 0;
        double sum = 0;
        for (int i = 0; i < times_s.size() && before_s < cutoff_s; i++) {
            double next = rater.rating(i);
            double length_s = times_s.get(i) - before_s;
            double needed_s = reading == ReadAs.THRESHOLD
                    ? reached(rating, next, length_s) : summed(rating, next, length_s, limit - sum);
            if (needed_s <= length_s) {
                return at(before_s + needed_s);
            }
            sum += (rating + next) / 2 * length_s;
            before_s = times_s.get(i);
            rating = next;
        }
        return at(reading == ReadAs.THRESHOLD ? Double.POSITIVE_INFINITY : before_s + (limit - sum) / rating);
    }

    private Reading at(double time_s) {
        return new Reading(Math.min(time_s, cutoff_s), unit(), time_s > cutoff_s);
    }

    /** When a line from one rating to the next reaches the painful one. */
    private double reached(double rating, double next, double length_s) {
        return next >= limit ? (limit - rating) / (next - rating) * length_s : Double.POSITIVE_INFINITY;
    }

    /**
     * When the area under a line from one rating to the next reaches what is missing: the root of
     * {@code rating t + (next - rating) t^2 / (2 length) = missing}, in the form that stands for flat lines, too.
     */
    private static double summed(double rating, double next, double length_s, double missing) {
        if ((rating + next) / 2 * length_s < missing) {
            return Double.POSITIVE_INFINITY;
        }
        double slope = (next - rating) / length_s;
        return 2 * missing / (rating + StrictMath.sqrt(Math.max(0, rating * rating + 2 * slope * missing)));
    }
}
