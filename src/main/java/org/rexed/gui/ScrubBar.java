package org.rexed.gui;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.event.ActionEvent;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import javax.swing.AbstractAction;
import javax.swing.JPanel;
import javax.swing.KeyStroke;
import org.rexed.recording.Observation;

/** The study from begin to end: how far it is, when tests and interventions were, and a handle to look back. */
final class ScrubBar extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final double MIN_PER_d = 1440;
    private static final double STEPS = 200;
    private static final int MARGIN = 8;
    private final transient TimeCursor cursor;
    private transient Snapshot shown;

    ScrubBar(TimeCursor cursor) {
        this.cursor = cursor;
        setName("time");
        setFocusable(true);
        setPreferredSize(new Dimension(300, 30));
        setMinimumSize(new Dimension(120, 26));
        setToolTipText("Drag to look at any past moment; arrow keys move, Esc returns to the present");
        getAccessibleContext().setAccessibleName("Time of the study");
        cursor.listen(this::repaint);
        MouseAdapter mouse = new MouseAdapter() {
            @Override
            public void mousePressed(MouseEvent event) {
                requestFocusInWindow();
                moveTo(event.getX());
            }

            @Override
            public void mouseDragged(MouseEvent event) {
                moveTo(event.getX());
            }
        };
        addMouseListener(mouse);
        addMouseMotionListener(mouse);
        addFocusListener(new FocusAdapter() {
            @Override
            public void focusGained(FocusEvent event) {
                repaint();
            }

            @Override
            public void focusLost(FocusEvent event) {
                repaint();
            }
        });
        key("LEFT", -1);
        key("RIGHT", 1);
        key("shift LEFT", -10);
        key("shift RIGHT", 10);
    }

    private void key(String stroke, int steps) {
        getInputMap().put(KeyStroke.getKeyStroke(stroke), stroke);
        getActionMap().put(stroke, new AbstractAction() {
            private static final long serialVersionUID = 1L;

            @Override
            public void actionPerformed(ActionEvent event) {
                move(steps);
            }
        });
    }

    /** Moves the moment that is looked at by so many two-hundredths of the study. */
    void move(int steps) {
        if (shown != null) {
            double from = cursor.isSet() ? cursor.time_min() : shown.now().time_min();
            cursor.moveTo(from + steps * shown.scenario().duration_min() / STEPS, shown.now().time_min());
        }
    }

    private void moveTo(int x) {
        if (shown != null) {
            cursor.moveTo((x - MARGIN) * shown.scenario().duration_min() / (getWidth() - 2.0 * MARGIN),
                    shown.now().time_min());
        }
    }

    void show(Snapshot snapshot) {
        shown = snapshot;
        repaint();
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        super.paintComponent(graphics);
        if (shown == null) {
            return;
        }
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        Look look = Look.now();
        double middle = getHeight() / 2.0;
        double now = x(shown.now().time_min());
        g.setColor(look.line());
        g.fill(new RoundRectangle2D.Double(MARGIN, middle - 3, getWidth() - 2.0 * MARGIN, 6, 6, 6));
        g.setColor(PopulationStyle.BLUE);
        g.fill(new RoundRectangle2D.Double(MARGIN, middle - 3, Math.max(2, now - MARGIN), 6, 6, 6));
        double days = shown.scenario().duration_min() / MIN_PER_d;
        for (int day = 0; day <= days && days < 60; day++) {
            tick(g, day * MIN_PER_d, middle + 5, middle + 10, look.softInk());
        }
        for (Observation each : shown.recorded().observations()) {
            tick(g, each.time_min(), middle - 10, middle - 4, PopulationStyle.GREEN);
        }
        for (Intervention.Done each : shown.byHand().done()) {
            tick(g, each.time_min(), middle - 11, middle + 11, PopulationStyle.PURPLE);
        }
        double at = cursor.isSet() ? x(cursor.time_min()) : now;
        g.setColor(cursor.isSet() ? look.ink() : PopulationStyle.BLUE);
        g.fill(new Ellipse2D.Double(at - 7, middle - 7, 14, 14));
        g.setColor(look.panel());
        g.fill(new Ellipse2D.Double(at - 3, middle - 3, 6, 6));
        if (isFocusOwner()) {
            g.setColor(PopulationStyle.SKY);
            g.setStroke(new BasicStroke(1.5f));
            g.draw(new RoundRectangle2D.Double(1, 1, getWidth() - 2.0, getHeight() - 2.0, 6, 6));
        }
        g.dispose();
    }

    private void tick(Graphics2D g, double time_min, double top, double bottom, Color color) {
        g.setColor(color);
        g.setStroke(new BasicStroke(1.6f));
        g.draw(new Line2D.Double(x(time_min), top, x(time_min), bottom));
    }

    private double x(double time_min) {
        return MARGIN + (getWidth() - 2.0 * MARGIN) * time_min / shown.scenario().duration_min();
    }
}
