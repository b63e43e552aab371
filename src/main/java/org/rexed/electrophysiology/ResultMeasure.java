package org.rexed.electrophysiology;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.rexed.document.Fields;
import org.rexed.experiment.Statistics;
import org.rexed.experiment.Statistics.Estimate;

/**
 * A number of a protocol's results: {@code rate} of a class in a phase (Hz), {@code wind-up} of a class in a window, or
 * {@code withdrawal} of the limb, under a condition and at a level of the stimulus.
 *
 * @param form rate, wind-up or withdrawal
 * @param part which of its numbers
 * @param where condition, level, and class with phase or window, by key; a level is left out if there is one only
 */
public record ResultMeasure(String form, String part, Map<String, String> where) {
    private static final Map<String, List<String>> PARTS = Map.of("rate", List.of("mean", "median", "difference"),
        "wind-up", List.of("total", "excess", "ratio", "reduction"),
        "withdrawal", List.of("latency", "intensity"));

    /** Keeps its own copy of the place. */
    public ResultMeasure {
        where = Map.copyOf(where);
    }

    /** Reads one; problems go to the fields' list. */
    public static ResultMeasure read(Fields f, Protocol protocol) {
        String form = f.either(List.of("rate", "wind-up", "withdrawal"));
        if (form.isEmpty()) {
            return new ResultMeasure("", "", Map.of());
        }
        String part = f.oneOf(form, PARTS.get(form));
        Map<String, String> where = new TreeMap<>();
        where.put("condition", f.named("condition", protocol.conditions().stream().map(c -> c.name()).toList()));
        List<String> levels = protocol.levels().stream().map(Protocol.Level::label).toList();
        if (levels.size() > 1 || f.has("level")) {
            where.put("level", f.named("level", levels));
        }
        if (!form.equals("withdrawal")) {
            where.put("class", f.named("class",
                protocol.recorded().groups().stream().map(g -> g.population()).distinct().toList()));
            String key = form.equals("rate") ? "phase" : "window";
            where.put(key, f.named(key, (form.equals("rate") ? protocol.phases() : protocol.windows()).stream()
                .map(Protocol.Phase::name).toList()));
        } else if (protocol.reflex() == null) {
            f.problem(form, "withdrawal: the protocol asks for no withdrawal");
        }
        f.done();
        return new ResultMeasure(form, part, where);
    }

    /** Its value; nothing is determined if the results lack the place. */
    public Estimate of(Results results) {
        List<Estimate> found = new ArrayList<>();
        switch (form) {
            case "rate" -> results.rates().stream()
                .filter(r -> at(r.condition(), r.level(), r.population(), r.phase()))
                .forEach(r -> found.add(pick(Map.of("mean", Results.Rate::rate, "median", Results.Rate::median,
                    "difference", Results.Rate::difference), r)));
            case "wind-up" -> results.windUp().stream()
                .filter(r -> at(r.condition(), r.level(), r.population(), r.window()))
                .forEach(r -> found.add(pick(Map.of("total", Results.WindUp::total, "excess", Results.WindUp::excess,
                    "ratio", Results.WindUp::ratio, "reduction", Results.WindUp::reduction), r)));
            case "withdrawal" -> results.reflexes().stream().filter(r -> at(r.condition(), r.level(), "", ""))
                .forEach(r -> found.add(pick(Map.of("latency", Results.Reflex::latency,
                    "intensity", Results.Reflex::intensity), r)));
            default -> throw new IllegalStateException(String.format(Locale.ROOT, "no results of %s", form));
        }
        return found.isEmpty() ? Statistics.of(new double[0]) : found.get(0);
    }

    private <T> Estimate pick(Map<String, Function<T, Estimate>> parts, T row) {
        return parts.get(part).apply(row);
    }

    private boolean at(String condition, String level, String population, String span) {
        return where.get("condition").equals(condition) && where.getOrDefault("level", level).equals(level)
            && where.getOrDefault("class", "").equals(population)
            && where.getOrDefault("phase", where.getOrDefault("window", "")).equals(span);
    }
}
