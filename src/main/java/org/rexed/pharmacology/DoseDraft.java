package org.rexed.pharmacology;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.rexed.document.Fields;
import org.rexed.quantity.Units;

/**
 * A dose as somebody wrote it, before its parts have been checked against each other.
 *
 * <p>Times are in minutes, NaN where nothing was said. Problems are reported with the key they belong to.
 */
record DoseDraft(String drug, Amount amount, boolean rate, Route route, double at_min, double every_min,
                 double for_min, double until_min, long times, double releaseHalfLife_min) {
    static final List<String> WORDS =
            List.of("at", "from", "every", "for", "until", "over", "times", "release-half-life");
    /** Abbreviations of prescriptions that the command line understands. */
    private static final Map<String, String> SHORT = Map.of("po", "oral", "sl", "sublingual", "it", "intrathecal");

    private static final int MOST_DOSES = 1_000_000;

    /** Collects the words of the command-line form; reports those that cannot be read. */
    static DoseDraft ofWords(String drug, String quantity, String route, Map<String, String> said,
                             BiConsumer<String, String> problem) {
        boolean rate = quantity.matches(".*/\\s*(s|min|h|hr|d|day|wk)\\s*");
        Amount amount = null;
        try {
            amount = rate ? Amount.parseRate(quantity) : Amount.parse(quantity);
        } catch (IllegalArgumentException e) {
            problem.accept(rate ? "rate" : "dose", e.getMessage());
        }
        long times = 0;
        if (said.containsKey("times")) {
            try {
                times = Long.parseLong(said.get("times"));
            } catch (NumberFormatException e) {
                problem.accept("times", "found \"" + said.get("times") + "\" after times; expected a whole number");
                times = 1;
            }
        }
        String start = said.containsKey("from") ? "from" : "at";
        if (said.containsKey("from") && said.containsKey("at")) {
            problem.accept("from", "says both \"at\" and \"from\"; one start is enough");
        }
        double lasts = time("for", said, problem);
        if (said.containsKey("over")) {
            double over = time("over", said, problem);
            if (rate || times > 0 || !Collections.disjoint(said.keySet(), List.of("for", "until", "every"))) {
                problem.accept("over", "\"over\" makes one infusion of an amount, such as \"10 mg iv over 15 min\"; "
                        + "it goes with \"at\" or \"from\" only");
            } else if (!(over > 0.0)) {
                problem.accept("over", "over: must be greater than zero, found " + said.get("over"));
            } else if (amount != null) {
                amount = amount.times(1.0 / over);
                rate = true;
                lasts = over;
            }
        }
        return new DoseDraft(drug, amount, rate, route(route, problem), time(start, said, problem),
                time("every", said, problem), lasts, time("until", said, problem), times,
                time("release-half-life", said, problem));
    }

    /** Collects the keys of the YAML form; reports values that cannot be read. */
    static DoseDraft ofFields(Fields f, Collection<String> drugNames) {
        String drug = f.oneOf("drug", drugNames);
        boolean rate = f.either(List.of("dose", "rate")).equals("rate");
        String key = rate ? "rate" : "dose";
        Amount amount = null;
        if (f.has(key)) {
            amount = rate ? f.form(key, Amount.RATE, Amount::parseRate) : f.form(key, Amount.DOSE, Amount::parse);
        }
        Route route = f.choice("route", Route.class);
        double at = f.quantity(rate ? "from" : "at", "min", Double.NaN);
        double until = rate ? f.quantity("until", "min", Double.NaN) : Double.NaN;
        double duration = f.quantity("for", "min", Double.NaN);
        double every = rate ? Double.NaN : f.quantity("every", "min", Double.NaN);
        long times = rate ? 0 : f.integer("times", 1, MOST_DOSES, 0);
        double release = rate ? Double.NaN : f.quantity("release-half-life", "min", Double.NaN);
        return new DoseDraft(drug, amount, rate, route, at, every, duration, until, times, release);
    }

    private static double time(String key, Map<String, String> said, BiConsumer<String, String> problem) {
        if (!said.containsKey(key)) {
            return Double.NaN;
        }
        try {
            return Units.parse(said.get(key), "min");
        } catch (IllegalArgumentException e) {
            problem.accept(key, key + ": " + e.getMessage());
            return Double.NaN;
        }
    }

    private static Route route(String word, BiConsumer<String, String> problem) {
        for (Route route : Route.values()) {
            String lower = word.toLowerCase(Locale.ROOT);
            if (route.key().equals(SHORT.getOrDefault(lower, lower))) {
                return route;
            }
        }
        problem.accept("route", "unknown route \"" + word + "\"; allowed are "
                + Arrays.stream(Route.values()).map(Route::key).collect(Collectors.joining(", ")));
        return null;
    }

    /** Reports a start before time zero and returns the start. */
    double start_min(BiConsumer<String, String> problem) {
        double start = Double.isNaN(at_min) ? 0.0 : at_min;
        if (start < 0.0) {
            problem.accept(rate ? "from" : "at", "found " + Units.text(start, "min")
                    + ", before the start of the scenario; times start at 0 min");
        }
        return start;
    }

    /** Checks the parts against each other; returns null if a problem was reported or the draft is partial. */
    Dose build(BiConsumer<String, String> problem) {
        double start = start_min(problem);
        if (amount == null || route == null) {
            return null;
        }
        return rate ? infusion(start, problem)
                : Double.isNaN(releaseHalfLife_min) ? bolus(start, problem) : pellet(start, problem);
    }

    private Dose infusion(double start, BiConsumer<String, String> problem) {
        if (route == Route.PELLET) {
            problem.accept("route", "a pellet takes a dose and a release-half-life, not a rate");
            return null;
        }
        if (!Double.isNaN(every_min) || times != 0 || !Double.isNaN(releaseHalfLife_min)) {
            problem.accept("rate", "an infusion takes \"from\" and \"for\" or \"until\"; "
                    + "\"every\", \"times\" and \"release-half-life\" belong to doses");
            return null;
        }
        if (Double.isNaN(for_min) == Double.isNaN(until_min)) {
            problem.accept("rate", "an infusion needs either \"for\" (how long) or \"until\" (when it stops)");
            return null;
        }
        double duration = Double.isNaN(for_min) ? until_min - start : for_min;
        if (!(duration > 0.0)) {
            problem.accept(Double.isNaN(for_min) ? "until" : "for", "an infusion must last longer than nothing, found "
                    + duration + " min");
            return null;
        }
        return Dose.infusion(drug, amount, route, start, duration);
    }

    private Dose pellet(double start, BiConsumer<String, String> problem) {
        if (route != Route.PELLET) {
            problem.accept("release-half-life", "belongs to route pellet, found route " + route.key());
            return null;
        }
        if (!Double.isNaN(every_min) || !Double.isNaN(until_min) || times != 0) {
            problem.accept("dose", "a pellet takes \"at\", \"release-half-life\" and, if it is taken out again, \"for\""
                    + " only; write one entry per pellet");
            return null;
        }
        if (for_min <= 0.0) {
            problem.accept("for", "for: a pellet must stay for longer than nothing, found "
                    + Units.text(for_min, "min"));
            return null;
        }
        if (!(releaseHalfLife_min > 0.0)) {
            problem.accept("release-half-life", "release-half-life: must be greater than zero, found "
                    + Units.text(releaseHalfLife_min, "min"));
            return null;
        }
        Dose pellet = Dose.pellet(drug, amount, start, releaseHalfLife_min);
        return Double.isNaN(for_min) ? pellet : pellet.removedAfter(for_min);
    }

    private Dose bolus(double start, BiConsumer<String, String> problem) {
        if (route == Route.PELLET || route == Route.PUMP) {
            problem.accept("route", route == Route.PUMP
                    ? "a pump delivers a rate; write \"rate: 45 mg/kg/d\" with \"for\" or \"until\", or choose route sc"
                    : "a pellet needs its release-half-life, for example \"release-half-life: 40 h\"");
            return null;
        }
        if (!Double.isNaN(until_min)) {
            problem.accept("until", "belongs to infusions; repeated doses take \"for\" or \"times\"");
            return null;
        }
        Dose once = Dose.bolus(drug, amount, route, start);
        if (route == Route.TRANSDERMAL && Double.isNaN(every_min) && times == 0 && !Double.isNaN(for_min)) {
            if (!(for_min > 0.0)) {
                problem.accept("for", "a patch must be worn for longer than nothing, found " + for_min + " min");
                return null;
            }
            return Dose.patch(drug, amount, start, for_min);
        }
        if (Double.isNaN(every_min)) {
            if (!Double.isNaN(for_min) || times != 0) {
                problem.accept(times != 0 ? "times" : "for", "needs \"every\": a single dose has no duration "
                        + "(an infusion is written as a rate, such as \"1 mg/kg/h\")");
                return null;
            }
            return once;
        }
        if (!(every_min > 0.0)) {
            problem.accept("every", "every: must be greater than zero, found " + Units.text(every_min, "min"));
            return null;
        }
        if (Double.isNaN(for_min) == (times == 0)) {
            problem.accept("every", "repeated doses need " + (times == 0 ? "either \"for\" (how long) or \"times\" (how"
                    + " many)" : "\"for\" (how long) or \"times\" (how many); both are there"));
            return null;
        }
        // A dose due exactly at the end of "for" is not given: every 12 h for 7 d means 14 doses.
        double number = times != 0 ? times : StrictMath.ceil(for_min / every_min - 1e-9);
        if (number < 1 || number > MOST_DOSES) {
            problem.accept(times != 0 ? "times" : "for", "gives " + (long) number
                    + " doses; allowed are 1 to " + MOST_DOSES);
            return null;
        }
        return once.repeated(number == 1 ? 0.0 : every_min, (int) number);
    }
}
