package org.rexed.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.rexed.document.Fields;
import org.rexed.document.Location;
import org.rexed.mechanism.Injuries;
import org.rexed.mechanism.Injury;

/** Reads what is injured ({@code injuries}) and how active the subjects are ({@code activity}). */
final class InjuryReader {
    private static final double MOST_SEVERE = 5;
    private static final double LARGEST_RADIUS_mm = 100;
    private static final double FASTEST_per_min = 10.0 / 1440;
    private static final double MOST_ACTIVE = 10;

    private final double duration_min;
    private final String durationText;
    private final Function<Fields, String> sites;

    /** A reader for a study of that length; {@code sites} reads a site of the anatomy. */
    InjuryReader(double duration_min, String durationText, Function<Fields, String> sites) {
        this.sites = sites;
        this.duration_min = duration_min;
        this.durationText = durationText;
    }

    /** What a scenario or an arm says; an arm that says nothing of one of the two takes it from outside. */
    Injuries read(Fields f, Injuries outer) {
        List<Injury> injuries = new ArrayList<>();
        for (Fields injury : f.maps("injuries")) {
            injuries.add(injury(injury));
        }
        List<Injuries.Activity> activity = activity(f.maps("activity"));
        return new Injuries(
            f.has("injuries") ? injuries : outer.injuries(), f.has("activity") ? activity : outer.activity());
    }

    private Injury injury(Fields f) {
        Injury.Kind kind = f.is("injury").choice("kind", Injury.Kind.class);
        String site = sites.apply(f);
        Location location = f.locationOf("site");
        double at_min = time(f, "at");
        double severity = f.quantity("severity", "1", 0, MOST_SEVERE);
        boolean nerve = kind == Injury.Kind.NERVE_INJURY;
        double radius_mm = Double.NaN;
        if (!nerve) {
            radius_mm = f.quantity("radius", "mm", 0, LARGEST_RADIUS_mm);
        } else if (f.has("radius")) {
            f.problem("radius", "radius: an injured nerve concerns the whole dermatome of its site; found "
                + f.raw("radius") + "; leave radius out");
            f.quantity("radius", "mm");
        }
        double progression = f.quantity("progression", "1/min", 0, FASTEST_per_min, 0);
        if (kind == Injury.Kind.ELECTRICAL_STIMULATION) {
            checkCurrent(f);
        }
        double until_min = until(f, at_min, progression);
        f.done();
        return new Injury(kind, site, at_min, until_min, severity, radius_mm, progression, location);
    }

    private static void checkCurrent(Fields f) {
        if (!f.has("until")) {
            // It is on until it is switched off; this tells that the key is missing.
            f.quantity("until", "min");
        }
        if (f.has("progression")) {
            f.problem("progression", "progression: a current does not grow by itself; found " + f.raw("progression")
                + "; leave progression out");
        }
    }

    /** A disease that progresses does so to the end of the study unless it is told when it stops. */
    private double until(Fields f, double at_min, double progression) {
        if (!f.has("until")) {
            return progression > 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        double until_min = time(f, "until");
        if (until_min <= at_min) {
            f.problem("until", "until: the cause of the injury ends before it begins; found " + f.raw("until")
                + "; at " + f.raw("at") + Times.place(f.locationOf("at")));
        }
        return until_min;
    }

    private List<Injuries.Activity> activity(List<Fields> written) {
        List<Injuries.Activity> spells = new ArrayList<>();
        List<Location> places = new ArrayList<>();
        for (Fields f : written) {
            double from_min = time(f.is("activity"), "from");
            double until_min = time(f, "until");
            double level = f.quantity("level", "1", 0, MOST_ACTIVE);
            if (until_min <= from_min) {
                f.problem("until", "until: the spell of activity ends before it begins; found " + f.raw("until")
                    + "; from " + f.raw("from") + Times.place(f.locationOf("from")));
            }
            for (int i = 0; i < spells.size(); i++) {
                if (from_min < spells.get(i).until_min() && until_min > spells.get(i).from_min()) {
                    f.problem("from", "from: two spells of activity overlap; found " + f.raw("from") + " to "
                        + f.raw("until") + "; the other one begins" + Times.place(places.get(i)));
                }
            }
            spells.add(new Injuries.Activity(from_min, until_min, level));
            places.add(f.locationOf("from"));
            f.done();
        }
        return spells;
    }

    private double time(Fields f, String key) {
        double time = f.quantity(key, "min");
        if (time < 0 || time > duration_min) {
            f.problem(key, Times.outside(key, f.raw(key), time < 0, durationText));
        }
        return time;
    }
}
