package org.rexed.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.block.RectangleConstraint;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;

/** Fonts, greys and lines that all charts share. */
final class ChartStyle {
    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
    static final Font PANEL = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    static final Color INK = new Color(0x222222);
    static final Color SOFT_INK = new Color(0x555555);
    static final Color GRID = new Color(0xE4E4E4);
    static final Color EXPOSURE = new Color(0xF3F3F3);

    static {
        // Otherwise labels of vertical axes become outlines in SVG.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private ChartStyle() {}

    static NumberAxis valueAxis(String label) {
        NumberAxis axis = new NumberAxis(label);
        axis.setStandardTickUnits(NumberAxis.createStandardTickUnits(Locale.ROOT));
        axis.setAutoRangeIncludesZero(false);
        axis(axis);
        return axis;
    }

    static void axis(ValueAxis axis) {
        axis.setLabelFont(LABEL);
        axis.setTickLabelFont(TICK);
        axis.setLabelPaint(INK);
        axis.setTickLabelPaint(INK);
        axis.setAxisLinePaint(SOFT_INK);
        axis.setTickMarkPaint(SOFT_INK);
        axis.setTickMarkOutsideLength(4);
    }

    static void plot(XYPlot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(new BasicStroke(0.8f));
        plot.setAxisOffset(new RectangleInsets(3, 3, 3, 3));
        plot.setInsets(new RectangleInsets(6, 4, 4, 10));
    }

    /** A chart without title; the legend, if wanted, is set by the caller. */
    static JFreeChart chart(Plot plot) {
        JFreeChart chart = new JFreeChart(null, TITLE, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setAntiAlias(true);
        return chart;
    }

    static void level(XYPlot plot, double value) {
        plot.addRangeMarker(new ValueMarker(value, SOFT_INK, new BasicStroke(1f, BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_ROUND, 1, new float[] {1, 3}, 0)), Layer.BACKGROUND);
    }

    /** Greys the times of an infusion in any arm and draws a hairline at each single dose. */
    static void exposure(XYPlot plot, List<DoseMark> marks, double end) {
        List<Double> single = new ArrayList<>();
        for (DoseMark mark : marks) {
            if (mark.kind() == DoseMark.Kind.INFUSION) {
                plot.addDomainMarker(span(mark.start(), Double.isNaN(mark.stop()) ? end : mark.stop(), EXPOSURE),
                        Layer.BACKGROUND);
            } else if (mark.kind() == DoseMark.Kind.BOLUS && !single.contains(mark.start())) {
                single.add(mark.start());
            }
        }
        if (single.size() <= 60) {
            single.forEach(time -> plot.addDomainMarker(
                    new ValueMarker(time, new Color(0xC8C8C8), new BasicStroke(0.8f)), Layer.BACKGROUND));
        }
    }

    private static IntervalMarker span(double from, double to, Paint paint) {
        IntervalMarker marker = new IntervalMarker(from, to, paint);
        marker.setAlpha(1);
        return marker;
    }

    static LegendItemCollection legendItems(Palette palette, List<String> arms) {
        LegendItemCollection items = new LegendItemCollection();
        for (String arm : arms) {
            Palette.Style style = palette.style(arm);
            items.add(new LegendItem(arm, null, null, null, true, style.marker(), true, style.color(), false,
                    Color.WHITE, new BasicStroke(0.6f), true, new java.awt.geom.Line2D.Double(-17, 0, 17, 0),
                    style.line(), style.color()));
        }
        return items;
    }

    /** Height of a legend of these items in a given width. */
    static int legendHeight(LegendItemCollection items, double width) {
        FontRenderContext context = new FontRenderContext(null, true, true);
        int lines = 1;
        double used = 0;
        for (int i = 0; i < items.getItemCount(); i++) {
            double wide = 62 + TICK.getStringBounds(items.get(i).getLabel(), context).getWidth();
            if (used > 0 && used + wide > width) {
                lines++;
                used = 0;
            }
            used += wide;
        }
        return 22 * lines + 4;
    }

    /** Draws a legend of these arms into an area. */
    static void drawLegend(Graphics2D g, Palette palette, List<String> arms, Rectangle2D place) {
        LegendTitle legend = legend(legendItems(palette, arms));
        legend.arrange(g, new RectangleConstraint(place.getWidth(), new Range(0, place.getHeight())));
        legend.draw(g, place);
    }

    static LegendTitle legend(LegendItemCollection items) {
        LegendTitle legend = new LegendTitle(() -> items);
        legend.setItemFont(TICK);
        legend.setItemPaint(INK);
        legend.setPosition(RectangleEdge.BOTTOM);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setLegendItemGraphicPadding(new RectangleInsets(2, 4, 2, 4));
        legend.setItemLabelPadding(new RectangleInsets(2, 2, 2, 14));
        legend.setFrame(BlockBorder.NONE);
        legend.setMargin(new RectangleInsets(0, 12, 0, 0));
        legend.setBackgroundPaint(Color.WHITE);
        return legend;
    }
}
