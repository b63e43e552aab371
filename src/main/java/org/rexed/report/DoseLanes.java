package org.rexed.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** A strip under a time chart with one lane for each drug of each arm: bars for infusions, ticks for single doses. */
final class DoseLanes {
    static final int LANE_HEIGHT = 15;
    private static final int MOST_LANES = 18;
    private static final int LONGEST_LABEL = 24;

    private final Palette palette;
    private final List<Lane> lanes = new ArrayList<>();

    private record Lane(String arm, String label, List<DoseMark> marks) {}

    DoseLanes(List<DoseMark> marks, Palette palette) {
        this.palette = palette;
        addLanes(marks, true);
        if (lanes.size() > MOST_LANES) {
            lanes.clear();
            addLanes(marks, false);
        }
    }

    private void addLanes(List<DoseMark> marks, boolean eachDrug) {
        for (String arm : palette.arms()) {
            List<Lane> own = new ArrayList<>();
            for (DoseMark mark : marks) {
                if (mark.arm().equals(arm)) {
                    String label = eachDrug ? mark.what() : arm;
                    Lane lane = own.stream().filter(l -> l.label.equals(label)).findFirst().orElse(null);
                    if (lane == null) {
                        lane = new Lane(arm, label, new ArrayList<>());
                        own.add(lane);
                    }
                    lane.marks.add(mark);
                }
            }
            lanes.addAll(own);
        }
    }

    int count() {
        return lanes.size();
    }

    XYPlot plot() {
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        for (int lane = 0; lane < lanes.size(); lane++) {
            XYIntervalSeries series = new XYIntervalSeries(lane, false, true);
            for (DoseMark mark : lanes.get(lane).marks) {
                double stop = Double.isNaN(mark.stop()) ? mark.start() : mark.stop();
                series.add(mark.start(), mark.start(), stop, lane, lane, lane);
            }
            data.addSeries(series);
        }
        XYPlot plot = new XYPlot(data, null, new LaneAxis(), new LaneRenderer());
        ChartStyle.plot(plot);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setRangeGridlinesVisible(false);
        return plot;
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST_LABEL ? text : text.substring(0, LONGEST_LABEL - 1) + "\u2026";
    }

    private static Shape at(Shape shape, double x, double y) {
        return AffineTransform.getTranslateInstance(x, y).createTransformedShape(shape);
    }

    /** Labels every lane with the drug, after the marker of its arm. */
    private final class LaneAxis extends NumberAxis {
        private static final long serialVersionUID = 1L;

        LaneAxis() {
            setRange(-0.5, Math.max(1, lanes.size()) - 0.5);
            setInverted(true);
            ChartStyle.axis(this);
            setTickLabelFont(ChartStyle.SMALL);
            setAxisLineVisible(false);
            setTickMarksVisible(false);
            setTickLabelInsets(new RectangleInsets(0, 19, 0, 2));
        }

        @Override
        protected List<NumberTick> refreshTicksVertical(Graphics2D g, Rectangle2D area, RectangleEdge edge) {
            List<NumberTick> ticks = new ArrayList<>();
            for (int lane = 0; lane < lanes.size(); lane++) {
                ticks.add(new NumberTick(lane, shorten(lanes.get(lane).label), TextAnchor.CENTER_RIGHT,
                        TextAnchor.CENTER_RIGHT, 0));
            }
            return ticks;
        }

        @Override
        protected AxisState drawTickMarksAndLabels(
                Graphics2D g, double cursor, Rectangle2D plotArea, Rectangle2D dataArea, RectangleEdge edge) {
            for (int lane = 0; lane < lanes.size(); lane++) {
                Palette.Style style = palette.style(lanes.get(lane).arm);
                g.setPaint(style.color());
                g.fill(at(style.marker(), cursor - 9, valueToJava2D(lane, dataArea, edge)));
            }
            return super.drawTickMarksAndLabels(g, cursor, plotArea, dataArea, edge);
        }
    }

    /** Draws the marks of one lane. */
    private final class LaneRenderer extends AbstractXYItemRenderer {
        private static final long serialVersionUID = 1L;

        @Override
        public Range findDomainBounds(XYDataset dataset) {
            return findDomainBounds(dataset, true);
        }

        @Override
        public void drawItem(Graphics2D g, XYItemRendererState state, Rectangle2D area, PlotRenderingInfo info,
                XYPlot plot, ValueAxis domain, ValueAxis range, XYDataset dataset, int series, int item,
                CrosshairState crosshair, int pass) {
            DoseMark mark = lanes.get(series).marks.get(item);
            Palette.Style style = palette.style(mark.arm());
            double y = range.valueToJava2D(series, area, plot.getRangeAxisEdge());
            double half = 0.32 * area.getHeight() / Math.max(1, lanes.size());
            double start = domain.valueToJava2D(mark.start(), area, plot.getDomainAxisEdge());
            g.setPaint(style.color());
            g.setStroke(new BasicStroke(1.2f));
            double stop = Double.isNaN(mark.stop()) ? area.getMaxX()
                    : domain.valueToJava2D(mark.stop(), area, plot.getDomainAxisEdge());
            switch (mark.kind()) {
                case INFUSION -> {
                    Shape bar = new Rectangle2D.Double(start, y - half, Math.max(1, stop - start), 2 * half);
                    g.setPaint(style.color().equals(Color.BLACK) ? new Color(0xBBBBBB) : style.pale());
                    g.fill(bar);
                    g.setPaint(style.color());
                    g.draw(bar);
                }
                case BOLUS -> {
                    g.setStroke(new BasicStroke(2f));
                    g.draw(new Line2D.Double(start, y - half, start, y + half));
                }
                default -> {
                    g.draw(new Line2D.Double(start, y, Math.max(start, stop), y));
                    Path2D cross = new Path2D.Double();
                    cross.moveTo(start - half, y - half);
                    cross.lineTo(start + half, y + half);
                    cross.moveTo(start - half, y + half);
                    cross.lineTo(start + half, y - half);
                    g.setStroke(new BasicStroke(2f));
                    g.draw(cross);
                }
            }
        }
    }
}
