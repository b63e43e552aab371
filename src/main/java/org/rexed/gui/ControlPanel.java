package org.rexed.gui;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.Rectangle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSlider;
import javax.swing.JSpinner;
import javax.swing.ScrollPaneConstants;
import javax.swing.Scrollable;
import javax.swing.SpinnerNumberModel;
import javax.swing.SwingConstants;
import javax.swing.UIManager;
import org.rexed.mechanism.Injury;
import org.rexed.mechanism.Mechanisms;
import org.rexed.pharmacology.Amount;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.DosingRule;
import org.rexed.scenario.Arm;
import org.rexed.scenario.Lesion;
import org.rexed.scenario.Scenario;

/** The left side of the workbench: which subject, which drugs by hand, which mechanisms. */
final class ControlPanel extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int SLIDER_STEPS = 100;
    private static final double MIN_PER_d = 1440;

    private final transient Session session;
    private final transient Map<String, DrugRow> drugs = new LinkedHashMap<>();
    private final transient Map<String, JCheckBox> mechanisms = new LinkedHashMap<>();
    private final JComboBox<String> arms = new JComboBox<>();
    private final JSpinner subject;
    private final JLabel pending = new JLabel(" ");
    private final JLabel given = new JLabel(" ");
    private final Column column = new Column();
    private transient Setup chosen;
    private transient Snapshot shown;
    private boolean filling;

    /** What belongs to one drug. */
    private record DrugRow(Infusion infusion, JSlider slider, JLabel rate, JLabel level) {}

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

    ControlPanel(Session session, Map<String, String> explanations) {
        super(new BorderLayout());
        this.session = session;
        Scenario scenario = session.scenario();
        shown = session.latest();
        chosen = shown.setup();
        subject = new JSpinner(new SpinnerNumberModel(1, 1, scenario.subjects(), 1));
        addSubject(scenario);
        addDrugs();
        addMechanisms(explanations);
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
        title.setFont(title.getFont().deriveFont(Font.BOLD, title.getFont().getSize2D() + 1.5f));
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
        arms.setRequestFocusEnabled(false);
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

    private void addDrugs() {
        add(heading("Extra infusion, by hand", "Added to what the arm prescribes; takes effect before the next tick"),
                4);
        for (Infusion infusion : session.infusions()) {
            JSlider slider = new JSlider(0, SLIDER_STEPS, 0);
            slider.setRequestFocusEnabled(false);
            slider.setName("infusion " + infusion.drug());
            slider.getAccessibleContext().setAccessibleName("Infusion of " + infusion.drug());
            slider.setToolTipText(String.format(Locale.ROOT, "0 to %s %s, route %s", number(infusion.largest()),
                    infusion.unit(), infusion.route().key()));
            JLabel rate = new JLabel("", SwingConstants.RIGHT);
            JLabel level = new JLabel(" ");
            level.putClientProperty("FlatLaf.styleClass", "small");
            level.setToolTipText("Total concentration in plasma, and unbound concentration at the spinal cord");
            DrugRow row = new DrugRow(infusion, slider, rate, level);
            drugs.put(infusion.drug(), row);
            slider.addChangeListener(event -> {
                showRate(row);
                if (!filling && !slider.getValueIsAdjusting()) {
                    session.infuse(infusion.drug(), rate(row));
                }
            });
            JPanel head = new JPanel(new BorderLayout());
            JLabel name = new JLabel(sentence(infusion.drug()));
            head.add(name, BorderLayout.WEST);
            head.add(rate, BorderLayout.EAST);
            add(head, 5);
            add(slider, 0);
            add(level, 0);
            showRate(row);
        }
    }

    private void addMechanisms(Map<String, String> explanations) {
        add(heading("Slow mechanisms", "Switching takes effect at a reset"), 12);
        for (String name : Mechanisms.SWITCHABLE) {
            JCheckBox box = new JCheckBox(sentence(VariableChoice.words(name)));
            box.setRequestFocusEnabled(false);
            box.setName("mechanism " + name);
            box.setToolTipText("<html><p width=320>" + explanations.getOrDefault(name, name) + "</p></html>");
            box.addActionListener(event -> choose(chosen.with(name, box.isSelected())));
            mechanisms.put(name, box);
            add(box, 1);
        }
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

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static double rate(DrugRow row) {
        return row.infusion().largest() * row.slider().getValue() / SLIDER_STEPS;
    }

    private static void showRate(DrugRow row) {
        row.rate().setText(row.slider().getValue() == 0 ? "off" : number(rate(row)) + " " + row.infusion().unit());
    }

    static String number(double value) {
        double size = Math.abs(value);
        String pattern = size == 0 || size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.3g";
        return String.format(Locale.ROOT, pattern, value);
    }

    /** At the start a choice is a new subject at once; later it waits for a reset. */
    private void choose(Setup next) {
        chosen = next;
        if (shown.time_min() == 0 && shown.state() != Snapshot.State.RUNNING) {
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
        mechanisms.forEach((name, box) -> box.setSelected(chosen.mechanisms().contains(name)));
        filling = false;
        showPending();
    }

    private void showPending() {
        boolean differs = shown.time_min() > 0 && !chosen.equals(shown.setup());
        pending.setText(differs ? "Reset (Ctrl+R) to apply changes" : " ");
    }

    void show(Snapshot snapshot) {
        boolean restarted = snapshot.circuit() != shown.circuit() || snapshot.time_min() < shown.time_min();
        shown = snapshot;
        if (restarted) {
            filling = true;
            drugs.values().forEach(row -> row.slider().setValue(0));
            filling = false;
        }
        boolean live = snapshot.circuit() != null && snapshot.state() != Snapshot.State.FINISHED;
        for (DrugRow row : drugs.values()) {
            row.slider().setEnabled(live);
        }
        for (Snapshot.DrugLevel level : snapshot.drugs()) {
            DrugRow row = drugs.get(level.name());
            if (row != null) {
                row.level().setText("plasma " + number(level.plasma_ng_per_mL()) + " ng/mL, cord "
                        + number(level.effectSite_nM()) + " nmol/L");
            }
        }
        showPending();
    }

    private static JComponent heading(String text, String tip) {
        JLabel label = new JLabel(text);
        label.setFont(label.getFont().deriveFont(Font.BOLD));
        label.setToolTipText(tip);
        return label;
    }

    private static JComponent row(String name, Component field) {
        JPanel row = new JPanel(new BorderLayout(8, 0));
        JLabel label = new JLabel(name);
        label.setPreferredSize(new Dimension(UIManager.getFont("Label.font").getSize() * 4, 20));
        if (field instanceof JComponent component) {
            label.setLabelFor(component);
        }
        row.add(label, BorderLayout.WEST);
        row.add(field, BorderLayout.CENTER);
        return row;
    }

    private void add(JComponent component, int above) {
        GridBagConstraints place = new GridBagConstraints();
        place.gridx = 0;
        place.weightx = 1;
        place.fill = GridBagConstraints.HORIZONTAL;
        place.insets = new Insets(above, 12, 0, 12);
        column.add(component, place);
    }

    private void filler() {
        GridBagConstraints place = new GridBagConstraints();
        place.gridx = 0;
        place.weighty = 1;
        column.add(new JPanel(), place);
    }
}
