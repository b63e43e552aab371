package org.rexed.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Something done to the animals of an arm, as a mark under a time axis.
 *
 * @param arm name of the arm
 * @param what drug or structure
 * @param kind how it is drawn
 * @param start in the unit of the chart's time axis
 * @param stop end of an infusion or lesion, NaN if it goes on; equal to start for everything else
 */
public record DoseMark(String arm, String what, Kind kind, double start, double stop) {
    /** How a mark is drawn. */
    public enum Kind {
        /** A bar from start to stop. */
        INFUSION,
        /** A tick. */
        BOLUS,
        /** A cross where it is made and a line for as long as it lasts. */
        LESION,
        /** A cross: anything else that is no dose. */
        OTHER
    }

    /**
     * The marks of all arms, in order of first appearance. What happened to several subjects of an arm at the same time
     * gives one mark. {@code infusion start}, {@code infusion stop} and {@code rate set} make bars; {@code bolus},
     * {@code pellet} and {@code dose} make ticks; {@code lesion} and {@code lesion end} make lesions; hyphens and
     * underscores count as spaces.
     */
    static List<DoseMark> of(List<Tables.Event> events, TimeScale scale) {
        Set<DoseMark> marks = new LinkedHashSet<>();
        Map<List<String>, List<Tables.Event>> subjects = new LinkedHashMap<>();
        events.forEach(e -> subjects.computeIfAbsent(
                List.of(e.arm(), e.subject(), e.what()), key -> new ArrayList<>()).add(e));
        for (List<Tables.Event> own : subjects.values()) {
            own.sort(Comparator.comparingDouble(Tables.Event::time_min));
            addSubject(own, scale, marks);
        }
        return List.copyOf(marks);
    }

    private static void addSubject(List<Tables.Event> events, TimeScale scale, Set<DoseMark> marks) {
        double since = Double.NaN;
        int running = 0;
        Kind lasting = Kind.INFUSION;
        for (Tables.Event event : events) {
            String kind = event.event().toLowerCase(Locale.ROOT).replace('-', ' ').replace('_', ' ');
            double time = scale.of_min(event.time_min());
            switch (kind) {
                case "infusion start", "lesion" -> running++;
                case "infusion stop", "lesion end" -> running = Math.max(0, running - 1);
                case "rate set" -> running = event.amount() > 0 ? 1 : 0;
                default -> {
                    boolean dose = kind.equals("bolus") || kind.equals("pellet") || kind.equals("dose");
                    marks.add(new DoseMark(event.arm(), event.what(), dose ? Kind.BOLUS : Kind.OTHER, time, time));
                    continue;
                }
            }
            lasting = kind.startsWith("lesion") ? Kind.LESION : Kind.INFUSION;
            if (running > 0 && Double.isNaN(since)) {
                since = time;
            } else if (running == 0 && !Double.isNaN(since)) {
                marks.add(new DoseMark(event.arm(), event.what(), lasting, since, time));
                since = Double.NaN;
            }
        }
        if (!Double.isNaN(since)) {
            Tables.Event last = events.get(events.size() - 1);
            marks.add(new DoseMark(last.arm(), last.what(), lasting, since, Double.NaN));
        }
    }
}
