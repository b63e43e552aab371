package org.rexed.gui;

import java.awt.BorderLayout;
import java.awt.Cursor;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.function.IntConsumer;
import javax.swing.JPanel;
import javax.swing.ScrollPaneConstants;
import org.rexed.circuit.Circuit;
import sim.display.Display2D;
import sim.display.GUIState;
import sim.engine.SimState;
import sim.portrayal.LocationWrapper;
import sim.util.Bag;

/**
 * The circuit on MASON's Display2D. The display gets a simulation state of its own that never runs, because MASON
 * paints under the lock of its schedule: painting then never waits for the simulation.
 */
final class Canvas extends JPanel {
    private static final long serialVersionUID = 1L;
    private final transient Display2D display;
    private final transient AnatomyPortrayal anatomy = new AnatomyPortrayal(this);
    private final transient NeuronPortrayal neurons = new NeuronPortrayal(this);
    private transient Snapshot shown;
    private transient CircuitLayout layout;
    private transient Circuit laidOut;
    private int hovered = -1;

    /** MASON's half of a display; this one only watches. */
    private static final class Watching extends GUIState {
        Watching() {
            super(new SimState(0));
        }
    }

    Canvas(Snapshot first, IntConsumer picked) {
        super(new BorderLayout());
        setFocusable(true);
        shown = first;
        display = new Display2D(600, 500, new Watching());
        // MASON's own buttons and menus lead to charts and movies that need libraries Rexed does not carry.
        display.remove(display.header);
        display.removeListeners();
        display.display.setHorizontalScrollBarPolicy(ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        display.display.setVerticalScrollBarPolicy(ScrollPaneConstants.VERTICAL_SCROLLBAR_NEVER);
        display.display.setBorder(null);
        attach();
        add(display, BorderLayout.CENTER);
        display.display.getViewport().addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent event) {
                fit();
            }
        });
        MouseAdapter mouse = new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
                picked.accept(neuronAt(event));
            }

            @Override
            public void mouseMoved(MouseEvent event) {
                hover(neuronAt(event));
            }

            @Override
            public void mouseExited(MouseEvent event) {
                hover(-1);
            }
        };
        display.insideDisplay.addMouseListener(mouse);
        display.insideDisplay.addMouseMotionListener(mouse);
        getAccessibleContext().setAccessibleName("Circuit");
    }

    private void fit() {
        display.insideDisplay.width = Math.max(300, display.display.getViewport().getWidth());
        display.insideDisplay.height = Math.max(300, display.display.getViewport().getHeight());
        // MASON fixes a portrayal's bounds when it is attached.
        display.detatchAll();
        attach();
        display.insideDisplay.revalidate();
        display.insideDisplay.repaint();
    }

    private void attach() {
        display.attach(anatomy, "Anatomy");
        display.attach(neurons, "Neurons");
    }

    private int neuronAt(MouseEvent event) {
        for (Bag hits : display.objectsHitBy(event.getPoint())) {
            for (int i = 0; i < hits.numObjs; i++) {
                return (Integer) ((LocationWrapper) hits.objs[i]).getLocation();
            }
        }
        return -1;
    }

    private void hover(int neuron) {
        if (neuron != hovered) {
            hovered = neuron;
            setCursor(Cursor.getPredefinedCursor(neuron >= 0 ? Cursor.HAND_CURSOR : Cursor.DEFAULT_CURSOR));
            display.insideDisplay.repaint();
        }
    }

    void show(Snapshot snapshot) {
        shown = snapshot;
        display.setBackdrop(Look.now().canvas());
        display.insideDisplay.repaint();
    }

    Snapshot shown() {
        return shown;
    }

    int hovered() {
        return hovered;
    }

    CircuitLayout layout(double width, double height) {
        if (layout == null || laidOut != shown.circuit() || layout.width != width || layout.height != height) {
            layout = new CircuitLayout(shown.circuit(), width, height);
            laidOut = shown.circuit();
        }
        return layout;
    }

    /** Where a neuron lies in the coordinates of the drawing component. */
    java.awt.Point place(int neuron) {
        CircuitLayout now = layout(display.insideDisplay.width, display.insideDisplay.height);
        return new java.awt.Point((int) Math.round(now.x(neuron)), (int) Math.round(now.y(neuron)));
    }

    java.awt.Component drawing() {
        return display.insideDisplay;
    }
}
