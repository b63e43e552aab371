package org.rexed.report;

import static org.rexed.report.ResultJson.need;
import static org.rexed.report.ResultJson.number;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rexed.report.Html.Tag;

/** The page of a clinic: how often the rules name the true cause, what they expect, and every patient's verdict. */
public final class DiagnosisReport {
    private static final String RESULT = "diagnosis.json";
    private static final int WIDTH = 900;
    private static final int LABEL = 190;
    private static final int CELL = 44;
    private static final int HEAD = 130;
    private static final Color DARK = new Color(0x0B3D66);

    private final Path folder;
    private final JsonNode root;
    private final List<String> causes = new ArrayList<>();
    private final Map<String, String> titles = new LinkedHashMap<>();

    private DiagnosisReport(Path folder) {
        this.folder = folder;
        root = ResultJson.read(folder.resolve(RESULT), "diagnosis", node -> node);
        field(root, "causes").forEach(cause -> {
            causes.add(cause.get("name").asText());
            titles.put(cause.get("name").asText(), cause.get("title").asText());
        });
    }

    /** Whether a folder holds a diagnosis. */
    public static boolean isIn(Path folder) {
        return Manifest.isKind(folder.resolve("manifest.json"), "diagnosis");
    }

    /**
     * Writes {@code report.html} and {@code figures} into the folder of a diagnosis, replacing older ones.
     *
     * @return the page
     * @throws UnreadableRunException if the folder holds no readable diagnosis
     */
    public static Path write(Path folder) {
        DiagnosisReport report = new DiagnosisReport(folder);
        List<Figure> figures = List.of(report.confusion(true), report.confusion(false));
        Manifest manifest = Manifest.read(folder.resolve("manifest.json"));
        String title = report.field(report.root, "title").asText();
        Html header = ReportSections.header(manifest, title, new String[][] {{"scores", "How often it is right"},
            {"figures", "Figures"}, {"rules", "The rules"}, {"patients", "Every patient"},
            {"repeat", "How to repeat"}});
        List<Html> parts = new ArrayList<>(List.of(report.scores(), RunReport.figures(figures), report.rules(),
            report.patients()));
        parts.addAll(ResultPage.provenance(folder));
        parts.add(ResultPage.repeat(manifest));
        return ResultPage.write(folder, "Rexed: " + title, header, parts, figures);
    }

    private JsonNode field(JsonNode node, String key) {
        return need(folder.resolve(RESULT), node, key);
    }

    private Figure confusion(boolean rules) {
        int[][] counts = new int[causes.size()][causes.size()];
        field(root, "patients").forEach(patient -> {
            int truth = causes.indexOf(patient.get("truth").asText());
            int told = causes.indexOf(patient.get(rules ? "verdict" : "statistics").asText());
            counts[truth][told]++;
        });
        return new Figure(rules ? "confusion-rules" : "confusion-statistics",
            rules ? "Verdicts of the rules" : "Verdicts of a statistical classifier",
            "Rows: true cause, known to the simulator only. Columns: verdict from readouts with the clinic's errors."
                + " Numbers of simulated patients; dark cells on the diagonal are right."
                + (rules ? " The rules have learned from no patient."
                    : " Linear discriminant analysis, cross-validated: it learned from nine tenths of these patients."),
            WIDTH, HEAD + CELL * causes.size() + 10, (g, area) -> paint(g, area, counts));
    }

    private void paint(Graphics2D g, Rectangle2D area, int[][] counts) {
        double left = area.getX() + LABEL;
        double top = area.getY() + HEAD;
        double width = (area.getWidth() - LABEL - 90) / causes.size();
        g.setFont(ChartStyle.TICK);
        for (int row = 0; row < counts.length; row++) {
            int all = 0;
            for (int count : counts[row]) {
                all += count;
            }
            g.setColor(ChartStyle.INK);
            String label = causes.get(row);
            g.drawString(label, (float) (left - 10 - g.getFontMetrics().stringWidth(label)),
                (float) (top + (row + 0.5) * CELL + 4));
            for (int column = 0; column < counts.length; column++) {
                double share = all == 0 ? 0 : (double) counts[row][column] / all;
                g.setColor(mix(share));
                Rectangle2D cell = new Rectangle2D.Double(left + column * width, top + row * CELL, width - 2, CELL - 2);
                g.fill(cell);
                g.setColor(share > 0.5 ? Color.WHITE : ChartStyle.INK);
                String text = Integer.toString(counts[row][column]);
                if (counts[row][column] > 0) {
                    g.drawString(text, (float) (cell.getCenterX() - g.getFontMetrics().stringWidth(text) / 2.0),
                        (float) cell.getCenterY() + 4);
                }
            }
        }
        for (int column = 0; column < counts.length; column++) {
            Graphics2D turned = (Graphics2D) g.create();
            turned.translate(left + (column + 0.45) * width, top - 8);
            turned.rotate(-Math.PI / 5);
            turned.setColor(ChartStyle.INK);
            turned.drawString(causes.get(column), 0, 0);
            turned.dispose();
        }
    }

    private static Color mix(double share) {
        double s = 0.06 + 0.94 * share;
        return new Color((int) Math.round(255 - s * (255 - DARK.getRed())),
            (int) Math.round(255 - s * (255 - DARK.getGreen())), (int) Math.round(255 - s * (255 - DARK.getBlue())));
    }

    private String share(JsonNode node, String key) {
        JsonNode ends = field(node, key + "_ci95");
        double mean = number(field(node, key));
        return Double.isFinite(mean) ? String.format(Locale.ROOT, "%.0f %% [%.0f, %.0f]", 100 * mean,
            100 * number(ends.get(0)), 100 * number(ends.get(1))) : "\u2013";
    }

    private Html scores() {
        JsonNode scores = field(root, "scores");
        Html body = Html.of(Tag.TBODY);
        field(scores, "by_cause").forEach(row -> body.add(score(titles.get(row.get("cause").asText()), row)));
        body.add(score("all patients", scores));
        Html trust = Html.of(Tag.TBODY);
        field(scores, "confidence").forEach(row -> trust.add(Html.of(Tag.TR).add(
            ReportSections.rowHead(String.format(Locale.ROOT, "%.2f to %.2f", number(field(row, "from")),
                number(field(row, "to")))),
            ReportSections.number(field(row, "patients").asText()), ReportSections.number(share(row, "right")))));
        return ReportSections.section("scores", "How often it is right").add(
            ReportSections.scroll(Html.of(Tag.TABLE).add(ReportSections.head(List.of("True cause"),
                List.of("Patients", "number"), List.of("Rules right [95 %]", "number"),
                List.of("Classifier right [95 %]", "number")), body)),
            Html.of(Tag.H3, "Can the confidence be trusted?"),
            ReportSections.scroll(Html.of(Tag.TABLE).add(ReportSections.head(List.of("Confidence of the rules"),
                List.of("Patients", "number"), List.of("Right [95 %]", "number")), trust)));
    }

    private Html score(String name, JsonNode row) {
        return Html.of(Tag.TR).add(ReportSections.rowHead(name),
            ReportSections.number(field(row, "patients").asText()), ReportSections.number(share(row, "rules")),
            ReportSections.number(share(row, "statistics")));
    }

    private Html rules() {
        List<JsonNode> readouts = new ArrayList<>();
        field(root, "readouts").forEach(readouts::add);
        Html titlesOfColumns = Html.of(Tag.TR).add(ReportSections.columnHead(List.of("Readout")),
            ReportSections.columnHead(List.of("Error (sd)", "number")),
            ReportSections.columnHead(List.of("Counts from", "number")));
        causes.forEach(cause -> titlesOfColumns.add(ReportSections.columnHead(List.of(cause))));
        Html heads = Html.of(Tag.THEAD).add(titlesOfColumns);
        Html body = Html.of(Tag.TBODY);
        for (JsonNode readout : readouts) {
            Html line = Html.of(Tag.TR).add(ReportSections.rowHead(field(readout, "title").asText()),
                ReportSections.number(field(readout, "error").asText()),
                ReportSections.number(field(readout, "notable").asText()));
            for (JsonNode cause : field(root, "causes")) {
                JsonNode expected = field(cause, "expects").get(field(readout, "name").asText());
                line.add(ReportSections.cell(expected == null ? "" : expected.asText()));
            }
            body.add(line);
        }
        Html list = Html.of(Tag.DL);
        field(root, "causes").forEach(cause -> ReportSections.fact(list, field(cause, "title").asText(),
            field(cause, "reasoning").asText()));
        return ReportSections.section("rules", "The rules").add(Html.of(Tag.P, "What each cause lets expect of a"
            + " readout;"
                + " empty: it says nothing. A readout makes each finding more or less probable, by its error; causes"
                + " whose expected findings are probable become so themselves."), list,
            ReportSections.scroll(Html.of(Tag.TABLE).add(heads, body)));
    }

    private Html patients() {
        Html body = Html.of(Tag.TBODY);
        field(root, "patients").forEach(patient -> {
            List<String> reasons = new ArrayList<>();
            field(patient, "reasons").forEach(reason -> reasons.add(reason.asText()));
            boolean right = field(patient, "truth").asText().equals(field(patient, "verdict").asText());
            body.add(Html.of(Tag.TR).add(
                ReportSections.rowHead(field(patient, "arm").asText() + " " + field(patient, "patient").asText()),
                ReportSections.cell(field(patient, "truth").asText()),
                ReportSections.cell(field(patient, "verdict").asText() + (right ? "" : " (wrong)")),
                ReportSections.number(String.format(Locale.ROOT, "%.2f", number(field(patient, "confidence")))),
                ReportSections.cell(String.join("; ", reasons))));
        });
        return ReportSections.section("patients", "Every patient").add(ReportSections.scroll(Html.of(Tag.TABLE).add(
            ReportSections.head(List.of("Patient"), List.of("True cause"), List.of("Verdict"),
                List.of("Confidence", "number"), List.of("Strongest reasons")), body)));
    }
}
