package org.rexed.report;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.RectangleConstraint;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;

/** Small charts of courses in two columns that share the span of time and one legend, lettered from A. */
final class PanelGrid {
    static final int WIDTH = 800;
    private static final int COLUMNS = 2;
    private static final int LEFT_SPACE = 66;
    private static final int TIME_LABEL = 18;

    private final Palette palette;
    private final Supplier<NumberAxis> axis;
    private final int panelHeight;
    private final List<Panel> panels = new ArrayList<>();
    private Range time;

    private record Panel(String title, String axis, CourseDataset courses, boolean logarithmic, double level,
            List<DoseMark> marks) {}

    /**
     * An empty grid.
     *
     * @param axis makes the axis all panels have below
     */
    PanelGrid(Palette palette, Supplier<NumberAxis> axis, int panelHeight) {
        this.palette = palette;
        this.axis = axis;
        this.panelHeight = panelHeight;
    }

    /**
     * Adds a panel, left to right, then down.
     *
     * @param level where a dotted line stands for the naive animal, NaN for none
     * @param marks doses to show behind the courses
     */
    void add(String title, String axis, CourseDataset courses, boolean logarithmic, double level,
            List<DoseMark> marks) {
        panels.add(new Panel(title, axis, courses, logarithmic, level, marks));
        for (int series = 0; series < courses.getSeriesCount(); series++) {
            for (CourseDataset.Point point : courses.points(series)) {
                time = time == null ? new Range(point.time(), point.time()) : Range.expandToInclude(time, point.time());
            }
        }
    }

    int height() {
        int rows = (panels.size() + COLUMNS - 1) / COLUMNS;
        return rows * panelHeight + TIME_LABEL + legendHeight();
    }

    private List<String> arms() {
        return palette.arms().stream()
                .filter(arm -> panels.stream().anyMatch(panel -> panel.courses.indexOf(arm) >= 0)).toList();
    }

    private int legendHeight() {
        return ChartStyle.legendHeight(ChartStyle.legendItems(palette, arms()), WIDTH - 28);
    }

    void paint(Graphics2D g, Rectangle2D area) {
        double width = area.getWidth() / COLUMNS;
        for (int i = 0; i < panels.size(); i++) {
            double x = area.getX() + width * (i % COLUMNS);
            double y = area.getY() + (double) panelHeight * (i / COLUMNS);
            boolean lowest = i + COLUMNS >= panels.size();
            XYPlot plot = plot(panels.get(i));
            plot.getDomainAxis().setLabel(lowest ? plot.getDomainAxis().getLabel() : null);
            JFreeChart chart = ChartStyle.chart(plot);
            chart.setPadding(new org.jfree.chart.ui.RectangleInsets(22, 0, 0, 0));
            chart.draw(g, new Rectangle2D.Double(x, y, width, panelHeight + (lowest ? TIME_LABEL : 0)));
            g.setPaint(ChartStyle.INK);
            g.setFont(ChartStyle.PANEL);
            g.drawString((char) ('A' + i) + "  " + panels.get(i).title, (float) x + 14, (float) y + 18);
        }
        LegendTitle legend = ChartStyle.legend(ChartStyle.legendItems(palette, arms()));
        Rectangle2D place = new Rectangle2D.Double(
                area.getX(), area.getMaxY() - legendHeight(), area.getWidth() - 14, legendHeight());
        legend.arrange(g, new RectangleConstraint(place.getWidth(), new Range(0, place.getHeight())));
        legend.draw(g, place);
    }

    XYPlot plot(int panel) {
        return plot(panels.get(panel));
    }

    private XYPlot plot(Panel panel) {
        NumberAxis domain = axis.get();
        int most = 1;
        for (int series = 0; series < panel.courses.getSeriesCount(); series++) {
            most = Math.max(most, panel.courses.getItemCount(series));
        }
        ValueAxis range = panel.logarithmic ? logAxis(panel) : ChartStyle.valueAxis(panel.axis);
        XYPlot plot = new XYPlot(panel.courses, domain, range,
                new BandRenderer(panel.courses, palette, Math.max(1, most / 8)));
        ChartStyle.plot(plot);
        if (time != null && time.getLength() > 0) {
            domain.setRange(Range.expand(time, 0.015, 0.015));
            ChartStyle.exposure(plot, panel.marks, domain.getUpperBound());
        }
        AxisSpace space = new AxisSpace();
        space.add(LEFT_SPACE, RectangleEdge.LEFT);
        plot.setFixedRangeAxisSpace(space);
        if (!Double.isNaN(panel.level)) {
            ChartStyle.level(plot, panel.level);
            Range bounds = plot.getDataRange(range);
            if (bounds != null) {
                Range shown = Range.expand(Range.expandToInclude(bounds, panel.level), 0.05, 0.05);
                range.setRange(shown.getLength() > 0 ? shown : new Range(panel.level - 0.1, panel.level + 0.1));
            }
        } else if (!panel.logarithmic) {
            ((NumberAxis) range).setAutoRangeIncludesZero(true);
            ((NumberAxis) range).setAutoRangeStickyZero(false);
        }
        plot.setRangeGridlineStroke(new BasicStroke(0.7f));
        return plot;
    }

    private static LogAxis logAxis(Panel panel) {
        LogAxis axis = new DecadeAxis(panel.axis);
        ChartStyle.axis(axis);
        double top = peak(panel.courses);
        double bottom = Math.max(top / 1e4, lowest(panel.courses));
        axis.setRange(StrictMath.pow(10, Math.floor(StrictMath.log10(bottom))),
                StrictMath.pow(10, Math.ceil(StrictMath.log10(top * 1.05))));
        return axis;
    }

    /** Whether a linear axis would press most of the positive values onto its lower end. */
    static boolean wantsLog(CourseDataset courses) {
        List<Double> positive = means(courses);
        return positive.size() > 4 && peak(courses) > 30 * positive.get(positive.size() / 4);
    }

    private static double peak(CourseDataset courses) {
        List<Double> positive = means(courses);
        return positive.isEmpty() ? 1 : positive.get(positive.size() - 1);
    }

    private static double lowest(CourseDataset courses) {
        List<Double> positive = means(courses);
        return positive.isEmpty() ? 0.1 : positive.get(0);
    }

    private static List<Double> means(CourseDataset courses) {
        List<Double> means = new ArrayList<>();
        for (int series = 0; series < courses.getSeriesCount(); series++) {
            courses.points(series).stream().map(CourseDataset.Point::mean).filter(mean -> mean > 0)
                    .forEach(means::add);
        }
        means.sort(null);
        return means;
    }

    /** Labels every decade with a plain number. */
    private static final class DecadeAxis extends LogAxis {
        private static final long serialVersionUID = 1L;

        DecadeAxis(String label) {
            super(label);
        }

        @Override
        protected List<NumberTick> refreshTicksVertical(Graphics2D g, Rectangle2D area, RectangleEdge edge) {
            List<NumberTick> ticks = new ArrayList<>();
            int first = (int) Math.round(StrictMath.log10(getLowerBound()));
            int last = (int) Math.round(StrictMath.log10(getUpperBound()));
            for (int decade = first; decade <= last; decade++) {
                BigDecimal value = BigDecimal.ONE.scaleByPowerOfTen(decade);
                ticks.add(new NumberTick(value.doubleValue(), value.toPlainString(), TextAnchor.CENTER_RIGHT,
                        TextAnchor.CENTER_RIGHT, 0));
            }
            return ticks;
        }
    }
}
