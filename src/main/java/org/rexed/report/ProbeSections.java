package org.rexed.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.rexed.report.Html.Attribute;
import org.rexed.report.Html.Tag;
import org.rexed.report.ProbeFolder.Estimate;

/** The sections of a protocol's report except the figures. */
final class ProbeSections {
    private final ProbeFolder folder;

    ProbeSections(ProbeFolder folder) {
        this.folder = folder;
    }

    Html header() {
        return ReportSections.header(folder.manifest(), title(), new String[][] {{"design", "What was recorded"},
            {"figures", "Figures"}, {"results", "Tables"}, {"repeat", "How to repeat"}, {"protocol", "Protocol"},
            {"parameters", "Parameters"}});
    }

    /** The title in the protocol's text; its name if there is none. */
    private String title() {
        return folder.text("resolved.yaml").lines().filter(line -> line.startsWith("title: ")).findFirst()
                .map(line -> line.substring("title: ".length()).replaceFirst("\\s+#[^\"]*$", "").strip()
                        .replaceAll("^\"(.*)\"$", "$1").replace("\\\"", "\""))
                .orElse(folder.manifest().scenario());
    }

    /** What was recorded, and how many recordings came through. */
    Html design() {
        Manifest m = folder.manifest();
        Html section = ReportSections.section("design", "What was recorded");
        Html facts = Html.of(Tag.DL);
        ReportSections.fact(facts, "Protocol", m.scenario());
        ReportSections.fact(facts, "Circuits", m.subjects() + ", seeds from " + m.seed()
                + "; the same circuits under every condition");
        ReportSections.fact(facts, "Conditions", String.join(", ", folder.conditions().stream().map(folder::label)
                .toList()) + (folder.conditions().size() > 1 ? " (compared with " + folder.label(folder.reference())
                        + ")" : ""));
        ReportSections.fact(facts, "Levels", String.join(", ", folder.levels().stream().map(ProbeFigures::shown)
                .toList()));
        ReportSections.fact(facts, "Phases", String.join("; ", folder.phases().stream().map(p -> folder.phase(p) == null
                ? p : p + " " + folder.phase(p).words()).toList()));
        ReportSections.fact(facts, "Recordings", m.runs() + " planned, " + m.succeeded() + " ok, " + m.failed()
                + " failed");
        ReportSections.fact(facts, "Versions", "Rexed " + m.version() + (m.java().isEmpty() ? "" : ", Java "
                + m.java()));
        ReportSections.fact(facts, "Started", m.started_utc());
        ReportSections.fact(facts, "Finished", m.finished_utc());
        section.add(facts);
        if (m.failed() > 0) {
            section.add(Html.of(Tag.P, m.failed() + " of " + m.runs() + " recordings failed and are missing from every"
                    + " number and figure below; failed.csv says which and why.").with(Attribute.CLASS, "warning"));
        }
        return section;
    }

    Html results() {
        Html section = ReportSections.section("results", "Tables").add(Html.of(Tag.P,
                "Means over circuits [95 % confidence interval]. \u0394 is the mean paired difference to the condition "
                + folder.label(folder.reference()) + ", circuit by circuit. All numbers are in the CSV files of the"
                + " folder."));
        withdrawals(section);
        windUp(section);
        responses(section);
        folder.phases().forEach(phase -> rates(section, phase));
        return section;
    }

    private void rates(Html section, String phase) {
        boolean byLevel = folder.conditions().size() == 1;
        for (String level : byLevel ? List.of("") : folder.levels()) {
            Map<String, Map<String, ProbeFolder.Rate>> rows = new LinkedHashMap<>();
            for (ProbeFolder.Rate rate : folder.rates()) {
                if (rate.phase().equals(phase) && (byLevel || rate.level().equals(level))) {
                    rows.computeIfAbsent(folder.cells(rate.population(), rate.place()), r -> new LinkedHashMap<>())
                            .put(byLevel ? rate.level() : rate.condition(), rate);
                }
            }
            List<String> columns = byLevel ? folder.levels() : folder.conditions();
            Html titles = Html.of(Tag.TR).add(ReportSections.columnHead(List.of("Class")));
            columns.forEach(column -> titles.add(ReportSections.columnHead(List.of(
                    byLevel ? ProbeFigures.shown(column) : folder.label(column), "number"))));
            Html body = Html.of(Tag.TBODY);
            rows.forEach((name, cells) -> {
                Html line = Html.of(Tag.TR).add(ReportSections.rowHead(name));
                columns.forEach(column -> line.add(cell(cells.get(column))));
                body.add(line);
            });
            section.add(Html.of(Tag.H3, "Firing rate (Hz), phase " + phase
                    + (byLevel || folder.levels().size() == 1 ? "" : ", " + ProbeFigures.shown(level))),
                    ReportSections.scroll(Html.of(Tag.TABLE).add(Html.of(Tag.THEAD).add(titles), body)));
        }
    }

    private static Html cell(ProbeFolder.Rate rate) {
        if (rate == null) {
            return ReportSections.number("\u2013");
        }
        Html cell = number(rate.rate(), 2);
        return Double.isFinite(rate.difference().mean()) ? cell.add(Html.of(Tag.SPAN, "\u0394 "
                + text(rate.difference(), 2)).with(Attribute.CLASS, "soft")) : cell;
    }

    private static String text(Estimate estimate, int decimals) {
        return Numbers.fixed(estimate.mean(), decimals)
                + (Double.isFinite(estimate.low()) && Double.isFinite(estimate.high())
                        ? " [" + Numbers.fixed(estimate.low(), decimals) + ", "
                                + Numbers.fixed(estimate.high(), decimals) + "]" : "");
    }

    private static Html number(Estimate estimate, int decimals) {
        return ReportSections.number(text(estimate, decimals));
    }

    /** A table from a file of the folder; nothing if the protocol did not ask for it. */
    private void table(Html section, String title, String file, List<String> columns, List<String> heads,
            int texts, RowCells cells) {
        Html body = Html.of(Tag.TBODY);
        folder.each(file, columns, row -> {
            Html line = Html.of(Tag.TR);
            cells.of(row, line::add);
            body.add(line);
        });
        if (!body.isEmpty()) {
            Html titles = Html.of(Tag.TR);
            for (int i = 0; i < heads.size(); i++) {
                titles.add(ReportSections.columnHead(i < texts ? List.of(heads.get(i))
                        : List.of(heads.get(i), "number")));
            }
            section.add(Html.of(Tag.H3, title), ReportSections.scroll(
                    Html.of(Tag.TABLE).add(Html.of(Tag.THEAD).add(titles), body)));
        }
    }

    /** Turns a row of a file into cells. */
    private interface RowCells {
        void of(Row row, Consumer<Html> cells);
    }

    /** Condition, and level where there are several. */
    private String head(Row row) {
        return folder.label(row.text("condition"))
                + (folder.levels().size() > 1 ? ", " + ProbeFigures.shown(row.text("level")) : "");
    }

    private void withdrawals(Html section) {
        table(section, "Withdrawal", "withdrawal-summary.csv", List.of("condition", "level", "latency_s",
                "latency_ci95_low", "latency_ci95_high", "intensity", "intensity_ci95_low", "intensity_ci95_high",
                "unit", "censored_share", "n"), List.of("Condition", "Latency (s)", "At withdrawal",
                        "Trials without withdrawal", "n"), 1, (row, cells) -> {
                    cells.accept(ReportSections.rowHead(head(row)));
                    cells.accept(number(ProbeFolder.estimate(row, "latency_s", "latency_ci95"), 2));
                    cells.accept(ReportSections.number(text(ProbeFolder.estimate(row, "intensity", "intensity_ci95"), 1)
                            + " " + ProbeFolder.unit(row.text("unit"))));
                    cells.accept(ReportSections.number(Numbers.plain(100 * row.number("censored_share"), 0) + " %"));
                    cells.accept(ReportSections.number(row.text("n")));
                });
    }

    private void windUp(Html section) {
        table(section, "Wind-up (spikes of a cell; excess: total less the answer to the first pulse at every pulse)",
                "windup-summary.csv", List.of("condition", "level", "class", "dermatome", "window", "total", "input",
                        "excess", "excess_ci95_low", "excess_ci95_high", "ratio_5_to_1", "ratio_ci95_low",
                        "ratio_ci95_high", "reduction", "reduction_ci95_low", "reduction_ci95_high", "n"),
                List.of("Condition", "Class", "Window", "Total", "Excess", "Fifth to first", "Excess lost", "n"), 3,
                (row, cells) -> {
                    cells.accept(ReportSections.rowHead(head(row)));
                    cells.accept(ReportSections.cell(folder.cells(row.text("class"), row.text("dermatome"))));
                    cells.accept(ReportSections.cell(row.text("window")));
                    cells.accept(ReportSections.number(Numbers.fixed(row.number("total"), 1)));
                    cells.accept(number(ProbeFolder.estimate(row, "excess", "excess_ci95"), 1));
                    cells.accept(number(ProbeFolder.estimate(row, "ratio_5_to_1", "ratio_ci95"), 2));
                    cells.accept(number(ProbeFolder.estimate(row, "reduction", "reduction_ci95"), 2));
                    cells.accept(ReportSections.number(row.text("n")));
                });
    }

    private void responses(Html section) {
        table(section, "Responses (share of cells, or of trials of a whole class)", "responses.csv",
                List.of("condition", "level", "class", "dermatome", "unit", "excited", "excited_ci95_low",
                        "excited_ci95_high", "inhibited", "inhibited_ci95_low", "inhibited_ci95_high", "unchanged",
                        "onset_to_motor_ms", "onset_ci95_low", "onset_ci95_high", "n"),
                List.of("Condition", "Class", "Of", "Excited", "Inhibited", "Unchanged", "Onset from motor volley (ms)",
                        "n"), 3, (row, cells) -> {
                    cells.accept(ReportSections.rowHead(head(row)));
                    cells.accept(ReportSections.cell(folder.cells(row.text("class"), row.text("dermatome"))));
                    cells.accept(ReportSections.cell(row.text("unit")));
                    cells.accept(number(ProbeFolder.estimate(row, "excited", "excited_ci95"), 2));
                    cells.accept(number(ProbeFolder.estimate(row, "inhibited", "inhibited_ci95"), 2));
                    cells.accept(ReportSections.number(Numbers.fixed(row.number("unchanged"), 2)));
                    cells.accept(number(ProbeFolder.estimate(row, "onset_to_motor_ms", "onset_ci95"), 0));
                    cells.accept(ReportSections.number(row.text("n")));
                });
    }

    Html repeat() {
        Manifest m = folder.manifest();
        Html section = ReportSections.section("repeat", "How to repeat");
        if (!m.command().isEmpty()) {
            section.add(Html.of(Tag.P, "This recording was made with"),
                    Html.of(Tag.PRE).add(Html.of(Tag.CODE, m.command())));
        }
        return section.add(Html.of(Tag.P, "The same version of Rexed, protocol and seed give byte-identical CSV files"
                + " on any number of threads; manifest.json holds their checksums. To record again, from this folder:"),
                Html.of(Tag.PRE).add(Html.of(Tag.CODE, "rexed probe resolved.yaml")));
    }

    /** The protocol as it was given, and with every value filled in. */
    Html protocol() {
        Html section = ReportSections.section("protocol", "Protocol");
        List<String> missing = new ArrayList<>();
        for (String[] file : new String[][] {{"protocol.yaml", "As it was given (protocol.yaml)."},
            {"resolved.yaml", "With every value and where it came from (resolved.yaml)."}}) {
            String text = folder.text(file[0]);
            if (text.isEmpty()) {
                missing.add(file[0]);
            } else {
                Html code = Html.of(Tag.PRE).add(Html.of(Tag.CODE, text));
                section.add(Html.of(Tag.P, file[1]), file[0].equals("protocol.yaml") ? code : Html.of(Tag.DETAILS)
                        .add(Html.of(Tag.SUMMARY, "Show " + text.lines().count() + " lines"), code));
            }
        }
        return missing.isEmpty() ? section
                : section.add(Html.of(Tag.P, "Not in the folder: " + String.join(", ", missing) + "."));
    }
}
