package org.rexed.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;

/**
 * The course of pain thresholds in percent of each subject's own baseline: means of the arms over time with their
 * intervals, a line at 100 %, and under the time axis what each arm was given. Used for the figures of a report and,
 * with a data set that grows, for live charts.
 */
public final class ThresholdChart {
    /** Height of a site's panel for which the lanes below come out at their natural height. */
    static final int PANEL_HEIGHT = 330;

    private ThresholdChart() {}

    /**
     * A chart of one site.
     *
     * @param title shown above the chart; null for none
     * @param courses percent of baseline, time in the unit of {@code scale}
     * @param marks doses, time in the same unit
     */
    public static JFreeChart create(
            String title, CourseDataset courses, List<DoseMark> marks, TimeScale scale, Palette palette) {
        Map<String, CourseDataset> sites = new LinkedHashMap<>();
        sites.put("", courses);
        return create(title, sites, marks, scale, palette);
    }

    /**
     * A chart with one panel for each site, sharing the time axis.
     *
     * @param sites percent of baseline by name of the site, which labels the panel
     */
    public static JFreeChart create(String title, Map<String, CourseDataset> sites, List<DoseMark> marks,
            TimeScale scale, Palette palette) {
        NumberAxis time = scale.axis();
        CombinedDomainXYPlot combined = new CombinedDomainXYPlot(time);
        combined.setGap(8);
        combined.setInsets(new RectangleInsets(6, 8, 4, 14));
        sites.forEach((site, courses) -> combined.add(panel(site, courses, palette), 1000));
        DoseLanes lanes = new DoseLanes(marks, palette);
        if (lanes.count() > 0) {
            combined.add(lanes.plot(), Math.max(1, 1000 * lanes.count() * DoseLanes.LANE_HEIGHT / PANEL_HEIGHT));
        }
        JFreeChart chart = ChartStyle.chart(combined);
        if (title != null) {
            chart.setTitle(title);
            chart.getTitle().setFont(ChartStyle.TITLE);
        }
        chart.addLegend(ChartStyle.legend(legend(sites, palette)));
        return chart;
    }

    private static XYPlot panel(String site, CourseDataset courses, Palette palette) {
        String where = site.isEmpty() ? "" : site + ", ";
        NumberAxis axis = new AroundBaseline(where + "% of own baseline");
        XYPlot plot = new XYPlot(courses, null, axis, new BandRenderer(courses, palette, 1));
        ChartStyle.plot(plot);
        // The shared time axis knows nothing of the offsets of its panels.
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        ChartStyle.level(plot, 100);
        return plot;
    }

    static LegendItemCollection legend(Map<String, CourseDataset> sites, Palette palette) {
        LegendItemCollection items = ChartStyle.legendItems(palette, palette.arms());
        if (sites.values().stream().anyMatch(CourseDataset::anyCensored)) {
            items.add(new LegendItem("open marker: some readings at the cutoff", null, null, null,
                    palette.style("").marker(), java.awt.Color.WHITE, new java.awt.BasicStroke(1.4f),
                    ChartStyle.SOFT_INK));
        }
        return items;
    }

    /** An axis that always shows 100 % and leaves some room on both sides. */
    private static final class AroundBaseline extends NumberAxis {
        private static final long serialVersionUID = 1L;

        AroundBaseline(String label) {
            super(label);
            setStandardTickUnits(createStandardTickUnits(java.util.Locale.ROOT));
            setAutoRangeIncludesZero(false);
            ChartStyle.axis(this);
        }

        @Override
        protected void autoAdjustRange() {
            super.autoAdjustRange();
            Range range = getRange();
            setRange(new Range(Math.min(range.getLowerBound(), 90), Math.max(range.getUpperBound(), 110)), false,
                    false);
        }
    }
}
