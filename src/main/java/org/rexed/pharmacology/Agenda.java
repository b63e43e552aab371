package org.rexed.pharmacology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What will happen to the delivery of one drug, in order of time. At one moment what stands in the list of doses comes
 * first, in the order of the list, then what arises from something else; so it does not matter when a dose was listed.
 */
final class Agenda {
    private static final long ARISING = 1L << 40;

    private final PriorityQueue<Planned> queue = new PriorityQueue<>(
            Comparator.comparingDouble(Planned::time_min).thenComparingLong(Planned::order));
    private final List<Infusion> infusions = new ArrayList<>();
    private long listed;
    private long arising = ARISING;
    private boolean listing;

    /** Something that happens at a moment. */
    record Planned(double time_min, long order, Runnable action) {}

    /** An infusion of the list and the order of its first entry. */
    private record Infusion(Dose dose, long first) {}

    /** Takes what {@code planning} adds as the entries of a dose of the list. */
    void list(Dose dose, Runnable planning) {
        if (dose.form() == Dose.Form.INFUSION) {
            infusions.add(new Infusion(dose, listed));
        }
        listing = true;
        try {
            planning.run();
        } finally {
            listing = false;
        }
    }

    /** Plans an action for a time in minutes. */
    void add(double when_min, Runnable action) {
        queue.add(new Planned(when_min, listing ? listed++ : arising++, action));
    }

    /** Time of the next entry, min, or infinity. */
    double next_min() {
        return queue.isEmpty() ? Double.POSITIVE_INFINITY : queue.peek().time_min();
    }

    /** Takes the next entry out. */
    Planned remove() {
        return queue.remove();
    }

    /**
     * Moves the end of an infusion of the list.
     *
     * @param planned the infusion as listed, entered as start, stop and then on and off of each way
     * @param instead the same with another duration
     * @param lags_min delay of each of its ways
     */
    void end(Dose planned, Dose instead, double[] lags_min) {
        Infusion found = infusions.stream().filter(each -> each.dose().equals(planned)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no infusion \"" + planned + "\" is planned"));
        infusions.set(infusions.indexOf(found), new Infusion(instead, found.first()));
        move(found.first() + 1, instead.end_min());
        for (int i = 0; i < lags_min.length; i++) {
            move(found.first() + 3 + 2L * i, instead.end_min() + lags_min[i]);
        }
    }

    private void move(long order, double toTime_min) {
        Planned old = queue.stream().filter(each -> each.order() == order).findFirst().orElseThrow();
        queue.remove(old);
        queue.add(new Planned(toTime_min, order, old.action()));
    }
}
