package org.rexed.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * A figure of drug levels: concentrations above, fractions of receptors held or channels blocked below. A substance has
 * one colour in both panels. Concentrations that stand near their peak for a short time only are drawn on a logarithmic
 * axis, over four decades at most.
 */
public final class KineticsChart {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 760;
    private static final double FACTOR_FOR_LOGARITHM = 15.0;
    private static final double DECADES = 1e4;
    private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    /** Colours that differ for colour-blind readers too (Okabe and Ito). */
    private static final Color[] COLOURS = {new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73),
        new Color(0xCC79A7), new Color(0xE69F00), new Color(0x56B4E9)};
    private static final float[][] DASHES = {null, {9f, 5f}, {2f, 4f}, {10f, 4f, 2f, 4f}};

    private final JFreeChart chart;

    /**
     * A curve of the figure.
     *
     * @param name what the legend calls it
     * @param values one for each time
     * @param colour number of the substance, or -1 for black
     * @param dash kind of line: 0 solid, 1 dashed, 2 dotted, 3 mixed
     */
    public record Curve(String name, double[] values, int colour, int dash) {}

    /**
     * Draws curves over time.
     *
     * @param title heading of the figure
     * @param remarks lines below it
     * @param time_min times of all curves, min
     * @param concentrations curves in ng/mL
     * @param fractions curves between 0 and 1; may be empty
     */
    public KineticsChart(String title, List<String> remarks, double[] time_min, List<Curve> concentrations,
                         List<Curve> fractions) {
        double last = time_min[time_min.length - 1];
        String unit = last > 4 * 1440 ? "d" : last > 300 ? "h" : "min";
        double perUnit = unit.equals("d") ? 1440.0 : unit.equals("h") ? 60.0 : 1.0;
        NumberAxis time = new NumberAxis("time (" + unit + ")");
        time.setUpperMargin(0.0);
        time.setLowerMargin(0.0);
        style(time);
        CombinedDomainXYPlot all = new CombinedDomainXYPlot(time);
        all.setGap(14.0);
        XYPlot above = panel(levels(concentrations), time_min, perUnit, concentrations);
        all.add(above, 3);
        chart = new JFreeChart(title, PLAIN.deriveFont(Font.BOLD, 18f), all, false);
        remarks.forEach(remark -> chart.addSubtitle(new TextTitle(remark, PLAIN)));
        chart.addSubtitle(legend(above, RectangleEdge.TOP));
        if (!fractions.isEmpty()) {
            NumberAxis share = new NumberAxis("fraction held or blocked");
            share.setRange(0.0, 1.0);
            style(share);
            XYPlot below = panel(share, time_min, perUnit, fractions);
            all.add(below, 2);
            chart.addSubtitle(legend(below, RectangleEdge.BOTTOM));
        }
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(8, 4, 6, 24));
    }

    /** What the lines of a panel are, above the upper and below the lower one. */
    private static LegendTitle legend(XYPlot panel, RectangleEdge edge) {
        LegendTitle legend = new LegendTitle(panel);
        legend.setItemFont(PLAIN);
        legend.setPosition(edge);
        return legend;
    }

    /** The axis of concentrations: from zero, or logarithmic if a peak would press everything else to the ground. */
    private static ValueAxis levels(List<Curve> curves) {
        double[] positive = curves.stream().flatMapToDouble(curve -> Arrays.stream(curve.values()))
                .filter(value -> value > 0.0).sorted().toArray();
        double peak = positive.length == 0 ? 0.0 : positive[positive.length - 1];
        String label = "concentration (ng/mL)";
        if (positive.length == 0 || peak < FACTOR_FOR_LOGARITHM * positive[positive.length / 2]) {
            NumberAxis axis = new NumberAxis(label);
            style(axis);
            return axis;
        }
        LogAxis axis = new LogAxis(label);
        axis.setRange(Math.max(positive[0], peak / DECADES), 1.4 * peak);
        axis.setTickUnit(new NumberTickUnit(1.0,
                new DecimalFormat("0.########", DecimalFormatSymbols.getInstance(Locale.ROOT)), 9));
        style(axis);
        return axis;
    }

    private static void style(ValueAxis axis) {
        axis.setLabelFont(PLAIN);
        axis.setTickLabelFont(PLAIN);
    }

    private static XYPlot panel(ValueAxis axis, double[] time_min, double perUnit, List<Curve> curves) {
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        double lowest = axis instanceof LogAxis ? axis.getLowerBound() : Double.NEGATIVE_INFINITY;
        for (Curve curve : curves) {
            XYSeries series = new XYSeries(curve.name());
            for (int i = 0; i < curve.values().length; i++) {
                double value = curve.values()[i];
                series.add(time_min[i] / perUnit, value < lowest ? Double.NaN : value);
            }
            int index = data.getSeriesCount();
            renderer.setSeriesPaint(index,
                    curve.colour() < 0 ? Color.BLACK : COLOURS[curve.colour() % COLOURS.length]);
            renderer.setSeriesStroke(index, new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f,
                    DASHES[curve.dash() % DASHES.length], 0f));
            data.addSeries(series);
        }
        renderer.setLegendLine(new Line2D.Double(-14, 0, 14, 0));
        XYPlot plot = new XYPlot(data, null, axis, renderer);
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
