package org.rexed.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rexed.report.Html.Attribute;
import org.rexed.report.Html.Tag;

/** The sections of a report except the figures. */
final class ReportSections {
    private static final int KEY_TIMES = 5;
    private static final int EVENTS_IN_WORDS = 8;

    private final Tables tables;
    private final TimeScale scale;
    /** Subjects with readings and their seeds, by arm. */
    private final Map<String, Map<String, String>> subjects = new LinkedHashMap<>();
    private final Map<String, String> units = new LinkedHashMap<>();

    ReportSections(Tables tables) {
        this.tables = tables;
        scale = tables.timeScale();
        tables.arms().forEach(arm -> subjects.put(arm, new LinkedHashMap<>()));
        tables.eachObservation(o -> {
            subjects.computeIfAbsent(o.arm(), arm -> new LinkedHashMap<>()).put(o.subject(), o.seed());
            units.putIfAbsent(o.assay(), o.unit());
        });
    }

    static Html section(String id, String title) {
        return Html.of(Tag.SECTION).with(Attribute.ID, id).add(Html.of(Tag.H2, title));
    }

    Html header() {
        Manifest m = tables.manifest();
        return header(m, m.scenario(), new String[][] {{"design", "What was run"}, {"results", "Results"},
            {"figures", "Figures"}, {"extrapolation", "Extrapolation"}, {"repeat", "How to repeat"},
            {"settings", "Settings"}, {"seeds", "Seeds"},
            {"parameters", "Parameters"}});
    }

    /** The head of a report with links to its sections, each an id and a title. */
    static Html header(Manifest m, String title, String[][] sections) {
        Html list = Html.of(Tag.UL);
        for (String[] entry : sections) {
            list.add(Html.of(Tag.LI).add(Html.link(entry[0], entry[1])));
        }
        return Html.of(Tag.HEADER).add(
                Html.of(Tag.H1, title),
                Html.of(Tag.P, "Simulated with Rexed " + m.version()
                        + (m.finished_utc().isEmpty() ? "" : ", finished " + m.finished_utc()))
                        .with(Attribute.CLASS, "soft"),
                Html.of(Tag.P, "For teaching and research; not for clinical use. The animals, patients and drugs below"
                        + " are simulated; no dose here is advice.").with(Attribute.CLASS, "notice"),
                Html.of(Tag.NAV).add(list));
    }

    /** What was run, and how many runs came through. */
    Html design() {
        Manifest m = tables.manifest();
        Html section = section("design", "What was run");
        Html facts = Html.of(Tag.DL);
        fact(facts, "Arms", tables.arms().size() + (tables.referenceArm().isEmpty() ? ""
                : " (compared with " + tables.referenceArm() + ")"));
        fact(facts, "Subjects in each arm", Long.toString(m.subjects()));
        fact(facts, "Runs", m.runs() + " planned, " + m.succeeded() + " ok, " + m.failed() + " failed");
        fact(facts, "Seed", m.seed());
        fact(facts, "Versions", "Rexed " + m.version() + (m.java().isEmpty() ? "" : ", Java " + m.java()));
        fact(facts, "Started", m.started_utc());
        fact(facts, "Finished", m.finished_utc());
        section.add(facts);
        String patient = Manifest.noted(tables.folder().resolve("manifest.json"), "patient");
        if (!patient.isEmpty()) {
            section.add(Html.of(Tag.P, "The subjects are the sealed patient " + patient + ". The settings below are"
                    + " those of the scenario as it was written; what is sealed is not among them, so the file"
                    + " resolved.yaml does not repeat this run.").with(Attribute.CLASS, "warning"));
        }
        if (m.failed() > 0) {
            section.add(Html.of(Tag.P, m.failed() + " of " + m.runs() + " runs failed and are missing from every number"
                    + " and figure below. Means over the remaining subjects may be biased.")
                    .with(Attribute.CLASS, "warning"));
        }
        Html body = Html.of(Tag.TBODY);
        subjects.forEach((arm, seeds) -> body.add(Html.of(Tag.TR).add(rowHead(arm), number(
                Integer.toString(seeds.size())), cell(eventsInWords(arm)).with(Attribute.CLASS, "long"))));
        return section.add(scroll(Html.of(Tag.TABLE).add(
                head(List.of("Arm"), List.of("n", "number"), List.of("Given (amounts of the first subject)")), body)));
    }

    /**
     * What an arm was given, told by its first subject (amounts follow body mass); the same thing at several times is
     * told once.
     */
    String eventsInWords(String arm) {
        Map<String, TreeSet<Double>> times = new LinkedHashMap<>();
        String teller = "";
        for (Tables.Event e : tables.events()) {
            if (e.arm().equals(arm) && teller.isEmpty()) {
                teller = e.subject();
            }
            if (e.arm().equals(arm) && e.subject().equals(teller)) {
                String amount = Double.isNaN(e.amount()) || e.amount() == 0 ? ""
                        : " " + Numbers.brief(e.amount()) + " " + e.unit();
                times.computeIfAbsent(e.event() + " " + e.what() + amount
                        + (e.note().isEmpty() ? "" : " (" + e.note() + ")"), what -> new TreeSet<>()).add(e.time_min());
            }
        }
        List<String> words = new ArrayList<>();
        times.forEach((what, at) -> words.add(what + (at.size() == 1 ? " at " + scale.words(at.first())
                : " " + at.size() + " times from " + Numbers.plain(scale.of_min(at.first()), 2) + " to "
                        + scale.words(at.last()))));
        if (words.isEmpty()) {
            return "nothing";
        }
        int more = words.size() - EVENTS_IN_WORDS;
        return String.join("; ", words.subList(0, Math.min(words.size(), EVENTS_IN_WORDS)))
                + (more > 0 ? "; and " + more + " more" : "");
    }

    /** Means at key times with intervals and the paired differences to the reference arm. */
    Html results() {
        Html section = section("results", "Results").add(Html.of(Tag.P,
                "Percent of each subject's own baseline: mean [95 % confidence interval]. \u0394 is the mean paired"
                + " difference to the reference arm in percentage points, with its 95 % confidence interval; subjects"
                + " with the same number are the same animal. All times are in summary.csv."));
        Map<List<String>, List<Tables.Summary>> groups = new LinkedHashMap<>();
        tables.summary().forEach(row -> groups.computeIfAbsent(
                List.of(row.assay(), row.site()), key -> new ArrayList<>()).add(row));
        if (groups.isEmpty()) {
            return section.add(Html.of(Tag.P, "There are no readings."));
        }
        groups.forEach((key, rows) -> section.add(Html.of(Tag.H3, String.join(", ", key)
                + (units.getOrDefault(key.get(0), "").isEmpty() ? "" : " (read in " + units.get(key.get(0)) + ")")),
                scroll(resultTable(rows))));
        return section;
    }

    private Html resultTable(List<Tables.Summary> rows) {
        TreeSet<Double> all = new TreeSet<>();
        Map<String, Map<Double, Tables.Summary>> arms = new LinkedHashMap<>();
        for (Tables.Summary row : rows) {
            all.add(row.time_min());
            arms.computeIfAbsent(row.arm(), arm -> new LinkedHashMap<>()).put(row.time_min(), row);
        }
        List<Double> times = keyTimes(new ArrayList<>(all));
        long numbers = rows.stream().mapToInt(Tables.Summary::n).distinct().count();
        Html body = Html.of(Tag.TBODY);
        arms.forEach((arm, byTime) -> {
            Html line = Html.of(Tag.TR).add(rowHead(arm));
            for (double time : times) {
                line.add(resultCell(byTime.get(time), numbers > 1));
            }
            body.add(line);
        });
        Html titles = Html.of(Tag.TR).add(columnHead(List.of("Arm")));
        times.forEach(time -> titles.add(columnHead(List.of(scale.words(time), "number"))));
        Html caption = Html.of(Tag.CAPTION, numbers > 1 ? "n differs and stands in every cell."
                : "n = " + rows.get(0).n() + " subjects in every cell.");
        return Html.of(Tag.TABLE).add(caption, Html.of(Tag.THEAD).add(titles), body);
    }

    private static Html resultCell(Tables.Summary row, boolean showN) {
        if (row == null) {
            return number("\u2013");
        }
        Html cell = number(withInterval(row.mean(), row.low(), row.high()));
        if (Double.isFinite(row.difference()) && !row.arm().equals(row.referenceArm())) {
            cell.add(Html.of(Tag.SPAN, "\u0394 " + withInterval(row.difference(), row.differenceLow(),
                    row.differenceHigh())).with(Attribute.CLASS, "soft"));
        }
        return showN ? cell.add(Html.of(Tag.SPAN, "n = " + row.n()).with(Attribute.CLASS, "soft")) : cell;
    }

    static String withInterval(double value, double low, double high) {
        return Numbers.fixed(value, 1) + (Double.isFinite(low) && Double.isFinite(high)
                ? " [" + Numbers.fixed(low, 1) + ", " + Numbers.fixed(high, 1) + "]" : "");
    }

    /** First, last and evenly spaced recorded times between them. */
    static List<Double> keyTimes(List<Double> sorted) {
        if (sorted.size() <= KEY_TIMES) {
            return sorted;
        }
        TreeSet<Double> keys = new TreeSet<>();
        for (int i = 0; i < KEY_TIMES; i++) {
            double wish = sorted.get(0) + i * (sorted.get(sorted.size() - 1) - sorted.get(0)) / (KEY_TIMES - 1);
            keys.add(sorted.stream().min((a, b) -> Double.compare(Math.abs(a - wish), Math.abs(b - wish)))
                    .orElseThrow());
        }
        return List.copyOf(keys);
    }

    Html repeat() {
        Manifest m = tables.manifest();
        Html section = section("repeat", "How to repeat");
        if (!m.command().isEmpty()) {
            section.add(Html.of(Tag.P, "This run was made with"), Html.of(Tag.PRE).add(Html.of(Tag.CODE, m.command())));
        }
        return section.add(Html.of(Tag.P, "The same version of Rexed, scenario and seed give byte-identical CSV files"
                + " on any number of threads; manifest.json holds their checksums. To run the scenario again, from this"
                + " folder:"),
                Html.of(Tag.PRE).add(Html.of(Tag.CODE, "rexed run resolved.yaml --seed " + shellQuoted(m.seed())
                        + " --subjects " + m.subjects())));
    }

    static String shellQuoted(String text) {
        return text.matches("[A-Za-z0-9._/-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    Html settings() {
        String yaml = tables.resolvedYaml();
        Html section = section("settings", "Settings");
        return yaml.isEmpty() ? section.add(Html.of(Tag.P, "The resolved settings were not recorded."))
                : section.add(Html.of(Tag.P, "Every setting of the scenario with the value used (resolved.yaml)."),
                        Html.of(Tag.DETAILS).add(Html.of(Tag.SUMMARY, "Show " + yaml.lines().count() + " lines"),
                                Html.of(Tag.PRE).add(Html.of(Tag.CODE, yaml))));
    }

    Html seeds() {
        Html section = section("seeds", "Seeds").add(Html.of(Tag.P, "The run's seed is " + tables.manifest().seed()
                + ". Each subject draws from its own stream."));
        Set<Map<String, String>> different = new LinkedHashSet<>(subjects.values());
        different.remove(Map.of());
        Html body = Html.of(Tag.TBODY);
        // Arms share subjects as a rule, then one column says it all.
        boolean shared = different.size() == 1;
        subjects.forEach((arm, seeds) -> {
            if (!shared || seeds.equals(different.iterator().next()) && body.isEmpty()) {
                seeds.forEach((subject, seed) -> body.add(Html.of(Tag.TR).add(
                        rowHead(shared ? "all arms" : arm), cell(subject), number(seed))));
            }
        });
        return section.add(Html.of(Tag.DETAILS).add(Html.of(Tag.SUMMARY, "Show seeds"), scroll(Html.of(Tag.TABLE).add(
                head(List.of("Arm"), List.of("Subject"), List.of("Seed", "number")), body))));
    }

    /** Every parameter with its evidence, file by file. */
    Html parameters() {
        return parameters(tables.parameters());
    }

    /** Every parameter with its evidence, file by file. */
    static Html parameters(List<Tables.Parameter> all) {
        Html section = section("parameters", "Parameters");
        if (all.isEmpty()) {
            return section.add(Html.of(Tag.P, "The parameters were not recorded."));
        }
        Map<String, Integer> origins = new TreeMap<>();
        Map<String, List<Tables.Parameter>> files = new LinkedHashMap<>();
        for (Tables.Parameter p : all) {
            origins.merge(p.origin().isEmpty() ? "not stated" : p.origin(), 1, Integer::sum);
            files.computeIfAbsent(p.file(), f -> new ArrayList<>()).add(p);
        }
        Html shares = Html.of(Tag.TBODY);
        origins.forEach((origin, count) -> shares.add(Html.of(Tag.TR).add(rowHead(origin),
                number(Integer.toString(count)), number(Numbers.fixed(100.0 * count / all.size(), 0) + " %"))));
        section.add(Html.of(Tag.P, all.size() + " parameters. Measured: from an experiment. Derived: computed from"
                + " published values. Fitted: adjusted until the model met a published result. Assumed: chosen without"
                + " a measurement."),
                scroll(Html.of(Tag.TABLE).add(
                        head(List.of("Origin"), List.of("Parameters", "number"), List.of("Share", "number")), shares)));
        files.forEach((file, own) -> section.add(Html.of(Tag.DETAILS).add(
                Html.of(Tag.SUMMARY, file + " (" + own.size() + ")"), scroll(parameterTable(own)))));
        return section;
    }

    private static Html parameterTable(List<Tables.Parameter> parameters) {
        Html body = Html.of(Tag.TBODY);
        for (Tables.Parameter p : parameters) {
            String range = p.low().isEmpty() && p.high().isEmpty() ? "" : p.low() + " to " + p.high();
            body.add(Html.of(Tag.TR).add(rowHead(p.name()), number(p.value()), cell(p.unit()), number(range),
                    cell(p.origin()), cell(p.source()), cell(p.note()).with(Attribute.CLASS, "long")));
        }
        return Html.of(Tag.TABLE).add(head(List.of("Parameter"), List.of("Value", "number"), List.of("Unit"),
                List.of("Range", "number"), List.of("Origin"), List.of("Source"), List.of("Note")), body);
    }

    static void fact(Html list, String name, String value) {
        if (!value.isEmpty()) {
            list.add(Html.of(Tag.DT, name), Html.of(Tag.DD, value));
        }
    }

    /** A header line; each entry is a title and perhaps the class of its column. */
    @SafeVarargs
    static Html head(List<String>... titles) {
        Html line = Html.of(Tag.TR);
        for (List<String> title : titles) {
            line.add(columnHead(title));
        }
        return Html.of(Tag.THEAD).add(line);
    }

    static Html columnHead(List<String> title) {
        Html cell = Html.of(Tag.TH, title.get(0)).with(Attribute.SCOPE, "col");
        return title.size() > 1 ? cell.with(Attribute.CLASS, title.get(1)) : cell;
    }

    static Html rowHead(String text) {
        return Html.of(Tag.TH, text).with(Attribute.SCOPE, "row");
    }

    static Html cell(String text) {
        return Html.of(Tag.TD, text);
    }

    static Html number(String text) {
        return cell(text).with(Attribute.CLASS, "number");
    }

    static Html scroll(Html table) {
        return Html.of(Tag.DIV).with(Attribute.CLASS, "scroll").add(table);
    }
}
