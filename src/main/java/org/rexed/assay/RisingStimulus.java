package org.rexed.assay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Probe;
import org.rexed.circuit.Site;
import org.rexed.document.Fields;
import org.rexed.document.Problems;
import org.rexed.evidence.ParameterReader;
import org.rexed.nociception.Modality;
import org.rexed.nociception.Stimulus;
import org.rexed.nociception.StimulusKind;
import org.rexed.random.RandomKey;

/**
 * A stimulus that rises until the subject reacts: paw or tail withdrawal from heat (Hargreaves et al. 1988), hot plate,
 * paw pressure, heat pain threshold. The reading is the time of the reaction, or the intensity reached by then, as the
 * mean of the trials; a trial without a reaction counts as the cutoff and marks the reading as censored.
 */
public final class RisingStimulus implements Assay {
    private static final double MILLINEWTON_PER_GRAM = 9.80665;
    private static final List<StimulusKind> RISING =
            List.of(StimulusKind.RADIANT_HEAT, StimulusKind.CONTACT, StimulusKind.SURFACE, StimulusKind.PRESSURE);
    private final String name;
    private final String title;
    private final ReadAs reading;
    private final AppliedStimulus stimulus;
    private final double cutoff_s;
    private final int trials;
    private final double onset_ms;
    private final Criterion criterion;

    /** What the reading tells. */
    private enum ReadAs {
        /** Seconds from the onset to the reaction. */
        LATENCY,
        /** Intensity of the stimulus at the reaction: degrees Celsius, or the force in grams. */
        INTENSITY
    }

    private RisingStimulus(
            String name, Fields f, ReadAs reading, AppliedStimulus stimulus, ParameterReader numbers) {
        this.name = name;
        this.reading = reading;
        this.stimulus = stimulus;
        title = f.text("title");
        cutoff_s = Window.positive(f, "cutoff", "s", numbers);
        trials = Window.count(f, "trials", 1, numbers);
        onset_ms = Window.positiveOrZero(f, "onset", "ms", numbers);
        criterion = f.has("detection")
                ? Detection.read(f.map("detection"), numbers)
                : Withdrawal.read(f.map("withdrawal"), numbers);
        f.done();
    }

    /** Kind {@code rising-stimulus}: any stimulus that rises, ended by {@code withdrawal} or {@code detection}. */
    static RisingStimulus read(String name, Fields f, ParameterReader numbers) {
        ReadAs reading = f.choice("reading", ReadAs.class);
        Fields section = f.map("stimulus");
        AppliedStimulus stimulus = AppliedStimulus.read(section, numbers);
        if (f.isMap("stimulus") && section.raw("kind").equals(stimulus.kind().key())
                && !RISING.contains(stimulus.kind())) {
            section.problem("kind", "kind: found \"" + stimulus.kind().key() + "\", which does not rise; allowed: "
                    + String.join(", ", RISING.stream().map(StimulusKind::key).toList()));
        }
        RisingStimulus assay = new RisingStimulus(name, f, reading, stimulus, numbers);
        if (assay.cutoff_s * 1000 > stimulus.duration_ms()) {
            f.problem("cutoff", "cutoff: found " + f.map("cutoff").raw("value") + ", after the end of the stimulus at "
                    + stimulus.duration_ms() / 1000 + " s");
        }
        return assay;
    }

    /** Kind {@code radiant-heat}: a lamp of constant power, latency of the withdrawal. */
    static RisingStimulus readRadiantHeat(String name, Fields f, ParameterReader numbers) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("start", numbers.value(f, "start-temperature", "Cel"));
        values.put("rise-in-first-second", numbers.value(f, "temperature-rise-in-first-second", "K"));
        values.put("spread", numbers.value(f, "spread", "mm"));
        return new RisingStimulus(
                name, f, ReadAs.LATENCY, new AppliedStimulus(StimulusKind.RADIANT_HEAT, values), numbers);
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
        if (reading == ReadAs.LATENCY) {
            return "s";
        }
        return stimulus.kind() == StimulusKind.PRESSURE ? "g" : "Cel";
    }

    @Override
    public void check(Anatomy anatomy, Problems problems) {
        criterion.check(anatomy, problems);
    }

    @Override
    public Reading measure(Circuit circuit, Site site, RandomKey chance, ProbeObserver observer) {
        double sum = 0;
        boolean censored = false;
        Stimulus applied = stimulus.at(site, onset_ms);
        for (int trial = 0; trial < trials; trial++) {
            Probe probe = new Probe(circuit, applied, chance.child(trial));
            double end_ms = onset_ms + cutoff_s * 1000;
            double latency_s = (criterion.time_ms(circuit, site, probe, onset_ms, end_ms, observer) - onset_ms) / 1000;
            censored |= latency_s > cutoff_s;
            sum += read(applied, Math.min(latency_s, cutoff_s));
        }
        return new Reading(sum / trials, unit(), censored);
    }

    private double read(Stimulus applied, double latency_s) {
        if (reading == ReadAs.LATENCY) {
            return latency_s;
        }
        // A thermode leaves at the very end of its stimulus; the cutoff reads the temperature just before.
        double intensity = applied.intensity(StrictMath.nextDown(onset_ms + latency_s * 1000));
        return applied.modality() == Modality.FORCE ? intensity / MILLINEWTON_PER_GRAM : intensity;
    }
}
