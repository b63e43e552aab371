package org.rexed.treatment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.InputException;
import org.rexed.document.Node;
import org.rexed.document.Problem;
import org.rexed.document.Problems;
import org.rexed.document.Quoted;
import org.rexed.evidence.Origin;
import org.rexed.evidence.Parameter;
import org.rexed.experiment.Csv;
import org.rexed.pharmacology.Amount;
import org.rexed.pharmacology.Drug;
import org.rexed.pharmacology.KineticSet;
import org.rexed.pharmacology.Route;
import org.rexed.scenario.ModelLibrary;
import org.rexed.simulation.Assembly;

/**
 * What a planned regimen lets expect in a described virtual person before it begins: relief, tolerance, the risk of
 * hyperalgesia, and three ways out, each with intervals. The plan becomes a comparison of treatments; its arms are no
 * opioid, the plan for good, and the plan with an abrupt end, with a taper of two weeks, and with buprenorphine.
 *
 * @param plan the comparison
 */
public record Forecast(TreatmentPlan plan) {
    private static final int VERSION = 1;
    private static final int FEWEST_SUBJECTS = 2;
    private static final int MOST_SUBJECTS = 10_000;
    private static final double DAY_min = 1440;
    /** The disease begins on day 1, the opioid on day 4; before that the person is tested. */
    private static final int FIRST_DAY = 4;
    private static final int SHORTEST_d = 7;
    private static final int LONGEST_d = 730;
    /** After the exit the person is followed for so long. */
    private static final int FOLLOWED_d = 28;
    private static final int TAPER_d = 14;
    private static final List<Integer> VISITS_d = List.of(1, 2, 3, 5, 8, 11, 14, 17, 21, 25, 28);
    /** Percent of the own baseline below which a threshold counts as hyperalgesic. */
    private static final int HYPERALGESIC = 97;

    /** Whether a file is a plan of a regimen. */
    public static boolean isOne(Node.Mapping tree) {
        return tree.entries().containsKey("regimen");
    }

    /** Reads a plan as it is. */
    public static Forecast read(Path file, ModelLibrary library) {
        return read(file, Map.of(), library);
    }

    /**
     * Reads a plan.
     *
     * @param changes values of the comparison's scenario by path that take the place of others
     * @throws org.rexed.document.InputException with every problem
     */
    public static Forecast read(Path file, Map<String, String> changes, ModelLibrary library) {
        Problems problems = new Problems();
        Node.Mapping tree = Document.tree(file, problems).orElse(null);
        problems.throwIfAny();
        Fields f = Document.fields(tree, problems);
        f.integer("rexed", VERSION, VERSION);
        String name = f.text("name");
        if (!name.isEmpty() && !name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            f.problem("name", "name: found \"" + name + "\"; allowed are a-z, 0-9 and - inside, at most 64 characters");
        }
        String title = f.text("title");
        Fields person = f.map("person");
        String body = "{sex: " + person.oneOf("sex", List.of("female", "male")) + ", age: "
            + raw(person, "age", "a", 18, 100) + ", mass: " + raw(person, "mass", "kg", 30, 250) + ", height: "
            + raw(person, "height", "cm", 120, 220) + "}";
        person.done();
        double severity = f.quantity("severity", "1", 0, 5);
        Fields regimen = f.map("regimen");
        String drug = regimen.oneOf("drug", library.names(ModelLibrary.Kind.DRUG));
        String route = regimen.choice("route", Route.class).key();
        boolean infusion = regimen.either(List.of("dose", "rate")).equals("rate");
        String key = infusion ? "rate" : "dose";
        regimen.form(key, infusion ? Amount.RATE : Amount.DOSE, infusion ? Amount::parseRate : Amount::parse);
        String amount = regimen.raw(key);
        String every = infusion ? "" : raw(regimen, "every", "h", 1, 168);
        regimen.done();
        double length_d = f.quantity("for", "min", SHORTEST_d * DAY_min, LONGEST_d * DAY_min) / DAY_min;
        int days = (int) length_d;
        if (days < length_d) {
            f.problem("for", "for: found " + f.raw("for") + "; allowed are whole days");
        }
        int subjects = (int) f.integer("subjects", FEWEST_SUBJECTS, MOST_SUBJECTS, 24);
        long seed = f.integer("seed", 0, Long.MAX_VALUE, 1);
        f.done();
        problems.throwIfAny();
        Course course = new Course(drug, route, amount, every, days);
        String text = text(name, title, body, severity, course, subjects, seed);
        Problems written = new Problems();
        Node.Mapping comparison = Document.tree(file.toString(), text, written).orElseThrow();
        try {
            return new Forecast(TreatmentPlan.read(file, comparison, changes, library, written));
        } catch (InputException e) {
            // Lines of the text that was made here are not those of the file.
            throw new InputException(e.problems().stream()
                .map(problem -> problem.location().file().equals(file.toString())
                    ? new Problem(f.locationOf("regimen"), problem.message()) : problem).toList());
        }
    }

    /** A quantity as written, after it was checked. */
    private static String raw(Fields f, String key, String unit, double low, double high) {
        f.quantity(key, unit, low, high);
        return f.has(key) ? f.raw(key) : "";
    }

    /** The regimen in words of a scenario. */
    private record Course(String drug, String route, String amount, String every, int days) {
        String given(int from_d, int for_d) {
            return every.isEmpty() ? "{drug: " + drug + ", rate: " + amount + ", route: " + route + ", from: " + from_d
                + " d, for: " + for_d + " d}" : "{drug: " + drug + ", dose: " + amount + ", route: " + route + ", at: "
                + from_d + " d, every: " + every + ", for: " + for_d + " d}";
        }

        String tapered(int from_d) {
            return "{rule: taper, drug: " + drug + ", route: " + route + ", from: " + from_d + " d, for: " + TAPER_d
                + " d, shape: linear, " + (every.isEmpty() ? "rate: " + amount + ", every: 1 d" : "dose: " + amount
                + ", every: " + every) + "}";
        }
    }

    private static String text(String name, String title, String body, double severity, Course course, int subjects,
                               long seed) {
        int end = FIRST_DAY + course.days();
        int last = end + FOLLOWED_d;
        String early = hours(List.of(FIRST_DAY + 2, FIRST_DAY + 4, FIRST_DAY + 6));
        String late = hours(List.of(end - 2, end - 1, end));
        String exit = hours(VISITS_d.stream().map(d -> end + d).toList());
        String all = hours(java.util.stream.Stream.concat(java.util.stream.Stream.of(FIRST_DAY - 1, FIRST_DAY + 2,
            FIRST_DAY + 4, FIRST_DAY + 6, end - 2, end - 1, end), VISITS_d.stream().map(d -> end + d)).distinct()
            .toList());
        StringBuilder t = new StringBuilder();
        t.append("rexed: 1\nname: ").append(name).append("\ntitle: ").append(Quoted.text(title)).append("\nscenario:\n")
            .append("  rexed: 1\n  name: ").append(name).append("\n  title: ").append(Quoted.text(title)).append('\n')
            .append("  species: human\n  subject: ").append(body).append("\n  anatomy: human-dorsal-horn\n")
            .append("  subjects: ").append(subjects).append("\n  seed: ").append(seed).append("\n  duration: ")
            .append(last).append(" d\n  tick: 5 min\n  reference: no-opioid\n");
        if (severity > 0) {
            t.append("  injuries:\n    - {kind: inflammation, site: left-foot, at: 1 d, until: ").append(last)
                .append(" d, radius: 30 mm, severity: ").append(Csv.number(severity)).append("}\n");
        }
        t.append("  assays:\n    - {assay: ongoing-pain, site: left-foot, baseline: 12 h, at: ").append(all)
            .append("}\n    - {assay: pain-rating, site: left-thigh, baseline: 12 h, at: ").append(all)
            .append("}\n    - {assay: heat-pain-threshold, site: left-thigh, baseline: 12 h, at: ").append(all)
            .append("}\n  arms:\n    - {name: no-opioid, label: no opioid}\n")
            .append("    - name: plan\n      label: the plan, going on\n      doses: [")
            .append(course.given(FIRST_DAY, last - FIRST_DAY)).append("]\n")
            .append("    - name: stop\n      label: the plan, ended at once\n      doses: [")
            .append(course.given(FIRST_DAY, course.days())).append("]\n")
            .append("    - name: taper\n      label: the plan, tapered over two weeks\n      doses: [")
            .append(course.given(FIRST_DAY, course.days())).append("]\n      dosing: [").append(course.tapered(end))
            .append("]\n    - name: buprenorphine\n      label: the plan, then buprenorphine\n      doses: [")
            .append(course.given(FIRST_DAY, course.days())).append(", {drug: buprenorphine, dose: 4 mg,")
            .append(" route: sublingual, at: ").append(end * 24 + 12).append(" h, every: 12 h, for: ")
            .append(FOLLOWED_d - 1).append(" d}]\n").append("outcomes:\n");
        outcome(t, "relief-early", "Pain in the first week of the plan, 0 to 10", "lower",
            "{assay: ongoing-pain, arm: no-opioid, time: " + early + ", as: reading}");
        outcome(t, "relief-late", "Pain at the end of the plan, 0 to 10", "lower",
            "{assay: ongoing-pain, arm: no-opioid, time: " + late + ", as: reading}");
        outcome(t, "heat-early", "Pain of standard heat on healthy skin in the first week, 0 to 10", "lower",
            "{assay: pain-rating, site: left-thigh, arm: no-opioid, time: " + early + ", as: reading}");
        outcome(t, "heat-late", "The same at the end of the plan", "lower",
            "{assay: pain-rating, site: left-thigh, arm: no-opioid, time: " + late + ", as: reading}");
        outcome(t, "threshold", "Heat pain threshold of healthy skin at the end of the plan, % of baseline", "higher",
            "{assay: heat-pain-threshold, arm: no-opioid, time: " + late + ", as: percent-of-baseline}");
        outcome(t, "hyperalgesic", "Share of persons whose threshold is then below " + HYPERALGESIC + " % of baseline",
            "lower", "{share-of-subjects: {assay: heat-pain-threshold, arm: no-opioid, time: " + late
                + ", as: percent-of-baseline, below: " + HYPERALGESIC + "}}");
        outcome(t, "withdrawal", "Signs of withdrawal in the four weeks after, worst visit, 0 none, 1 severe", "lower",
            "{state: unopposed_adaptation_brainstem, entity: adenylyl-cyclase, arm: no-opioid, time: " + exit
                + ", take: highest}");
        outcome(t, "threshold-after", "Heat pain threshold in the fourth week after, % of baseline", "higher",
            "{assay: heat-pain-threshold, arm: no-opioid, time: " + hours(List.of(end + 21, end + 25, end + 28))
                + ", as: percent-of-baseline}");
        t.append("  recovery:\n    title: Days after the end of the plan until the threshold is above ")
            .append(HYPERALGESIC).append(" % and stays there (at least)\n    better: lower\n    days-until:\n")
            .append("      of: {assay: heat-pain-threshold, arm: no-opioid, time: ").append(exit)
            .append(", as: percent-of-baseline}\n      from: ").append(end).append(" d\n      above: ")
            .append(HYPERALGESIC).append('\n');
        return t.toString();
    }

    private static void outcome(StringBuilder t, String name, String title, String better, String of) {
        t.append("  ").append(name).append(":\n    title: ").append(Quoted.text(title)).append("\n    better: ")
            .append(better).append("\n    of: ").append(of).append('\n');
    }

    /** An hour before the same time of those days, so that doses of whole days are at their trough. */
    private static String hours(List<Integer> days) {
        return days.stream().map(day -> (day * 24 - 1) + " h").toList().toString();
    }

    /** Adds sentences and assumptions to what the comparison found. */
    public void addTo(ObjectNode result, ModelLibrary library) {
        ObjectNode forecast = result.putObject("forecast");
        ArrayNode sentences = forecast.putArray("sentences");
        JsonNode planned = strategy(result, "plan").get("outcomes");
        sentences.add("Benefit: pain in the first week is " + change(planned, "relief-early")
            + " points of 10 against no opioid; at the end of the plan it is " + change(planned, "relief-late") + ".");
        sentences.add("Tolerance: a standard heat stimulus on healthy skin hurts " + change(planned, "heat-early")
            + " points differently in the first week, and " + change(planned, "heat-late")
            + " at the end; what is lost of the first is tolerance, what goes beyond is hyperalgesia.");
        sentences.add("Risk of hyperalgesia: " + share(planned, "hyperalgesic") + " of such persons have a heat pain"
            + " threshold below " + HYPERALGESIC + " % of their baseline at the end of the plan, against "
            + share(strategy(result, "no-opioid").get("outcomes"), "hyperalgesic") + " without opioid.");
        for (String exit : List.of("stop", "taper", "buprenorphine")) {
            JsonNode out = strategy(result, exit).get("outcomes");
            sentences.add("Exit, " + strategy(result, exit).get("label").asText() + ": signs of withdrawal at worst "
                + mean(out, "withdrawal", "%.2f") + " (0 none, 1 severe), threshold in the fourth week "
                + mean(out, "threshold-after", "%.0f") + " % of baseline, back after at least "
                + mean(out, "recovery", "%.1f") + " days.");
        }
        assumptions(forecast.putArray("assumptions"), library);
    }

    private void assumptions(ArrayNode list, ModelLibrary library) {
        Assembly assembly = new Assembly(plan.scenario(), library);
        List<Parameter> all = assembly.parameters();
        long assumed = all.stream().filter(p -> p.origin() == Origin.ASSUMED).count();
        long fitted = all.stream().filter(p -> p.origin() == Origin.FITTED).count();
        list.add("Of " + all.size() + " numbers of the model that this forecast uses, " + assumed + " are assumed and "
            + fitted + " were fitted; intervals do not contain that doubt.");
        list.add("The disease is a lasting inflammation of the foot; other pain may answer otherwise.");
        list.add("Persons differ as models/subjects/human.yaml says, mostly by assumption; each takes every dose.");
        list.add("Rodent mechanisms are taken to people with strengths that were not measured in people.");
        for (Drug drug : assembly.drugs()) {
            KineticSet set = drug.set(plan.scenario().species());
            if (set.trust() == KineticSet.Trust.SHAKY) {
                list.add("Extrapolated: the kinetics of " + drug.name() + " are of low trust (" + set.title() + ").");
            }
            if (set.extrapolates(plan.scenario().body())) {
                list.add("Extrapolated: the kinetics of " + drug.name() + " were not studied at this body mass.");
            }
        }
    }

    private static JsonNode strategy(JsonNode result, String arm) {
        for (JsonNode strategy : result.get("strategies")) {
            if (strategy.get("arm").asText().equals(arm)) {
                return strategy;
            }
        }
        throw new IllegalStateException("no arm " + arm);
    }

    private static String change(JsonNode outcomes, String name) {
        return interval(outcomes.get(name).get("as_planned"), "change", "%+.1f", 1);
    }

    private static String mean(JsonNode outcomes, String name, String format) {
        return interval(outcomes.get(name).get("as_planned"), "mean", format, 1);
    }

    private static String share(JsonNode outcomes, String name) {
        return interval(outcomes.get(name).get("as_planned"), "mean", "%.0f", 100) + " %";
    }

    private static String interval(JsonNode node, String key, String format, double factor) {
        JsonNode ends = node.get(key + "_ci95");
        String mean = String.format(Locale.ROOT, format, factor * node.get(key).asDouble());
        return ends == null || ends.isNull() ? mean : mean + " ["
            + String.format(Locale.ROOT, format, factor * ends.get(0).asDouble()) + ", "
            + String.format(Locale.ROOT, format, factor * ends.get(1).asDouble()) + "]";
    }
}
