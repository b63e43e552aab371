package org.rexed.gui;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.DefaultListModel;
import javax.swing.JCheckBox;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.ListCellRenderer;
import org.jfree.data.xy.XYSeries;
import org.rexed.gui.VariableChoice.Entry;
import org.rexed.mechanism.Wiring;
import org.rexed.mechanism.Wiring.Variable;
import org.rexed.recording.Event;
import org.rexed.recording.StateSample;

/** All variables of the slow mechanisms to tick, and below a chart of each that is ticked, as it goes on. */
final class MechanismsPanel extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int CHART_HEIGHT = 118;

    private final transient VariableChoice choice = new VariableChoice();
    private final DefaultListModel<Entry> model = new DefaultListModel<>();
    private final JList<Entry> list = new JList<>(model);
    private final JPanel charts = new JPanel();
    private final transient Map<Variable, Course> shown = new LinkedHashMap<>();
    private final double duration_min;
    private transient List<Wiring> mechanisms = List.of();
    private transient List<StateSample> states = List.of();
    private transient List<Event> events = List.of();

    /** A chart with its title, which tells the latest value. */
    private static final class Course {
        final DayChart chart;
        final JLabel title = new JLabel();
        final JPanel panel = new JPanel(new BorderLayout());

        Course(double duration_min) {
            chart = new DayChart(duration_min, false);
            chart.values.setAutoRangeMinimumSize(0.01);
            title.setBorder(BorderFactory.createEmptyBorder(3, 4, 0, 0));
            panel.add(title, BorderLayout.NORTH);
            panel.add(chart.panel, BorderLayout.CENTER);
            panel.setMaximumSize(new Dimension(Integer.MAX_VALUE, CHART_HEIGHT));
            panel.setPreferredSize(new Dimension(200, CHART_HEIGHT));
        }
    }

    /** Headings bold; a tick before everything. */
    private final class Cell implements ListCellRenderer<Entry> {
        private final JCheckBox box = new JCheckBox();

        @Override
        public Component getListCellRendererComponent(
                JList<? extends Entry> of, Entry entry, int index, boolean selected, boolean focus) {
            box.setText(entry.toString());
            box.setSelected(choice.isChosen(entry));
            box.setFont(of.getFont().deriveFont(entry.isHeading() ? Font.BOLD : Font.PLAIN));
            box.setBorder(BorderFactory.createEmptyBorder(entry.isHeading() ? 4 : 0, entry.isHeading() ? 2 : 16, 0, 0));
            box.setBackground(of.getBackground());
            box.setForeground(of.getForeground());
            return box;
        }
    }

    MechanismsPanel(double duration_min) {
        super(new BorderLayout());
        this.duration_min = duration_min;
        list.setCellRenderer(new Cell());
        list.setName("slow variables");
        list.getAccessibleContext().setAccessibleName("Variables of the slow mechanisms");
        list.setToolTipText("Click to show a variable; on a mechanism, all of its variables");
        list.setFocusable(false);
        list.addMouseListener(new MouseAdapter() {
            @Override
            public void mousePressed(MouseEvent event) {
                int index = list.locationToIndex(event.getPoint());
                if (index >= 0 && list.getCellBounds(index, index).contains(event.getPoint())) {
                    toggle(model.get(index));
                }
            }
        });
        charts.setLayout(new BoxLayout(charts, BoxLayout.Y_AXIS));
        JScrollPane above = new JScrollPane(list);
        JScrollPane below = new JScrollPane(charts, JScrollPane.VERTICAL_SCROLLBAR_AS_NEEDED,
                JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
        below.getVerticalScrollBar().setUnitIncrement(CHART_HEIGHT / 4);
        above.setBorder(null);
        below.setBorder(null);
        JSplitPane split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, true, above, below);
        split.setBorder(null);
        split.setDividerLocation(230);
        add(split, BorderLayout.CENTER);
    }

    private void toggle(Entry entry) {
        choice.toggle(entry);
        list.repaint();
        showCourses();
    }

    void applyLook() {
        shown.values().forEach(this::applyLook);
    }

    private void applyLook(Course course) {
        Font font = getFont().deriveFont(Math.max(11f, getFont().getSize2D() - 1.5f));
        course.chart.look(Look.now(), font);
        course.chart.mark(events, Look.now());
    }

    void show(Snapshot snapshot) {
        if (snapshot.events() != events) {
            events = snapshot.events();
            applyLook();
        }
        if (snapshot.mechanisms() != mechanisms || snapshot.states() != states) {
            mechanisms = snapshot.mechanisms();
            states = snapshot.states();
            if (choice.offer(mechanisms, states)) {
                model.clear();
                choice.entries().forEach(model::addElement);
            }
            showCourses();
        }
    }

    private void showCourses() {
        Map<Variable, XYSeries> courses = choice.courses(states);
        if (!new ArrayList<>(courses.keySet()).equals(new ArrayList<>(shown.keySet()))) {
            Map<Variable, Course> before = new LinkedHashMap<>(shown);
            shown.clear();
            charts.removeAll();
            for (Variable variable : courses.keySet()) {
                Course course = before.getOrDefault(variable, null);
                if (course == null) {
                    course = new Course(duration_min);
                    course.chart.values.setLabel(VariableChoice.axis(variable));
                    applyLook(course);
                }
                shown.put(variable, course);
                charts.add(course.panel);
            }
            charts.revalidate();
            charts.repaint();
        }
        courses.forEach((variable, series) -> {
            Course course = shown.get(variable);
            String latest = series.isEmpty() ? "" : String.format(Locale.ROOT, "   %s %s",
                    Inspection.text(series.getY(series.getItemCount() - 1).doubleValue()),
                    VariableChoice.axis(variable)).stripTrailing();
            course.title.setText(VariableChoice.title(variable) + latest);
            course.chart.show(Map.of("", series), false);
        });
    }
}
