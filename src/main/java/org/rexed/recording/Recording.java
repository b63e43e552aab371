package org.rexed.recording;

import java.util.ArrayList;
import java.util.List;

/** Everything observed on one subject, in order of time. */
public final class Recording {
    private final List<Observation> observations = new ArrayList<>();
    private final List<StateSample> states = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<SpikeTrain> spikes = new ArrayList<>();

    /** Adds a reading. */
    public void add(Observation observation) {
        observations.add(observation);
    }

    /** Adds a sample of a slow variable. */
    public void add(StateSample sample) {
        states.add(sample.requireFinite());
    }

    /** Adds an event. */
    public void add(Event event) {
        events.add(event);
    }

    /** Adds the spikes of one neuron in one probe. */
    public void add(SpikeTrain train) {
        spikes.add(train);
    }

    /** Assay readings. */
    public List<Observation> observations() {
        return observations;
    }

    /** Samples of slow variables. */
    public List<StateSample> states() {
        return states;
    }

    /** Doses and lesions. */
    public List<Event> events() {
        return events;
    }

    /** Spikes of recorded probes. */
    public List<SpikeTrain> spikes() {
        return spikes;
    }
}
