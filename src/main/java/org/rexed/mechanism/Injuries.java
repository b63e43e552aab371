package org.rexed.mechanism;

import java.util.List;

/**
 * The injuries of a subject, and how much it moves and uses what is injured.
 *
 * @param injuries what is injured and when
 * @param activity spells of more or less activity than usual; none overlaps another
 */
public record Injuries(List<Injury> injuries, List<Activity> activity) {
    private static final double BRISK_min = 60;

    /** Nothing injured, activity as usual. */
    public static final Injuries NONE = new Injuries(List.of(), List.of());

    /** Keeps its own copies. */
    public Injuries {
        injuries = List.copyOf(injuries);
        activity = List.copyOf(activity);
    }

    /**
     * A spell of activity.
     *
     * @param from_min its begin
     * @param until_min its end
     * @param level use and movement, 1 is usual
     */
    public record Activity(double from_min, double until_min, double level) {}

    /** Activity at a time, 1 is usual. */
    public double level(double time_min) {
        for (Activity spell : activity) {
            if (time_min >= spell.from_min() && time_min < spell.until_min()) {
                return spell.level();
            }
        }
        return 1;
    }

    /**
     * Whether an injury that acts within minutes has begun or ended within the hour, so that what fibres and cord do
     * has to be looked at often.
     */
    public boolean unsettled(double time_min) {
        return injuries.stream().filter(injury -> injury.kind().isBrisk()).anyMatch(injury ->
                within(time_min, injury.at_min()) || within(time_min, injury.until_min()));
    }

    private static boolean within(double time_min, double since_min) {
        return time_min >= since_min && time_min < since_min + BRISK_min;
    }
}
