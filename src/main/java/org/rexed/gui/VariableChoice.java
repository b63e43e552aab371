package org.rexed.gui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jfree.data.xy.XYSeries;
import org.rexed.mechanism.Wiring;
import org.rexed.mechanism.Wiring.Variable;
import org.rexed.recording.StateSample;

/**
 * Which slow variables are shown: every variable of every mechanism of the subject, grouped by mechanism, and whatever
 * else was recorded. What was chosen stays chosen when a subject without the mechanism comes in between.
 */
final class VariableChoice {
    private static final List<String> FIRST = List.of(
            "receptor:mu coupled_fraction_spinal-cord", "dorsal-horn kinase_c_activity",
            "dorsal-horn nmda_phosphorylated_fraction", "rvm cck_level", "dorsal-horn dynorphin_extracellular");

    private final Set<String> chosen = new LinkedHashSet<>(FIRST);
    private List<Entry> entries = List.of();

    /**
     * A line of the list.
     *
     * @param group mechanism or other origin
     * @param variable what can be shown; null for the heading of the group
     */
    record Entry(String group, Variable variable) {
        boolean isHeading() {
            return variable == null;
        }

        @Override
        public String toString() {
            return isHeading() ? heading(group) : title(variable);
        }
    }

    /**
     * Takes what the mechanisms of a subject report, and what was recorded of it so far.
     *
     * @return whether the list changed
     */
    boolean offer(List<Wiring> mechanisms, List<StateSample> states) {
        Map<String, List<Variable>> groups = new LinkedHashMap<>();
        Set<Variable> known = new LinkedHashSet<>();
        for (Wiring mechanism : mechanisms) {
            if (!mechanism.variables().isEmpty()) {
                groups.put(mechanism.mechanism(), mechanism.variables());
                known.addAll(mechanism.variables());
            }
        }
        for (StateSample each : states) {
            Variable variable = new Variable(each.entity(), each.variable(), each.unit());
            if (known.add(variable)) {
                groups.computeIfAbsent(origin(variable), group -> new ArrayList<>()).add(variable);
            }
        }
        List<Entry> next = new ArrayList<>();
        groups.forEach((group, variables) -> {
            next.add(new Entry(group, null));
            variables.forEach(variable -> next.add(new Entry(group, variable)));
        });
        boolean changed = !next.equals(entries);
        entries = List.copyOf(next);
        return changed;
    }

    private static String origin(Variable variable) {
        return variable.entity().startsWith("drug:") ? "drugs"
                : variable.name().equals("firing_rate") ? "brainstem-cells" : "other";
    }

    /** Headings, each followed by its variables. */
    List<Entry> entries() {
        return entries;
    }

    /** Those of which the heading and the title together have all of these words, with their headings. */
    List<Entry> entries(String words) {
        List<Entry> found = new ArrayList<>();
        for (Entry each : entries) {
            if (each.isHeading() ? of(each.group()).stream().anyMatch(inner -> has(inner, words)) : has(each, words)) {
                found.add(each);
            }
        }
        return found;
    }

    private static boolean has(Entry entry, String words) {
        String text = (heading(entry.group()) + " " + entry + " " + key(entry.variable())).toLowerCase(Locale.ROOT);
        return Stream.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(text::contains);
    }

    /** The last value of a course at or before a time in minutes; NaN if there is none. */
    static double valueAt(XYSeries course, double time_min) {
        double value = Double.NaN;
        for (int i = 0; i < course.getItemCount(); i++) {
            if (course.getX(i).doubleValue() * DayChart.MIN_PER_d > time_min + 1e-6) {
                break;
            }
            value = course.getY(i).doubleValue();
        }
        return value;
    }

    /** Whether an entry is shown; a heading, whether all of its variables are. */
    boolean isChosen(Entry entry) {
        return entry.isHeading()
                ? of(entry.group()).stream().allMatch(this::isChosen)
                : chosen.contains(key(entry.variable()));
    }

    /** Shows an entry or takes it away; a heading, all of its variables. */
    void toggle(Entry entry) {
        boolean on = !isChosen(entry);
        for (Entry each : entry.isHeading() ? of(entry.group()) : List.of(entry)) {
            if (on) {
                chosen.add(key(each.variable()));
            } else {
                chosen.remove(key(each.variable()));
            }
        }
    }

    private List<Entry> of(String group) {
        return entries.stream().filter(each -> !each.isHeading() && each.group().equals(group)).toList();
    }

    /** What is shown, in the order of the list. */
    List<Variable> shown() {
        return entries.stream().filter(each -> !each.isHeading() && isChosen(each)).map(Entry::variable).toList();
    }

    /** The courses of what is shown, over days. */
    Map<Variable, XYSeries> courses(List<StateSample> states) {
        Map<String, XYSeries> byKey = new LinkedHashMap<>();
        Map<Variable, XYSeries> courses = new LinkedHashMap<>();
        for (Variable variable : shown()) {
            XYSeries course = DayChart.series(title(variable));
            courses.put(variable, course);
            byKey.put(key(variable), course);
        }
        for (StateSample each : states) {
            XYSeries course = byKey.get(each.entity() + " " + each.variable());
            if (course != null) {
                course.add(each.time_min() / DayChart.MIN_PER_d, each.value());
            }
        }
        return courses;
    }

    private static String key(Variable variable) {
        return variable.entity() + " " + variable.name();
    }

    private static String heading(String group) {
        String words = words(group);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** What people call a variable, for example {@code dorsal horn: NMDA trapped fraction}. */
    static String title(Variable variable) {
        String of = variable.entity().replace("drug:", "").replace("receptor:", "").replaceAll("^rvm(?=:|$)", "RVM");
        return words(of).replace(":", " ").replace("@", ", ") + ": " + words(variable.name());
    }

    /** The unit of a variable's axis. */
    static String axis(Variable variable) {
        return variable.unit().equals("1") ? "" : variable.unit();
    }

    /** A name of a file or variable in words, with the usual capitals of abbreviations. */
    static String words(String name) {
        return name.replace('_', ' ').replace('-', ' ').replaceAll("\\bnmda\\b", "NMDA")
                .replaceAll("\\bcgrp\\b", "CGRP")
                .replaceAll("\\bcck\\b", "CCK").replaceAll("\\bbdnf\\b", "BDNF").replaceAll("\\bltp\\b", "LTP")
                .replaceAll("\\bkinase c\\b", "kinase C").replaceAll("\\bc fibre", "C-fibre");
    }
}
