package org.rexed.gui;

import java.awt.BasicStroke;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.Locale;
import javax.swing.JPanel;

/** Membrane potential and spikes of the inspected neuron in the present or last probe. */
final class TracePanel extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final double LOW_mV = -85;
    private static final double HIGH_mV = -30;
    private transient FastClock.Trace trace;
    private transient boolean membrane;

    TracePanel() {
        setOpaque(false);
        setPreferredSize(new Dimension(200, 132));
        getAccessibleContext().setAccessibleName("Membrane potential and spikes in the last probe");
    }

    /** Shows a course; without a membrane, spikes only. */
    void show(FastClock.Trace next, boolean withMembrane) {
        trace = next;
        membrane = withMembrane;
        repaint();
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        super.paintComponent(graphics);
        if (trace == null) {
            return;
        }
        Graphics2D g = (Graphics2D) graphics.create();
        Look look = Look.now();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        int line = g.getFontMetrics().getHeight();
        int left = g.getFontMetrics().stringWidth("-80 mV") + 14;
        double width = getWidth() - left - 12.0;
        double top = line + 8.0;
        double bottom = getHeight() - line - 4.0;
        double end_ms = Math.max(2000, trace.duration_ms());
        g.setColor(look.ink());
        g.drawString("In the last probe: " + trace.title(), 8, line);
        g.setColor(look.canvas());
        g.fillRect(left, (int) top, (int) width, (int) (bottom - top));
        g.setColor(look.softInk());
        for (int level = -80; membrane && level <= -40; level += 20) {
            double y = y(level, top, bottom);
            g.drawString(level + " mV", 8, (float) (y + line * 0.3));
            g.setColor(look.line());
            g.draw(new Line2D.Double(left, y, left + width, y));
            g.setColor(look.softInk());
        }
        if (membrane && trace.potential_mV().length == 0) {
            g.drawString("chosen after the test: spikes only", left + 6, (float) ((top + bottom) / 2 - line * 0.2));
        }
        g.drawString("0", left, (float) (bottom + line));
        String end = String.format(Locale.ROOT, "%.1f s", end_ms / 1000);
        g.drawString(end, (float) (left + width - g.getFontMetrics().stringWidth(end)), (float) (bottom + line));
        String count = trace.spikes_ms().length + (trace.spikes_ms().length == 1 ? " spike" : " spikes");
        g.drawString(count, (float) (left + width / 2 - g.getFontMetrics().stringWidth(count) / 2.0),
                (float) (bottom + line));
        g.setColor(PopulationStyle.VERMILLION);
        g.setStroke(new BasicStroke(1.2f));
        for (double spike_ms : trace.spikes_ms()) {
            double x = left + width * spike_ms / end_ms;
            g.draw(new Line2D.Double(x, top, x, top + (bottom - top) * 0.16));
        }
        if (trace.potential_mV().length > 1) {
            Path2D path = new Path2D.Double();
            for (int i = 0; i < trace.potential_mV().length; i++) {
                double x = left + width * (trace.first_ms() + i * ProbeWatch.FRAME_ms) / end_ms;
                double y = y(trace.potential_mV()[i], top, bottom);
                if (i == 0) {
                    path.moveTo(x, y);
                } else {
                    path.lineTo(x, y);
                }
            }
            g.setColor(PopulationStyle.BLUE);
            g.draw(path);
        }
        g.dispose();
    }

    private static double y(double potential_mV, double top, double bottom) {
        double share = (Math.max(LOW_mV, Math.min(HIGH_mV, potential_mV)) - LOW_mV) / (HIGH_mV - LOW_mV);
        return bottom - share * (bottom - top);
    }
}
