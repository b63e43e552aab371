package org.rexed.gui;

import java.util.List;

/**
 * What the fast clock shows: who fires, the probe, and the neuron someone looks at.
 *
 * @param flash how recently each neuron fired in the present probe, 1 (now) to 0
 * @param probe the probe under way, or null
 * @param inspected the neuron someone looks at, or null
 * @param trace course of that neuron in the present or last probe, or null
 * @param raster all spikes of the present or last probe, or null
 * @param windUps what the trains of pulses so far evoked
 */
public record FastClock(float[] flash, ProbeView probe, Inspection inspected, Trace trace, Raster raster,
        List<WindUp> windUps) {
    /**
     * The probe under way.
     *
     * @param title what it is, for example {@code hargreaves, left-hindpaw}
     * @param time_ms time since it began, ms
     * @param intensity of the stimulus at its centre, in its unit
     * @param unit unit of the intensity; empty without a stimulus
     * @param x_mm place of the stimulus on the skin map, mm; NaN without a stimulus
     * @param y_mm place of the stimulus on the skin map, mm; NaN without a stimulus
     * @param radius_mm how far from there half of the stimulus reaches, mm
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
     * @param duration_ms its length so far, ms
     * @param first_ms time of the first sample, ms
     * @param potential_mV membrane potential every 10 ms, mV; empty if nobody looked, or for a fibre
     * @param spikes_ms times of its spikes, ms
     */
    public record Trace(String title, double duration_ms, double first_ms, double[] potential_mV,
            double[] spikes_ms) {}

    /**
     * All spikes of a probe.
     *
     * @param title what the probe is
     * @param duration_ms its length so far, ms
     * @param time_ms when each spike was, ms
     * @param neuron whose it was
     */
    public record Raster(String title, double duration_ms, float[] time_ms, int[] neuron) {}

    static FastClock empty() {
        return new FastClock(new float[0], null, null, null, null, List.of());
    }

    /** How it is shown beside a past time in minutes: nobody fires, and there is no probe and no neuron. */
    FastClock past(double then_min) {
        return new FastClock(new float[flash.length], null, null, null, raster,
                windUps.stream().filter(each -> each.time_min() <= then_min).toList());
    }
}
