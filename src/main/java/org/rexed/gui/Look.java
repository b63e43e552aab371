package org.rexed.gui;

import java.awt.Color;
import java.awt.Font;
import javax.swing.UIManager;
import org.jfree.chart.ChartPanel;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.title.LegendTitle;

/** Colours that follow the light or dark theme. */
record Look(
        Color canvas, Color panel, Color ink, Color softInk, Color line, Color band, Color dynorphin, boolean dark) {
    static Look now() {
        Color panel = UIManager.getColor("Panel.background");
        boolean dark = panel != null && panel.getRed() + panel.getGreen() + panel.getBlue() < 384;
        return dark
                ? new Look(new Color(0x1E2124), panel, new Color(0xE6E6E6), new Color(0xABB0B6), new Color(0x4A4F55),
                        new Color(0x2A2E32), new Color(0x75659F), true)
                : new Look(Color.WHITE, panel == null ? Color.WHITE : panel, new Color(0x1F2328),
                        new Color(0x57606A), new Color(0xC4CAD1), new Color(0xF3F5F7), new Color(0x9C8FC4), false);
    }

    /** Gives a chart these colours and its words this font. */
    void dress(JFreeChart chart, LegendTitle legend, Font font, NumberAxis... axes) {
        chart.setBackgroundPaint(panel);
        chart.getXYPlot().setBackgroundPaint(canvas);
        chart.getXYPlot().setRangeGridlinePaint(line);
        for (NumberAxis axis : axes) {
            axis.setLabelFont(font);
            axis.setTickLabelFont(font);
            axis.setLabelPaint(ink);
            axis.setTickLabelPaint(softInk);
            axis.setAxisLinePaint(line);
            axis.setTickMarkPaint(line);
        }
        legend.setItemFont(font);
        legend.setItemPaint(ink);
        legend.setBackgroundPaint(panel);
    }

    /** A chart that is drawn at the size of its place and stays as it is under the mouse. */
    static ChartPanel still(JFreeChart chart) {
        ChartPanel panel = new ChartPanel(chart, false);
        panel.setPopupMenu(null);
        panel.setMinimumDrawWidth(120);
        panel.setMinimumDrawHeight(80);
        panel.setMaximumDrawWidth(4000);
        panel.setMaximumDrawHeight(4000);
        panel.setDomainZoomable(false);
        panel.setRangeZoomable(false);
        return panel;
    }

    static Color mix(Color a, Color b, double shareOfB) {
        double s = Math.max(0, Math.min(1, shareOfB));
        return new Color(
                (int) Math.round(a.getRed() + s * (b.getRed() - a.getRed())),
                (int) Math.round(a.getGreen() + s * (b.getGreen() - a.getGreen())),
                (int) Math.round(a.getBlue() + s * (b.getBlue() - a.getBlue())));
    }

    static Color alpha(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }
}
