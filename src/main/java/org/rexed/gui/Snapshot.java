package org.rexed.gui;

import java.util.List;
import org.rexed.circuit.Circuit;
import org.rexed.mechanism.Wiring;
import org.rexed.recording.Event;
import org.rexed.recording.Observation;
import org.rexed.recording.StateSample;

/**
 * What the window shows at one moment; never changes once published. Of the circuit only what is fixed (positions,
 * populations) may be read from another thread.
 *
 * @param number rises with every snapshot
 * @param state whether the session runs
 * @param message why it failed; empty otherwise
 * @param setup what is simulated
 * @param time_min minutes since the start
 * @param duration_min length of the study
 * @param tick_min length of a tick
 * @param circuit the circuit, for positions and populations
 * @param rate_Hz firing rate of each neuron in the last spell of ongoing activity
 * @param dead whether each neuron is dead
 * @param flash how recently each neuron fired in the present probe, 1 (now) to 0
 * @param dynorphin_nM extracellular dynorphin by lamina and dermatome; empty if the mechanism is off
 * @param funiculus conduction of the dorsolateral funiculus, 1 intact, 0 cut
 * @param drugs drugs of the scenario with their present levels
 * @param probe the probe under way, or null
 * @param inspected the neuron someone looks at, or null
 * @param trace course of that neuron in the present or last probe, or null
 * @param raster all spikes of the present or last probe, or null
 * @param windUps what the trains of pulses so far evoked
 * @param mechanisms mechanisms of the subject with what they report; the same list for the same subject
 * @param observations readings so far
 * @param states samples of slow variables so far
 * @param events doses and lesions so far
 * @param frames what was seen at past moments
 * @param byHand what was done by hand
 * @param notice why the last intervention was not done; empty otherwise
 */
public record Snapshot(
        long number,
        State state,
        String message,
        Setup setup,
        double time_min,
        double duration_min,
        double tick_min,
        Circuit circuit,
        float[] rate_Hz,
        boolean[] dead,
        float[] flash,
        double[][] dynorphin_nM,
        double funiculus,
        List<DrugLevel> drugs,
        ProbeView probe,
        Inspection inspected,
        Trace trace,
        Raster raster,
        List<WindUp> windUps,
        List<Wiring> mechanisms,
        List<Observation> observations,
        List<StateSample> states,
        List<Event> events,
        List<Frame> frames,
        ByHand byHand,
        String notice) {

    /** What a session does. */
    public enum State {
        /** A subject is being built. */
        PREPARING,
        /** Waits for a command. */
        PAUSED,
        /** Runs. */
        RUNNING,
        /** Lives again from its start, as fast as it can, with something changed. */
        LIVING_AGAIN,
        /** The study is over. */
        FINISHED,
        /** Stopped by an error. */
        FAILED
    }

    /**
     * One drug.
     *
     * @param name name of the drug
     * @param rate extra infusion set by hand, in the unit of its {@link Infusion}
     * @param plasma_ng_per_mL total concentration in plasma
     * @param effectSite_nM unbound concentration at the spinal cord
     */
    public record DrugLevel(String name, double rate, double plasma_ng_per_mL, double effectSite_nM) {}

    /**
     * The probe under way.
     *
     * @param title what it is, for example {@code hargreaves, left-hindpaw}
     * @param time_ms time since it began
     * @param intensity of the stimulus at its centre
     * @param unit unit of the intensity; empty without a stimulus
     * @param x_mm place of the stimulus on the skin map; NaN without a stimulus
     * @param y_mm place of the stimulus on the skin map; NaN without a stimulus
     * @param radius_mm how far from there half of the stimulus reaches
     */
    public record ProbeView(String title, double time_ms, double intensity, String unit, double x_mm, double y_mm,
            double radius_mm) {
        /** Whether something is done to the skin. */
        public boolean stimulated() {
            return !unit.isEmpty();
        }
    }

    /**
     * The course of one neuron in a probe.
     *
     * @param title what the probe is
     * @param duration_ms its length so far
     * @param first_ms time of the first sample
     * @param potential_mV membrane potential every 10 ms; empty if nobody looked, or for a fibre
     * @param spikes_ms times of its spikes
     */
    public record Trace(
            String title, double duration_ms, double first_ms, double[] potential_mV, double[] spikes_ms) {}

    /**
     * All spikes of a probe.
     *
     * @param title what the probe is
     * @param duration_ms its length so far
     * @param time_ms when each spike was
     * @param neuron whose it was
     */
    public record Raster(String title, double duration_ms, float[] time_ms, int[] neuron) {}

    /** Mean firing rate of a population in the last spell of ongoing activity, in Hz. */
    double rate_Hz(org.rexed.neuron.Population population) {
        double sum = 0;
        for (int i = population.first(); i < population.end(); i++) {
            sum += rate_Hz[i];
        }
        return sum / population.count();
    }

    /** Number of neurons that have died. */
    int deadNeurons() {
        int count = 0;
        for (boolean each : dead) {
            count += each ? 1 : 0;
        }
        return count;
    }

    /**
     * How it was at a past time in minutes: the last recorded moment at or before it, with readings, samples and events
     * up to then. The present if nothing was recorded yet.
     */
    Snapshot past(double at_min) {
        Frame frame = Frame.at(frames, at_min);
        if (frame == null) {
            return this;
        }
        double then = frame.time_min();
        return new Snapshot(number, state, message, setup, then, duration_min, tick_min,
                circuit, frame.rate_Hz(), frame.dead(),
                new float[frame.rate_Hz().length], frame.dynorphin_nM(), frame.funiculus(), frame.drugs(), null, null,
                null, raster, windUps.stream().filter(each -> each.time_min() <= then).toList(), mechanisms,
                observations.stream().filter(each -> each.time_min() <= then).toList(),
                states.stream().filter(each -> each.time_min() <= then).toList(),
                events.stream().filter(each -> each.time_min() <= then).toList(), frames, byHand, notice);
    }

    /** When something done now takes effect, min. */
    double soon_min() {
        return time_min + tick_min;
    }

    /** Whether the session waits for a command and could go on. */
    public boolean waiting() {
        return state == State.PAUSED;
    }

    /** The time in words, such as {@code day 3, 14:20}: whole days gone by, as in scenario files and charts. */
    public String clock() {
        return clock(time_min);
    }

    static String assayTitle(String name) {
        return name.equals("von-frey") ? "von Frey"
                : name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1).replace('-', ' ');
    }

    static String clock(double time_min) {
        long minutes = (long) StrictMath.floor(time_min + 1e-9);
        return String.format(java.util.Locale.ROOT, "day %d, %02d:%02d", minutes / 1440, minutes / 60 % 24,
                minutes % 60);
    }
}
