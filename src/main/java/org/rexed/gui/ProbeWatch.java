package org.rexed.gui;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Probe;
import org.rexed.circuit.Site;
import org.rexed.neuron.Population;
import org.rexed.nociception.Modality;
import org.rexed.nociception.Stimulus;
import org.rexed.simulation.Protocol;
import org.rexed.synapse.SpikeLog;

/** What a session remembers of the fast clock: who fired just now, and the course of one neuron in the last probe. */
final class ProbeWatch {
    /** Probe time between two calls of an observer. */
    static final double FRAME_ms = 10;

    private static final double LARGEST_RADIUS_mm = 100;
    private static final float FLASH_DECAY = 0.72f;
    private final Circuit circuit;
    private final float[] flash;
    private double[] potential_mV = new double[256];
    private int samples;
    private int firstSample;
    private int traced = -1;
    private FastClock.ProbeView last;
    private boolean under;
    private float[] spikes_ms = new float[1024];
    private int[] spiking = new int[1024];
    private int spikes;
    private double end_ms;
    private double[] pulses_ms = new double[0];
    private List<WindUp> windUps = List.of();

    ProbeWatch(Circuit circuit) {
        this.circuit = circuit;
        flash = new float[circuit.size()];
    }

    /** Takes over 10 ms of a probe. */
    void advanced(Probe probe, Protocol.Test test, int inspected) {
        decay(FLASH_DECAY);
        if (probe.step() <= circuit.timeStep().steps(FRAME_ms)) {
            spikes = 0;
        }
        end_ms = probe.time_ms();
        pulses_ms = probe.stimulus().pulses_ms();
        int since = probe.step() - circuit.timeStep().steps(FRAME_ms);
        for (Population population : circuit.populations()) {
            SpikeLog log = circuit.log(population);
            for (int s = log.size() - 1; s >= 0 && log.step(s) >= since; s--) {
                flash[log.neuron(s)] = 1;
                remember(circuit.timeStep().time_ms(log.step(s)), log.neuron(s));
            }
        }
        int frame = probe.step() / circuit.timeStep().steps(FRAME_ms) - 1;
        if (frame == 0 || inspected != traced) {
            traced = inspected;
            samples = 0;
            firstSample = frame;
        }
        if (traced >= circuit.afferents().count()) {
            if (samples == potential_mV.length) {
                potential_mV = Arrays.copyOf(potential_mV, 2 * samples);
            }
            potential_mV[samples++] = circuit.neurons().potential()[traced];
        }
        last = view(probe, test);
        under = true;
    }

    private void remember(double time_ms, int neuron) {
        if (spikes == spiking.length) {
            spikes_ms = Arrays.copyOf(spikes_ms, 2 * spikes);
            spiking = Arrays.copyOf(spiking, 2 * spikes);
        }
        spikes_ms[spikes] = (float) time_ms;
        spiking[spikes++] = neuron;
    }

    /** All spikes of the present or last probe; null before the first. */
    private FastClock.Raster raster() {
        return last == null ? null : new FastClock.Raster(last.title(), end_ms, Arrays.copyOf(spikes_ms, spikes),
                Arrays.copyOf(spiking, spikes));
    }

    /** A probe is over; its spikes stay until the next one. */
    void ended(double time_min) {
        under = false;
        // Most probes have no pulses; their spikes need not be copied.
        WindUp train = pulses_ms.length < 2 ? null : WindUp.of(raster(), pulses_ms, time_min, circuit);
        if (train != null) {
            windUps = Stream.concat(windUps.stream(), Stream.of(train)).toList();
        }
    }

    /** Lets the flashes fade. */
    void decay(float factor) {
        for (int i = 0; i < flash.length; i++) {
            flash[i] = flash[i] < 0.02f ? 0 : flash[i] * factor;
        }
    }

    /** All that is shown of it, with the inspection of a neuron, or null and -1. */
    FastClock seen(int neuron, Inspection inspected) {
        return new FastClock(flash.clone(), probe(), inspected, trace(neuron), raster(), windUps);
    }

    /** The probe under way, or null. */
    FastClock.ProbeView probe() {
        return under ? last : null;
    }

    /** The course of a neuron in the present or last probe; null before the first. */
    private FastClock.Trace trace(int neuron) {
        if (last == null || neuron < 0 || neuron >= circuit.size()) {
            return null;
        }
        SpikeLog log = circuit.log(circuit.populationOf(neuron));
        double[] spikes_ms = new double[log.size()];
        int count = 0;
        for (int s = 0; s < log.size(); s++) {
            if (log.neuron(s) == neuron) {
                spikes_ms[count++] = circuit.timeStep().time_ms(log.step(s));
            }
        }
        double[] course = neuron == traced ? Arrays.copyOf(potential_mV, samples) : new double[0];
        return new FastClock.Trace(last.title(), last.time_ms(), (firstSample + 1) * FRAME_ms, course,
                Arrays.copyOf(spikes_ms, count));
    }

    /** Unit of the intensity of a stimulus; empty if there is none. */
    static String unit(Modality modality) {
        return switch (modality) {
            case TEMPERATURE -> "\u00b0C";
            case FORCE -> "mN";
            case ELECTRICAL -> "\u00d7 A\u03b2 threshold";
            case NONE -> "";
        };
    }

    private static FastClock.ProbeView view(Probe probe, Protocol.Test test) {
        Stimulus stimulus = probe.stimulus();
        if (stimulus.modality() == Modality.NONE || test == null) {
            return new FastClock.ProbeView("ongoing activity", probe.time_ms(), 0, "", Double.NaN, Double.NaN, 0);
        }
        Site site = test.site();
        return new FastClock.ProbeView(
                Snapshot.assayTitle(test.assay().name()) + ", " + site.name().replace('-', ' '), probe.time_ms(),
                stimulus.intensity(probe.time_ms()), unit(stimulus.modality()),
                site.x_mm(), site.y_mm(), radius_mm(stimulus, site));
    }

    /** How far from its site half of a stimulus reaches, in mm. */
    private static double radius_mm(Stimulus stimulus, Site site) {
        double radius_mm = 0;
        while (radius_mm < LARGEST_RADIUS_mm && stimulus.share(site.x_mm() + radius_mm, site.y_mm()) >= 0.5) {
            radius_mm += 0.25;
        }
        return radius_mm;
    }
}
