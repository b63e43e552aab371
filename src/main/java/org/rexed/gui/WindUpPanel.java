package org.rexed.gui;

import java.awt.BasicStroke;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javax.swing.BorderFactory;
import javax.swing.JPanel;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Spikes after each pulse of a train: the last one beside the first of this subject; hidden until there is one. */
final class WindUpPanel extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final Dimension SIZE = new Dimension(300, 230);
    private final XYSeriesCollection data = new XYSeriesCollection();
    private final NumberAxis pulses = new NumberAxis("pulse");
    private final NumberAxis spikes = new NumberAxis("spikes of ascending cells");
    private final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
    private final JFreeChart chart;
    private final LegendTitle legend;
    private transient List<WindUp> trains = List.of();

    WindUpPanel() {
        super(new BorderLayout());
        setName("wind-up");
        getAccessibleContext().setAccessibleName("Wind-up: spikes after each pulse");
        setBorder(BorderFactory.createEmptyBorder(4, 8, 4, 8));
        setPreferredSize(SIZE);
        setVisible(false);
        XYPlot plot = new XYPlot(data, pulses, spikes, renderer);
        chart = new JFreeChart(null, null, plot, false);
        legend = new LegendTitle(plot);
        legend.setPosition(RectangleEdge.BOTTOM);
        legend.setFrame(org.jfree.chart.block.BlockBorder.NONE);
        chart.addLegend(legend);
        pulses.setStandardTickUnits(NumberAxis.createIntegerTickUnits(Locale.ROOT));
        spikes.setStandardTickUnits(NumberAxis.createIntegerTickUnits(Locale.ROOT));
        spikes.setAutoRangeIncludesZero(true);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        renderer.setSeriesPaint(0, PopulationStyle.GRAY);
        renderer.setSeriesStroke(0, new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1,
                new float[] {7, 3}, 0));
        renderer.setSeriesShape(0, new Rectangle2D.Double(-3.2, -3.2, 6.4, 6.4));
        renderer.setSeriesPaint(1, PopulationStyle.VERMILLION);
        renderer.setSeriesStroke(1, new BasicStroke(2f));
        renderer.setSeriesShape(1, new Ellipse2D.Double(-3.5, -3.5, 7, 7));
        add(Look.still(chart), BorderLayout.CENTER);
        applyLook();
    }

    void applyLook() {
        Font font = getFont().deriveFont(Math.max(11f, getFont().getSize2D() - 1.5f));
        Look.now().dress(chart, legend, font, pulses, spikes);
    }

    /** Shows the last of these trains and the first one of the same test before it. */
    void show(List<WindUp> next) {
        if (next == trains) {
            return;
        }
        trains = next;
        data.removeAllSeries();
        if (!next.isEmpty()) {
            WindUp last = next.get(next.size() - 1);
            WindUp first = next.stream().filter(each -> each.title().equals(last.title())).findFirst().orElse(last);
            add("first, ", first);
            if (first != last) {
                add("now, ", last);
            }
        }
        setVisible(!next.isEmpty());
    }

    private void add(String which, WindUp train) {
        XYSeries series = new XYSeries(which + Snapshot.clock(train.time_min()));
        for (int pulse = 0; pulse < train.spikes().length; pulse++) {
            series.add(pulse + 1.0, train.spikes()[pulse]);
        }
        data.addSeries(series);
    }

    /** The chart as files. */
    ChartExport.Content content() throws IOException {
        return ChartExport.of("Wind-up", chart, "pulse", "spikes of ascending cells");
    }
}
