package org.rexed.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The profiles of a calibration: a panel for each parameter, with the threshold of its 95 % interval. */
public final class ProfileFigure {
    private static final int COLUMNS = 2;
    private static final int WIDTH = 900;
    private static final int PANEL_HEIGHT = 260;
    private static final int PNG_SCALE = 2;
    private static final double HIGHEST = 4;
    private static final Color LINE = new Color(0x0072B2);
    private static final Color FITTED = new Color(0xD55E00);

    private final Map<String, Panel> panels = new LinkedHashMap<>();

    private static final class Panel {
        private final XYSeries points = new XYSeries("rise");
        private String unit;
        private double fitted;
        private double threshold;
    }

    private ProfileFigure(Path table) {
        Row.each(table, List.of("stage", "parameter", "unit", "value", "rise", "fitted_value", "threshold"), row -> {
            Panel panel = panels.computeIfAbsent(row.text("parameter"), name -> new Panel());
            panel.unit = row.text("unit");
            panel.fitted = Double.parseDouble(row.text("fitted_value"));
            panel.threshold = Double.parseDouble(row.text("threshold"));
            panel.points.add(Double.parseDouble(row.text("value")), Double.parseDouble(row.text("rise")));
        });
    }

    /**
     * Draws {@code profiles.csv} of a folder as {@code figures/profiles.png} and {@code .svg}.
     *
     * @throws UnreadableRunException if the table is not what it should be
     */
    public static List<Path> write(Path folder) {
        ProfileFigure profiles = new ProfileFigure(folder.resolve("profiles.csv"));
        int rows = (profiles.panels.size() + COLUMNS - 1) / COLUMNS;
        Figure figure = new Figure("profiles", "Profile likelihoods",
            "Lines: lowest objective at each value of a parameter, less the lowest of all. Values below the dotted line"
                + " form the 95 % interval; where the line does not cross it on both sides, the targets do not"
                + " determine the parameter. Vertical line: fitted value.",
            WIDTH, Math.max(1, rows) * PANEL_HEIGHT, profiles::paint);
        Path target = folder.resolve("figures");
        List<Path> files = new ArrayList<>();
        try {
            Files.createDirectories(target);
            files.add(Files.write(target.resolve("profiles.png"), FigureFiles.png(figure, PNG_SCALE, true)));
            files.add(Files.write(target.resolve("profiles.svg"), FigureFiles.svg(figure)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + target, e);
        }
        return files;
    }

    private void paint(Graphics2D g, Rectangle2D area) {
        int i = 0;
        double width = area.getWidth() / COLUMNS;
        for (Map.Entry<String, Panel> entry : panels.entrySet()) {
            Rectangle2D cell = new Rectangle2D.Double(area.getX() + i % COLUMNS * width,
                area.getY() + (double) (i / COLUMNS) * PANEL_HEIGHT, width, PANEL_HEIGHT);
            chart(entry.getKey(), entry.getValue()).draw(g, cell);
            i++;
        }
    }

    private static JFreeChart chart(String parameter, Panel panel) {
        NumberAxis values = ChartStyle.valueAxis(parameter.substring(parameter.indexOf('/') + 1)
            + (panel.unit.equals("1") ? "" : " (" + panel.unit + ")"));
        values.setLabelFont(ChartStyle.SMALL);
        NumberAxis rise = ChartStyle.valueAxis("rise of objective");
        rise.setStandardTickUnits(NumberAxis.createStandardTickUnits(Locale.ROOT));
        double highest = Math.min(panel.points.getMaxY(), HIGHEST * panel.threshold);
        rise.setRange(0, 1.08 * Math.max(highest, 1.3 * panel.threshold));
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        renderer.setSeriesPaint(0, LINE);
        renderer.setSeriesStroke(0, new BasicStroke(1.8f));
        renderer.setSeriesShape(0, new Ellipse2D.Double(-2.5, -2.5, 5, 5));
        XYPlot plot = new XYPlot(new XYSeriesCollection(panel.points), values, rise, renderer);
        ChartStyle.plot(plot);
        ChartStyle.level(plot, panel.threshold);
        plot.addDomainMarker(new ValueMarker(panel.fitted, FITTED, new BasicStroke(1.2f)));
        return ChartStyle.chart(plot);
    }
}
