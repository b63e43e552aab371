package org.rexed.gui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.document.Document;
import org.rexed.document.Location;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.pharmacology.Amount;
import org.rexed.pharmacology.Route;
import org.rexed.quantity.Units;
import org.rexed.scenario.Arm;
import org.rexed.scenario.Lesion;
import org.rexed.scenario.Scenario;

/**
 * What was done by hand to one subject, written as the arm of a scenario that does the same by plan. Immutable; an
 * intervention gives another. The text is what is simulated, so what is saved repeats what was seen.
 */
public final class ByHand {
    /** Name of the arm that repeats what was done by hand; with a number if the scenario has one of that name. */
    public static final String ARM = "by-hand";

    private static final String DOSES = "doses";
    private static final String LESIONS = "lesions";
    private static final Location HERE = new Location("by hand", 1, 1);

    private final Scenario scenario;
    private final Setup setup;
    private final Node.Mapping tree;
    private final String arm;
    private final int prescribed;
    private final List<Map<String, String>> doses;
    private final List<Map<String, String>> lesions;
    private final List<Intervention.Done> done;

    /**
     * An infusion that runs.
     *
     * @param place its place among the doses of the arm
     * @param drug name of the drug
     * @param rate amount per time, as written
     * @param route way of giving
     * @param from_min when it began
     * @param until_min when it is planned to end
     * @param byHand whether it was started by hand
     */
    public record Running(int place, String drug, String rate, Route route, double from_min, double until_min,
            boolean byHand) {}

    /** Nothing done yet to the subject of a setup. */
    public ByHand(Scenario scenario, Setup setup) {
        this.scenario = scenario;
        this.setup = setup;
        Problems problems = new Problems();
        tree = Document.tree(scenario.name(), scenario.resolved(), problems).orElseThrow();
        Node.Mapping written = written();
        doses = items(written, DOSES);
        lesions = items(written, LESIONS);
        prescribed = doses.size();
        done = List.of();
        String name = ARM;
        for (int i = 2; hasArm(name); i++) {
            name = ARM + "-" + i;
        }
        arm = name;
    }

    private ByHand(ByHand before, List<Map<String, String>> doses, List<Map<String, String>> lesions,
            Intervention.Done more) {
        scenario = before.scenario;
        setup = before.setup;
        tree = before.tree;
        arm = before.arm;
        prescribed = before.prescribed;
        this.doses = doses;
        this.lesions = lesions;
        List<Intervention.Done> all = new ArrayList<>(before.done);
        all.add(more);
        done = List.copyOf(all);
    }

    private boolean hasArm(String name) {
        return scenario.arms().stream().anyMatch(each -> each.name().equals(name));
    }

    private Node.Mapping written() {
        for (Node item : ((Node.Sequence) tree.entries().get("arms").value()).items()) {
            Node.Mapping mapping = (Node.Mapping) item;
            if (((Node.Text) mapping.entries().get("name").value()).value().equals(setup.arm())) {
                return mapping;
            }
        }
        throw new IllegalArgumentException("no arm " + setup.arm());
    }

    private static List<Map<String, String>> items(Node.Mapping arm, String key) {
        List<Map<String, String>> result = new ArrayList<>();
        Node.Entry entry = arm.entries().get(key);
        if (entry != null && entry.value() instanceof Node.Sequence sequence) {
            for (Node item : sequence.items()) {
                Map<String, String> fields = new LinkedHashMap<>();
                ((Node.Mapping) item).entries()
                        .forEach((name, value) -> fields.put(name, ((Node.Text) value.value()).value()));
                result.add(fields);
            }
        }
        return result;
    }

    /** What was done so far, in order. */
    public List<Intervention.Done> done() {
        return done;
    }

    /** Name of the arm that does the same by plan. */
    public String arm() {
        return arm;
    }

    /** Infusions that run at a time in minutes or begin then, without those of rules of dosing. */
    public List<Running> running(double time_min) {
        List<Running> result = new ArrayList<>();
        for (int i = 0; i < doses.size(); i++) {
            Map<String, String> dose = doses.get(i);
            if (dose != null && dose.containsKey("rate")) {
                double from = dose.containsKey("from") ? minutes(dose.get("from")) : 0;
                double until = dose.containsKey("until") ? minutes(dose.get("until")) : from + minutes(dose.get("for"));
                if (from <= time_min && time_min < until) {
                    Route route = Route.valueOf(dose.get("route").toUpperCase(java.util.Locale.ROOT));
                    result.add(new Running(i, dose.get("drug"), dose.get("rate"), route, from, until, i >= prescribed));
                }
            }
        }
        return result;
    }

    /** Whether the dorsolateral funiculus is cut at a time in minutes. */
    public boolean isCut(double time_min) {
        return lesions.stream().anyMatch(lesion -> cuts(lesion, time_min));
    }

    private static boolean cuts(Map<String, String> lesion, double time_min) {
        return Lesion.FUNICULUS.contains(lesion.get("site")) && minutes(lesion.get("at")) <= time_min
                && (!lesion.containsKey("until") || minutes(lesion.get("until")) > time_min);
    }

    private static double minutes(String text) {
        return Units.parse(text, "min");
    }

    /**
     * The same with an intervention.
     *
     * @param time_min when it takes effect
     * @throws IllegalArgumentException saying why it cannot be done
     */
    public ByHand with(double time_min, Intervention what) {
        if (!done.isEmpty() && time_min < done.get(done.size() - 1).time_min()) {
            throw new IllegalArgumentException("something was done later than " + Snapshot.clock(time_min));
        }
        if (time_min >= scenario.duration_min()) {
            throw new IllegalArgumentException("the study ends at " + Snapshot.clock(scenario.duration_min())
                    + "; nothing can be done any more");
        }
        List<Map<String, String>> given = new ArrayList<>(doses);
        List<Map<String, String>> cut = new ArrayList<>(lesions);
        String now = Units.text(time_min, "min");
        if (what instanceof Intervention.Give give) {
            Amount.parse(give.dose());
            given.add(entries("drug", give.drug(), "dose", give.dose(), "route", give.route().key(), "at", now));
        } else if (what instanceof Intervention.Infuse infuse) {
            Amount.parseRate(infuse.rate());
            given.add(entries("drug", infuse.drug(), "rate", infuse.rate(), "route", infuse.route().key(), "from", now,
                    "until", Units.text(scenario.duration_min(), "min")));
        } else if (what instanceof Intervention.SetRate set) {
            Amount.parseRate(set.rate());
            setRate(given, require(set.infusion(), time_min), set.rate(), time_min);
        } else if (what instanceof Intervention.Stop stop) {
            stop(given, require(stop.infusion(), time_min), time_min);
        } else if (what instanceof Intervention.Cut) {
            if (isCut(time_min)) {
                throw new IllegalArgumentException("the dorsolateral funiculus is cut already");
            }
            cut.add(entries("site", Lesion.FUNICULUS.get(0), "at", now));
        } else {
            restore(cut, time_min);
        }
        return new ByHand(this, given, cut, new Intervention.Done(time_min, what));
    }

    private Running require(Running infusion, double time_min) {
        return running(time_min).stream().filter(each -> each.place() == infusion.place()).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no infusion of " + infusion.drug() + " by route "
                        + infusion.route().key() + " runs at " + Snapshot.clock(time_min)));
    }

    private static void setRate(List<Map<String, String>> given, Running old, String rate, double time_min) {
        if (old.from_min() == time_min) {
            given.set(old.place(), with(given.get(old.place()), "rate", rate));
            return;
        }
        stop(given, old, time_min);
        given.add(entries("drug", old.drug(), "rate", rate, "route", old.route().key(), "from",
                Units.text(time_min, "min"), "until", Units.text(old.until_min(), "min")));
    }

    /** What begins only now never was; its place stays empty, so that the others keep theirs. */
    private static void stop(List<Map<String, String>> given, Running old, double time_min) {
        given.set(old.place(), old.from_min() == time_min ? null
                : without(with(given.get(old.place()), "until", Units.text(time_min, "min")), "for"));
    }

    private void restore(List<Map<String, String>> cut, double time_min) {
        if (!isCut(time_min)) {
            throw new IllegalArgumentException("the dorsolateral funiculus is not cut");
        }
        for (int i = cut.size() - 1; i >= 0; i--) {
            Map<String, String> lesion = cut.get(i);
            if (cuts(lesion, time_min)) {
                if (minutes(lesion.get("at")) == time_min) {
                    cut.remove(i);
                } else {
                    cut.set(i, with(lesion, "until", Units.text(time_min, "min")));
                }
            }
        }
    }

    private static Map<String, String> entries(String... keysAndValues) {
        Map<String, String> result = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            result.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return result;
    }

    private static Map<String, String> with(Map<String, String> fields, String key, String value) {
        Map<String, String> result = new LinkedHashMap<>(fields);
        result.put(key, value);
        return result;
    }

    private static Map<String, String> without(Map<String, String> fields, String key) {
        Map<String, String> result = new LinkedHashMap<>(fields);
        result.remove(key);
        return result;
    }

    /** The scenario with a further arm that does the same by plan, as a file. */
    public String text() {
        Map<String, Node.Entry> whole = new LinkedHashMap<>(tree.entries());
        Node.Sequence arms = (Node.Sequence) whole.get("arms").value();
        List<Node> more = new ArrayList<>(arms.items());
        more.add(armTree());
        put(whole, "arms", new Node.Sequence(more, HERE));
        StringBuilder head = new StringBuilder("# Saved from the workbench. Arm ").append(arm)
                .append(" does to subject ")
                .append(setup.subject()).append(" what was done by hand:\n");
        done.forEach(each -> head.append("#   ").append(each.words()).append('\n'));
        return head + ScenarioText.of(new Node.Mapping(whole, HERE));
    }

    private Node.Mapping armTree() {
        Map<String, Node.Entry> fields = new LinkedHashMap<>(written().entries());
        Arm before = scenario.arm(setup.arm());
        put(fields, "name", text(arm));
        put(fields, "label", text(before.label() + ", by hand"));
        if (doses.stream().anyMatch(dose -> dose != null)) {
            put(fields, DOSES, sequence(doses));
        } else {
            fields.remove(DOSES);
        }
        if (!lesions.isEmpty()) {
            put(fields, LESIONS, sequence(lesions));
        }
        Map<String, Node.Entry> strengths = new LinkedHashMap<>();
        setup.strengths(before).forEach((name, strength) -> {
            if (!strength.equals(scenario.mechanisms().get(name))) {
                put(strengths, name, text(strength == 0 ? "off" : strength == 1 ? "on" : Units.text(strength, "1")));
            }
        });
        if (strengths.isEmpty()) {
            fields.remove("mechanisms");
        } else {
            put(fields, "mechanisms", new Node.Mapping(strengths, HERE));
        }
        return new Node.Mapping(fields, HERE);
    }

    private static Node.Sequence sequence(List<Map<String, String>> items) {
        List<Node> nodes = new ArrayList<>();
        for (Map<String, String> item : items) {
            if (item != null) {
                Map<String, Node.Entry> fields = new LinkedHashMap<>();
                item.forEach((key, value) -> put(fields, key, text(value)));
                nodes.add(new Node.Mapping(fields, HERE));
            }
        }
        return new Node.Sequence(nodes, HERE);
    }

    private static Node.Text text(String value) {
        return new Node.Text(value, true, HERE);
    }

    private static void put(Map<String, Node.Entry> fields, String key, Node value) {
        fields.put(key, new Node.Entry(HERE, value));
    }
}
