package org.rexed.gui;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.event.ActionEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.DefaultListModel;
import javax.swing.JCheckBox;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.ListCellRenderer;
import javax.swing.ListSelectionModel;
import javax.swing.SwingConstants;
import org.jfree.data.xy.XYSeries;
import org.rexed.gui.VariableChoice.Entry;
import org.rexed.mechanism.Wiring;
import org.rexed.mechanism.Wiring.Variable;
import org.rexed.recording.Event;
import org.rexed.recording.StateSample;

/** Every recorded variable to tick, found by words, and below a chart of each that is ticked, as it goes on. */
final class MechanismsPanel extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int CHART_HEIGHT = 118;

    private final transient VariableChoice choice = new VariableChoice();
    private final DefaultListModel<Entry> model = new DefaultListModel<>();
    private final JList<Entry> list = new JList<>(model);
    private final JPanel charts = new JPanel();
    private final transient Map<Variable, Course> shown = new LinkedHashMap<>();
    private final double duration_min;
    private final transient TimeCursor cursor;
    private final JTextField search = new JTextField();
    private final JLabel none = new JLabel("No variable has all of these words", SwingConstants.CENTER);
    private transient double time_min;
    private transient ByHand byHand;
    private transient List<Wiring> mechanisms = List.of();
    private transient List<StateSample> states = List.of();
    private transient List<Event> events = List.of();

    /** A chart with its title, which tells the latest value. */
    private static final class Course {
        final DayChart chart;
        XYSeries series = DayChart.series("");
        final JLabel title = new JLabel();
        final JPanel panel = new JPanel(new BorderLayout());

        Course(String name, double duration_min, TimeCursor cursor) {
            chart = new DayChart(name, duration_min, false, cursor);
            chart.values.setAutoRangeMinimumSize(0.01);
            chart.compact();
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
            box.setBackground(selected && of.isFocusOwner() ? of.getSelectionBackground() : of.getBackground());
            box.setForeground(selected && of.isFocusOwner() ? of.getSelectionForeground() : of.getForeground());
            return box;
        }
    }

    MechanismsPanel(double duration_min, TimeCursor cursor) {
        super(new BorderLayout());
        this.duration_min = duration_min;
        this.cursor = cursor;
        cursor.listen(this::titles);
        search.setName("search variables");
        search.putClientProperty("JTextField.placeholderText", "Find a variable, for example NMDA");
        search.putClientProperty("JTextField.showClearButton", true);
        search.getAccessibleContext().setAccessibleName("Find a variable");
        search.getDocument().addDocumentListener(new Typing(this::fillList));
        none.setBorder(BorderFactory.createEmptyBorder(8, 8, 8, 8));
        none.setVisible(false);
        list.setCellRenderer(new Cell());
        list.setName("slow variables");
        list.getAccessibleContext().setAccessibleName("Variables of the slow mechanisms");
        list.setToolTipText("Click to show a variable; on a mechanism, all of its variables");
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.getInputMap().put(KeyStroke.getKeyStroke("SPACE"), "toggle");
        list.getInputMap().put(KeyStroke.getKeyStroke("ENTER"), "toggle");
        list.getActionMap().put("toggle", new AbstractAction() {
            private static final long serialVersionUID = 1L;

            @Override
            public void actionPerformed(ActionEvent event) {
                if (list.getSelectedValue() != null) {
                    toggle(list.getSelectedValue());
                }
            }
        });
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
        JPanel top = new JPanel(new BorderLayout());
        top.add(none, BorderLayout.SOUTH);
        top.add(new JScrollPane(list), BorderLayout.CENTER);
        JPanel above = new JPanel(new BorderLayout(0, 4));
        above.setBorder(BorderFactory.createEmptyBorder(6, 6, 0, 6));
        above.add(search, BorderLayout.NORTH);
        above.add(top, BorderLayout.CENTER);
        JScrollPane below = new JScrollPane(charts, JScrollPane.VERTICAL_SCROLLBAR_AS_NEEDED,
                JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
        below.getVerticalScrollBar().setUnitIncrement(CHART_HEIGHT / 4);
        below.setBorder(null);
        JSplitPane split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, true, above, below);
        split.setBorder(null);
        split.setDividerLocation(230);
        add(split, BorderLayout.CENTER);
    }

    private void fillList() {
        model.clear();
        choice.entries(search.getText()).forEach(model::addElement);
        none.setVisible(model.isEmpty() && !search.getText().isBlank());
    }

    /** The charts that are shown, for export. */
    List<DayChart> charts() {
        return shown.values().stream().map(course -> course.chart).toList();
    }

    private void toggle(Entry entry) {
        choice.toggle(entry);
        list.repaint();
        showCourses();
    }

    void applyLook() {
        list.setCellRenderer(new Cell());
        shown.values().forEach(this::applyLook);
    }

    private void applyLook(Course course) {
        Font font = getFont().deriveFont(Math.max(11f, getFont().getSize2D() - 1.5f));
        course.chart.look(Look.now(), font);
        course.chart.mark(events, byHand == null ? List.of() : byHand.done(), Look.now());
    }

    void show(Snapshot snapshot) {
        time_min = snapshot.now().time_min();
        shown.values().forEach(course -> course.chart.reached(time_min));
        if (snapshot.recorded().events() != events || snapshot.byHand() != byHand) {
            byHand = snapshot.byHand();
            events = snapshot.recorded().events();
            applyLook();
        }
        if (snapshot.mechanisms() != mechanisms || snapshot.recorded().states() != states) {
            mechanisms = snapshot.mechanisms();
            states = snapshot.recorded().states();
            if (choice.offer(mechanisms, states)) {
                fillList();
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
                    course = new Course(VariableChoice.title(variable), duration_min, cursor);
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
            course.series = series;
            course.chart.show(Map.of("", series), false);
        });
        titles();
    }

    /** Each chart tells its value at the moment that is looked at. */
    private void titles() {
        shown.forEach((variable, course) -> {
            double value = VariableChoice.valueAt(course.series,
                    cursor.isSet() ? cursor.time_min() : Double.POSITIVE_INFINITY);
            course.title.setText(VariableChoice.title(variable) + (Double.isNaN(value) ? "" : String.format(Locale.ROOT,
                    "   %s %s", Inspection.text(value), VariableChoice.axis(variable)).stripTrailing()));
        });
    }
}
