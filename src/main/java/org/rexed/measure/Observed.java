package org.rexed.measure;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.recording.StateSample;

/** What was observed in an experiment, by arm and subject; NaN where a subject or a reading is missing. */
public final class Observed {

    private final int subjects;
    private final double tick_min;
    private final Map<String, Recording[]> arms = new HashMap<>();
    private final Map<Object, double[]> computed = new HashMap<>();
    private final boolean unchanged;

    /**
     * Nothing yet.
     *
     * @param subjects of each arm
     * @param tick_min step of the slow clock: a reading is taken at the first step that is not earlier than planned
     */
    public Observed(int subjects, double tick_min) {
        this(subjects, tick_min, false);
    }

    private Observed(int subjects, double tick_min, boolean unchanged) {
        this.subjects = subjects;
        this.tick_min = tick_min;
        this.unchanged = unchanged;
    }

    /** The same subjects as if nothing had changed: every reading is its baseline, every state as at the start. */
    public Observed unchanged() {
        Observed still = new Observed(subjects, tick_min, true);
        still.arms.putAll(arms);
        return still;
    }

    public int subjects() {
        return subjects;
    }

    /** Adds a subject; all subjects must be there before the first question. */
    public void add(String arm, int subject, Recording recording) {
        arms.computeIfAbsent(arm, name -> new Recording[subjects])[subject] = recording;
    }

    /** A number of each subject, worked out once and kept under a key that says what it is. */
    double[] values(Object key, IntToDoubleFunction function) {
        double[] values = computed.get(key);
        if (values == null) {
            values = new double[subjects];
            for (int i = 0; i < subjects; i++) {
                values[i] = function.applyAsDouble(i);
            }
            computed.put(key, values);
        }
        return values;
    }

    public double reading(String arm, String assay, String site, double time_min, int subject) {
        Observation o = observation(arm, assay, site, time_min, subject);
        return o == null ? Double.NaN : unchanged ? o.baseline() : o.reading();
    }

    public double baseline(String arm, String assay, String site, double time_min, int subject) {
        Observation o = observation(arm, assay, site, time_min, subject);
        return o == null ? Double.NaN : o.baseline();
    }

    private Observation observation(String arm, String assay, String site, double time_min, int subject) {
        Recording recording = recording(arm, subject);
        if (recording != null) {
            for (Observation o : recording.observations()) {
                if (Observation.isOf(o.time_min(), time_min, tick_min) && o.assay().equals(assay)
                        && o.site().equals(site)) {
                    return o;
                }
            }
        }
        return null;
    }

    /** A slow variable at its last sample that is not later. */
    public double state(String arm, String entity, String variable, double time_min, int subject) {
        Recording recording = recording(arm, subject);
        double value = Double.NaN;
        if (recording != null) {
            for (StateSample sample : recording.states()) {
                if (sample.time_min() <= time_min + Observation.SAME_TIME_min && sample.entity().equals(entity)
                        && sample.variable().equals(variable)) {
                    value = sample.value();
                    if (unchanged) {
                        break;
                    }
                }
            }
        }
        return value;
    }

    private Recording recording(String arm, int subject) {
        Recording[] all = arms.get(arm);
        return all == null ? null : all[subject];
    }
}
