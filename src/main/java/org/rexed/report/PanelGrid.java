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
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;

/** Small charts of courses in columns that share the span of time and one legend, lettered from A. */
final class PanelGrid {
    static final int WIDTH = 800;
    private static final int COLUMNS = 2;
    private static final int LETTERS = 26;
    private static final double WIDEST = 3;
    private static final int LEFT_SPACE = 66;
    private static final int TIME_LABEL = 18;

    private final Palette palette;
    private final Supplier<NumberAxis> axis;
    private final int panelHeight;
    private final int columns;
    private final List<Panel> panels = new ArrayList<>();
    private Range time;

    /** Where the axis of values begins. */
    enum Base {
        /** Zero is shown; the axis goes below it if the data do. */
        ZERO,
        /** Zero is the lower end: intervals of counts and rates are cut off there. */
        FLOOR,
        /** Just below the data. */
        DATA
    }

    private record Panel(String title, String axis, CourseDataset courses, boolean logarithmic, double level,
            List<DoseMark> marks, Base base) {}

    /**
     * An empty grid of two columns.
     *
     * @param axis makes the axis all panels have below
     */
    PanelGrid(Palette palette, Supplier<NumberAxis> axis, int panelHeight) {
        this(palette, axis, panelHeight, COLUMNS);
    }

    /** An empty grid. */
    PanelGrid(Palette palette, Supplier<NumberAxis> axis, int panelHeight, int columns) {
        this.palette = palette;
        this.axis = axis;
        this.panelHeight = panelHeight;
        this.columns = columns;
    }

    /**
     * Adds a panel, left to right, then down.
     *
     * @param level where a dotted line stands for the naive animal, NaN for none
     * @param marks doses to show behind the courses
     */
    void add(String title, String axis, CourseDataset courses, boolean logarithmic, double level,
            List<DoseMark> marks) {
        add(new Panel(title, axis, courses, logarithmic, level, marks, Base.ZERO));
    }

    /** Adds a panel with a linear axis that begins as said. */
    void add(String title, String axis, CourseDataset courses, Base base, List<DoseMark> marks) {
        add(new Panel(title, axis, courses, false, Double.NaN, marks, base));
    }

    private void add(Panel panel) {
        CourseDataset courses = panel.courses;
        panels.add(panel);
        for (int series = 0; series < courses.getSeriesCount(); series++) {
            for (CourseDataset.Point point : courses.points(series)) {
                time = time == null ? new Range(point.time(), point.time()) : Range.expandToInclude(time, point.time());
            }
        }
    }

    int height() {
        int rows = (panels.size() + columns - 1) / columns;
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
        double width = area.getWidth() / columns;
        for (int i = 0; i < panels.size(); i++) {
            double x = area.getX() + width * (i % columns);
            double y = area.getY() + (double) panelHeight * (i / columns);
            boolean lowest = i + columns >= panels.size();
            XYPlot plot = plot(panels.get(i));
            plot.getDomainAxis().setLabel(lowest ? plot.getDomainAxis().getLabel() : null);
            JFreeChart chart = ChartStyle.chart(plot);
            chart.setPadding(new org.jfree.chart.ui.RectangleInsets(22, 0, 0, 0));
            chart.draw(g, new Rectangle2D.Double(x, y, width, panelHeight + (lowest ? TIME_LABEL : 0)));
            g.setPaint(ChartStyle.INK);
            g.setFont(ChartStyle.PANEL);
            g.drawString(letter(i) + "  " + panels.get(i).title, (float) x + 14, (float) y + 18);
        }
        ChartStyle.drawLegend(g, palette, arms(), new Rectangle2D.Double(
                area.getX(), area.getMaxY() - legendHeight(), area.getWidth() - 14, legendHeight()));
    }

    /** A to Z, then AA. */
    private static String letter(int i) {
        return (i < LETTERS ? "" : String.valueOf((char) ('A' + i / LETTERS - 1))) + (char) ('A' + i % LETTERS);
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
            double margin = domain instanceof LevelAxis ? 0.05 : 0.015;
            domain.setRange(Range.expand(time, margin, margin));
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
            ((NumberAxis) range).setAutoRangeIncludesZero(panel.base != Base.DATA);
            ((NumberAxis) range).setAutoRangeStickyZero(panel.base == Base.FLOOR);
            if (panel.base == Base.FLOOR) {
                range.setRange(0, top(panel.courses));
            }
        }
        plot.setRangeGridlineStroke(new BasicStroke(0.7f));
        return plot;
    }

    /** Upper end of an axis from zero: above the intervals, unless these are so wide that they would hide the means. */
    private static double top(CourseDataset courses) {
        double highest = 0;
        for (int series = 0; series < courses.getSeriesCount(); series++) {
            for (CourseDataset.Point point : courses.points(series)) {
                highest = Double.isFinite(point.high()) ? Math.max(highest, point.high()) : highest;
            }
        }
        double mean = means(courses).isEmpty() ? 0 : peak(courses);
        double top = Math.max(mean, Math.min(highest, WIDEST * mean));
        return top > 0 ? 1.06 * top : 1;
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
