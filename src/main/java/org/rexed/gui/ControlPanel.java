package org.rexed.gui;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.Rectangle;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import javax.swing.BorderFactory;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSpinner;
import javax.swing.JTextField;
import javax.swing.ScrollPaneConstants;
import javax.swing.Scrollable;
import javax.swing.SpinnerNumberModel;
import org.rexed.mechanism.Injury;
import org.rexed.pharmacology.Amount;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.DosingRule;
import org.rexed.scenario.Arm;
import org.rexed.scenario.Lesion;
import org.rexed.scenario.Scenario;

/** The left side of the workbench: which subject, what is done to it by hand, which mechanisms; with a search. */
final class ControlPanel extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final double MIN_PER_d = 1440;

    private final transient Session session;
    private final DrugControls drugs;
    private final MechanismControls mechanisms;
    private final BedsidePanel bedside;
    private final JTextField search = new JTextField();
    private final JLabel nothing = new JLabel("Nothing here has all of these words");
    private final JComboBox<String> arms = new JComboBox<>();
    private final JSpinner subject;
    private final JLabel pending = new JLabel(" ");
    private final JLabel given = new JLabel(" ");
    private final Column column = new Column();
    private transient Setup chosen;
    private transient Snapshot shown;
    private boolean filling;

    /** A column as wide as its viewport. */
    private static final class Column extends JPanel implements Scrollable {
        private static final long serialVersionUID = 1L;

        Column() {
            super(new GridBagLayout());
        }

        @Override
        public Dimension getPreferredScrollableViewportSize() {
            return getPreferredSize();
        }

        @Override
        public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
            return 16;
        }

        @Override
        public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
            return 100;
        }

        @Override
        public boolean getScrollableTracksViewportWidth() {
            return true;
        }

        @Override
        public boolean getScrollableTracksViewportHeight() {
            return false;
        }
    }

    /**
     * Controls of a session.
     *
     * @param hover what drugs and mechanisms tell on hover, by name
     */
    ControlPanel(Session session, Map<String, String> hover, BedsidePanel bedside) {
        super(new BorderLayout());
        this.bedside = bedside;
        drugs = new DrugControls(session, hover);
        mechanisms = new MechanismControls(hover, (name, on) -> choose(chosen.with(name, on)));
        this.session = session;
        Scenario scenario = session.scenario();
        shown = session.latest();
        chosen = shown.setup();
        subject = new JSpinner(new SpinnerNumberModel(1, 1, scenario.subjects(), 1));
        addSubject(scenario);
        add(heading("By hand, now", "Takes effect with the next tick; is logged and can be saved as a scenario"), 8);
        wide(bedside, 0);
        search.setName("search controls");
        search.putClientProperty("JTextField.placeholderText", "Find a drug or mechanism");
        search.putClientProperty("JTextField.showClearButton", true);
        search.getAccessibleContext().setAccessibleName("Find a drug or mechanism");
        search.getDocument().addDocumentListener(new Typing(this::filter));
        add(search, 8);
        nothing.setVisible(false);
        nothing.setEnabled(false);
        add(nothing, 2);
        add(heading("Extra infusions", "Added to what the arm prescribes; take effect with the next tick"), 6);
        wide(drugs, 0);
        add(heading("Slow mechanisms", "Switching takes effect at a reset"), 10);
        wide(mechanisms, 4);
        JLabel notice = new JLabel("<html>For teaching and research; not for clinical use.</html>");
        notice.putClientProperty("FlatLaf.styleClass", "small");
        notice.setEnabled(false);
        add(notice, 12);
        filler();
        JScrollPane scroll = new JScrollPane(column, ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED,
                ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        scroll.setBorder(null);
        add(scroll, BorderLayout.CENTER);
        fill();
    }

    private void addSubject(Scenario scenario) {
        JLabel title = new JLabel("<html>" + scenario.title() + "</html>");
        title.putClientProperty("FlatLaf.style", "font: bold +1");
        title.setToolTipText("<html><p width=320>" + scenario.description() + "</p></html>");
        add(title, 4);
        for (Arm arm : scenario.arms()) {
            arms.addItem(arm.label());
        }
        arms.addActionListener(event -> {
            if (!filling) {
                Arm arm = scenario.arms().get(arms.getSelectedIndex());
                choose(session.standard(arm.name(), chosen.subject()));
            }
        });
        subject.addChangeListener(event -> {
            if (!filling) {
                choose(chosen.withSubject((Integer) subject.getValue() - 1));
            }
        });
        add(row("Arm", arms), 8);
        given.putClientProperty("FlatLaf.styleClass", "small");
        add(given, 3);
        JPanel line = new JPanel(new BorderLayout(8, 0));
        line.add(subject, BorderLayout.WEST);
        JLabel seed = new JLabel("of " + scenario.subjects() + ", seed " + scenario.seed());
        seed.setToolTipText("The same seed and subject number give the same animal in every arm");
        line.add(seed, BorderLayout.CENTER);
        add(row("Subject", line), 4);
        pending.setForeground(PopulationStyle.VERMILLION);
        add(pending, 2);
    }

    private void filter() {
        int found = drugs.filter(search.getText()) + mechanisms.filter(search.getText());
        nothing.setVisible(found == 0);
        column.revalidate();
    }

    /** Puts the cursor into the search field. */
    void search() {
        search.requestFocusInWindow();
        search.selectAll();
    }

    /** Whether a text in small letters has all of these words. */
    static boolean has(String text, String words) {
        return Stream.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+")).allMatch(text::contains);
    }

    /** What an arm receives, in words. */
    static String prescription(Arm arm) {
        StringJoiner lines = new StringJoiner("<br>");
        for (Dose dose : arm.doses()) {
            double scale = dose.form() == Dose.Form.INFUSION ? MIN_PER_d : 1;
            String unit = (dose.amount().unit() == Amount.Unit.MILLIGRAM ? "mg" : "nmol")
                    + (dose.amount().perKilogram() ? "/kg" : "") + (scale == 1 ? "" : "/d");
            String when = dose.end_min() > dose.start_min()
                    ? day(dose.start_min()) + " to " + day(dose.end_min())
                    : day(dose.start_min());
            String often = dose.count() > 1 ? ", " + dose.count() + " \u00d7" : "";
            lines.add(dose.drug() + " " + number(dose.amount().value() * scale).replaceAll("\\.0+$", "") + " " + unit
                    + often + ", " + when);
        }
        for (DosingRule rule : arm.rules()) {
            lines.add(rule.drug() + " by rule, " + day(rule.from_min()) + " to " + day(rule.until_min()));
        }
        for (Lesion lesion : arm.lesions()) {
            lines.add((lesion.ofFuniculus() ? lesion.site().toUpperCase(Locale.ROOT) + " cut, "
                    : "nerves of " + lesion.site() + " blocked, ") + day(lesion.at_min()));
        }
        for (Injury injury : arm.injuries().injuries()) {
            lines.add(injury.kind().key() + " of " + injury.site() + ", " + day(injury.at_min()));
        }
        return lines.length() == 0 ? "no drug" : lines.toString();
    }

    private static String day(double time_min) {
        boolean days = time_min >= MIN_PER_d || time_min == 0;
        String text = String.format(Locale.ROOT, "%.2f", time_min / (days ? MIN_PER_d : 60)).replaceAll("\\.?0+$", "");
        return days ? "day " + text : text + " h";
    }

    static String number(double value) {
        double size = Math.abs(value);
        String pattern = size == 0 || size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.3g";
        return String.format(Locale.ROOT, pattern, value);
    }

    /** At the start a choice is a new subject at once; later it waits for a reset. */
    private void choose(Setup next) {
        chosen = next;
        if (shown.now().time_min() == 0 && shown.state() != Snapshot.State.RUNNING) {
            session.reset(next);
        }
        fill();
    }

    /** What a reset should set up. */
    Setup chosen() {
        return chosen;
    }

    private void fill() {
        filling = true;
        for (int i = 0; i < session.scenario().arms().size(); i++) {
            if (session.scenario().arms().get(i).name().equals(chosen.arm())) {
                arms.setSelectedIndex(i);
            }
        }
        subject.setValue(chosen.subject() + 1);
        given.setText("<html>" + prescription(session.scenario().arm(chosen.arm())) + "</html>");
        mechanisms.show(chosen, session.standard(chosen.arm(), chosen.subject()));
        filling = false;
        showPending();
    }

    private void showPending() {
        boolean differs = shown.now().time_min() > 0 && !chosen.equals(shown.setup());
        pending.setText(differs ? "Reset (Ctrl+R) to apply changes" : " ");
    }

    void show(Snapshot snapshot) {
        shown = snapshot;
        drugs.show(snapshot);
        bedside.show(snapshot);
        showPending();
    }

    private static JComponent heading(String text, String tip) {
        JLabel label = new JLabel(text);
        label.putClientProperty("FlatLaf.style", "font: bold");
        label.setBorder(BorderFactory.createEmptyBorder(0, 0, 4, 0));
        label.setToolTipText(tip);
        return label;
    }

    private static JComponent row(String name, Component field) {
        JPanel row = new JPanel(new BorderLayout(8, 0));
        JLabel label = new JLabel(name);
        if (field instanceof JComponent component) {
            label.setLabelFor(component);
        }
        row.add(label, BorderLayout.WEST);
        row.add(field, BorderLayout.CENTER);
        return row;
    }

    private void wide(JComponent component, int above) {
        place(component, above, 0);
    }

    private void add(JComponent component, int above) {
        place(component, above, 12);
    }

    private void place(JComponent component, int above, int beside) {
        GridBagConstraints place = new GridBagConstraints();
        place.gridx = 0;
        place.weightx = 1;
        place.fill = GridBagConstraints.HORIZONTAL;
        place.insets = new Insets(above, beside, 0, beside);
        column.add(component, place);
    }

    private void filler() {
        GridBagConstraints place = new GridBagConstraints();
        place.gridx = 0;
        place.weighty = 1;
        column.add(new JPanel(), place);
    }
}
