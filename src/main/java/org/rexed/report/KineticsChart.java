package org.rexed.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** A figure of drug levels: concentrations above, fractions of receptors held or channels blocked below. */
public final class KineticsChart {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 700;
    /** Colours that differ for colour-blind readers too (Okabe and Ito). */
    private static final Color[] COLOURS = {new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73),
        new Color(0xCC79A7), new Color(0xE69F00), new Color(0x56B4E9)};

    private final JFreeChart chart;

    /**
     * Draws curves over time.
     *
     * @param title heading of the figure
     * @param time_min times of all curves, min
     * @param concentrations curves in ng/mL by name
     * @param fractions curves between 0 and 1 by name; may be empty
     */
    public KineticsChart(String title, double[] time_min, Map<String, double[]> concentrations,
                         Map<String, double[]> fractions) {
        double last = time_min[time_min.length - 1];
        String unit = last > 4 * 1440 ? "d" : last > 300 ? "h" : "min";
        double perUnit = unit.equals("d") ? 1440.0 : unit.equals("h") ? 60.0 : 1.0;
        CombinedDomainXYPlot all = new CombinedDomainXYPlot(new NumberAxis("time (" + unit + ")"));
        all.setGap(12.0);
        all.add(panel("concentration (ng/mL)", time_min, perUnit, concentrations, 0), 3);
        if (!fractions.isEmpty()) {
            XYPlot panel = panel("fraction", time_min, perUnit, fractions, concentrations.size());
            panel.getRangeAxis().setRange(0.0, 1.0);
            all.add(panel, 2);
        }
        chart = new JFreeChart(title, new Font(Font.SANS_SERIF, Font.PLAIN, 18), all, true);
        chart.setBackgroundPaint(Color.WHITE);
    }

    private static XYPlot panel(String axis, double[] time_min, double perUnit, Map<String, double[]> curves,
                                int firstColour) {
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        curves.forEach((name, values) -> {
            XYSeries series = new XYSeries(name);
            for (int i = 0; i < values.length; i++) {
                series.add(time_min[i] / perUnit, values[i]);
            }
            int index = data.getSeriesCount();
            renderer.setSeriesPaint(index, COLOURS[(firstColour + index) % COLOURS.length]);
            renderer.setSeriesStroke(index, new BasicStroke(2.0f));
            data.addSeries(series);
        });
        XYPlot plot = new XYPlot(data, null, new NumberAxis(axis), renderer);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
        plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
        return plot;
    }

    /** Writes the figure as {@code name.png} and {@code name.svg} into a folder that exists. */
    public void write(Path folder, String name) throws IOException {
        ChartUtils.saveChartAsPNG(folder.resolve(name + ".png").toFile(), chart, WIDTH, HEIGHT);
        SVGGraphics2D svg = new SVGGraphics2D(GenericDOMImplementation.getDOMImplementation()
                .createDocument("http://www.w3.org/2000/svg", "svg", null));
        svg.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        chart.draw(svg, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        try (var out = Files.newBufferedWriter(folder.resolve(name + ".svg"), StandardCharsets.UTF_8)) {
            svg.stream(out, true);
        }
    }
}
