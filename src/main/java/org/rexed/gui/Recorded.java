package org.rexed.gui;

import java.util.List;
import org.rexed.recording.Event;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.recording.StateSample;

/**
 * What was recorded of a subject so far; unlike a {@link Recording} it never grows.
 *
 * @param observations readings
 * @param states samples of slow variables
 * @param events doses and lesions
 */
public record Recorded(List<Observation> observations, List<StateSample> states, List<Event> events) {
    private static final Recorded NOTHING = new Recorded(List.of(), List.of(), List.of());

    static Recorded empty() {
        return NOTHING;
    }

    /** The present content of a recording; a list that did not grow is the same one, so that nobody draws it anew. */
    Recorded grownTo(Recording all) {
        return new Recorded(grown(observations, all.observations()), grown(states, all.states()),
                grown(events, all.events()));
    }

    private static <E> List<E> grown(List<E> before, List<E> all) {
        return before.size() == all.size() ? before : List.copyOf(all);
    }

    /** What was known at a time in minutes. */
    Recorded upTo(double then_min) {
        return new Recorded(observations.stream().filter(each -> each.time_min() <= then_min).toList(),
                states.stream().filter(each -> each.time_min() <= then_min).toList(),
                events.stream().filter(each -> each.time_min() <= then_min).toList());
    }
}
