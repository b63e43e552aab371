package org.rexed.gui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Location;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.quantity.Units;
import org.rexed.recording.Observation;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;

/**
 * Single test doses in subjects without and with the exposure of an arm, read at the same moment. What is asked becomes
 * a scenario of one arm for each dose and exposure. Knows nothing of Swing.
 *
 * @param without arm without the exposure
 * @param exposed arm with it
 * @param drug drug of the test doses
 * @param route their route
 * @param unit unit of the doses, such as {@code mg/kg}
 * @param doses test doses in that unit, one of them 0
 * @param assay what is read
 * @param site where
 * @param read_min when it is read, min
 * @param delay_min how long before that the dose is given, min
 */
record DoseResponse(String without, String exposed, String drug, String route, String unit, List<Double> doses,
        String assay, String site, double read_min, double delay_min) {
    private static final Location HERE = new Location("dose-response", 1, 1);
    private static final String[] SIDES = {"without", "exposed"};

    /** Keeps its own copy and refuses what cannot be fitted. */
    DoseResponse {
        doses = doses.stream().distinct().sorted().toList();
        if (doses.size() < 3 || doses.get(0) != 0) {
            throw new IllegalArgumentException("doses: write 0 and at least two more, such as 0 1 2.5 5 10");
        }
        if (!(delay_min > 0) || delay_min >= read_min) {
            throw new IllegalArgumentException("the dose must be given after the start and before the reading");
        }
    }

    /** Reads doses such as {@code 0 1 2.5 5}. */
    static List<Double> doses(String text) {
        List<Double> doses = new ArrayList<>();
        for (String word : text.strip().split("[\\s,;]+")) {
            double dose = org.rexed.quantity.Decimals.parse(word).doubleValue();
            if (dose < 0) {
                throw new IllegalArgumentException("doses: a dose is not negative; found " + word);
            }
            doses.add(dose);
        }
        return doses;
    }

    /** The arms, as groups of a comparison. */
    List<Comparison.Group> groups(Scenario base, ModelLibrary library) {
        Scenario scenario = ScenarioReader.parse("dose-response", text(base), Map.of(), library);
        return scenario.arms().stream().map(arm -> new Comparison.Group(arm.name(), scenario, arm)).toList();
    }

    /** The scenario as text. */
    String text(Scenario base) {
        Node.Mapping tree = Document.tree(base.name(), base.resolved(), new Problems()).orElseThrow();
        Map<String, Node.Entry> whole = new LinkedHashMap<>(tree.entries());
        List<Node> arms = new ArrayList<>();
        for (int side = 0; side < SIDES.length; side++) {
            Node.Mapping arm = arm(tree, side == 0 ? without : exposed);
            for (int i = 0; i < doses.size(); i++) {
                arms.add(dosed(arm, SIDES[side] + "-" + i, doses.get(i)));
            }
        }
        put(whole, "arms", new Node.Sequence(arms, HERE));
        put(whole, "reference", text(SIDES[0] + "-0"));
        whole.remove("rasters");
        double baseline_min = base.assays().stream()
                .filter(each -> each.assay().equals(assay) && each.site().equals(site)).findFirst().orElseThrow()
                .baseline_min();
        Map<String, Node.Entry> schedule = new LinkedHashMap<>();
        put(schedule, "assay", text(assay));
        put(schedule, "site", text(site));
        put(schedule, "baseline", text(Units.text(baseline_min, "min")));
        put(schedule, "at", new Node.Sequence(List.of(text(Units.text(read_min, "min"))), HERE));
        put(whole, "assays", new Node.Sequence(List.of(new Node.Mapping(schedule, HERE)), HERE));
        return ScenarioText.of(new Node.Mapping(whole, HERE));
    }

    private static Node.Mapping arm(Node.Mapping tree, String name) {
        return ((Node.Sequence) tree.entries().get("arms").value()).items().stream().map(Node.Mapping.class::cast)
                .filter(arm -> ((Node.Text) arm.entries().get("name").value()).value().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no arm " + name));
    }

    private Node.Mapping dosed(Node.Mapping arm, String name, double dose) {
        Map<String, Node.Entry> fields = new LinkedHashMap<>(arm.entries());
        put(fields, "name", text(name));
        put(fields, "label", text(name));
        List<Node> given = new ArrayList<>();
        if (fields.containsKey("doses")) {
            given.addAll(((Node.Sequence) fields.get("doses").value()).items());
        }
        if (dose > 0) {
            Map<String, Node.Entry> test = new LinkedHashMap<>();
            put(test, "drug", text(drug));
            put(test, "dose", text(Units.text(dose, unit)));
            put(test, "route", text(route));
            put(test, "at", text(Units.text(read_min - delay_min, "min")));
            given.add(new Node.Mapping(test, HERE));
        }
        if (!given.isEmpty()) {
            put(fields, "doses", new Node.Sequence(given, HERE));
        }
        return new Node.Mapping(fields, HERE);
    }

    private static Node.Text text(String value) {
        return new Node.Text(value, true, HERE);
    }

    private static void put(Map<String, Node.Entry> fields, String key, Node value) {
        fields.put(key, new Node.Entry(HERE, value));
    }

    /** Readings of one side at each dose, over subjects; a band whose "times" are doses. */
    Band readings(Comparison comparison, boolean withExposure) {
        List<TreeMap<Double, Double>> all = new ArrayList<>();
        for (int i = 0; i < doses.size(); i++) {
            Comparison.Group group = comparison.groups().get(i + (withExposure ? doses.size() : 0));
            double dose = doses.get(i);
            comparison.recordings(group).values().forEach(recording -> recording.observations().stream()
                    .filter(each -> Observation.isOf(each.time_min(), read_min, group.scenario().tick_min()))
                    .mapToDouble(Observation::reading)
                    .forEach(value -> all.add(new TreeMap<>(Map.of(dose, value)))));
        }
        return Band.over(all);
    }

    /** Reading of the largest effect: the cutoff of the test, or the largest reading so far if it has none. */
    double top(ModelLibrary library, Band... sides) {
        Fields file = library.fields(ModelLibrary.Kind.ASSAY, assay, new Problems());
        if (file.isMap("cutoff") && file.map("cutoff").raw("value").contains(" ")) {
            return Units.parse(file.map("cutoff").raw("value"), file.map("cutoff").raw("value").split(" ", 2)[1]);
        }
        double largest = Double.NEGATIVE_INFINITY;
        for (Band side : sides) {
            for (Band.Point point : side.points()) {
                largest = Math.max(largest, point.mean());
            }
        }
        return largest;
    }

    /** The curve of one side; null while doses are missing. */
    static DoseCurve curve(Band side, double top) {
        double[] doses = side.points().stream().mapToDouble(Band.Point::time_min).toArray();
        double[] readings = side.points().stream().mapToDouble(Band.Point::mean).toArray();
        if (doses.length < 3 || doses[0] != 0) {
            return null;
        }
        return DoseCurve.fit(doses, readings, top);
    }

    /** The shift of both parameters, in words. */
    static String words(DoseCurve before, DoseCurve after, String unit, String readingUnit) {
        String shift = Double.isNaN(before.ed50()) || Double.isNaN(after.ed50())
                ? "these doses do not tell both ED50; add larger or smaller ones"
                : String.format(java.util.Locale.ROOT, "ED50 %s to %s %s, a factor of %.2f %s",
                        ControlPanel.number(before.ed50()), ControlPanel.number(after.ed50()), unit,
                        after.ed50() / before.ed50(), after.ed50() > before.ed50() ? "(more is needed: as in tolerance)"
                                : "(less is needed)");
        return String.format(java.util.Locale.ROOT, "%s. Baseline %s to %s %s, %+.0f %% %s.", shift,
                ControlPanel.number(before.baseline()), ControlPanel.number(after.baseline()), readingUnit,
                100 * (after.baseline() / before.baseline() - 1), after.baseline() < before.baseline()
                        ? "(sooner than before: as in hyperalgesia)" : "(no sooner than before)");
    }
}
