package org.rexed.gui;

import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.awt.GridLayout;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JSlider;
import javax.swing.JTextField;
import javax.swing.SwingConstants;
import org.rexed.quantity.Decimals;

/** The extra infusion of every drug of a scenario: slider, field with unit, present levels, reset. */
final class DrugControls extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int STEPS = 100;
    private final transient Session session;
    private final transient Map<String, Row> rows = new LinkedHashMap<>();
    private boolean filling;

    /** What belongs to one drug. */
    private record Row(Infusion infusion, String words, JPanel panel, JSlider slider, JTextField rate, JLabel level,
            JButton reset) {}

    DrugControls(Session session, Map<String, String> hover) {
        this.session = session;
        setLayout(new BoxLayout(this, BoxLayout.Y_AXIS));
        for (Infusion infusion : session.infusions()) {
            Row row = row(infusion, hover.getOrDefault(infusion.drug(), infusion.title()));
            rows.put(infusion.drug(), row);
            add(row.panel());
        }
    }

    private Row row(Infusion infusion, String hover) {
        String name = VariableChoice.words(infusion.drug());
        JSlider slider = new JSlider(0, STEPS, 0);
        slider.setName("infusion " + infusion.drug());
        slider.getAccessibleContext().setAccessibleName("Infusion of " + name);
        JTextField rate = new JTextField("0", 4);
        rate.setName("rate " + infusion.drug());
        rate.setHorizontalAlignment(SwingConstants.RIGHT);
        rate.getAccessibleContext().setAccessibleName("Rate of " + name + " in " + infusion.unit());
        JLabel level = new JLabel(" ");
        level.putClientProperty("FlatLaf.styleClass", "small");
        level.setToolTipText("Total concentration in plasma, and unbound concentration at the spinal cord");
        JButton reset = resetButton("Stop the extra infusion of " + name);
        reset.setName("reset " + infusion.drug());
        reset.addActionListener(event -> session.infuse(infusion.drug(), 0));
        JPanel field = new JPanel(new FlowLayout(FlowLayout.RIGHT, 3, 0));
        field.add(rate);
        field.add(new JLabel(infusion.unit()));
        field.add(reset);
        JPanel head = new JPanel(new BorderLayout());
        JLabel title = new JLabel(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        title.setLabelFor(slider);
        head.add(title, BorderLayout.CENTER);
        head.add(field, BorderLayout.EAST);
        JPanel below = new JPanel(new GridLayout(2, 1));
        below.add(slider);
        below.add(level);
        JPanel panel = new JPanel(new BorderLayout());
        panel.setBorder(BorderFactory.createEmptyBorder(3, 12, 0, 12));
        panel.add(head, BorderLayout.NORTH);
        panel.add(below, BorderLayout.CENTER);
        for (javax.swing.JComponent each : new javax.swing.JComponent[] {slider, title, panel}) {
            each.setToolTipText(hover);
        }
        Row row = new Row(infusion, (infusion.drug() + " " + infusion.title()).toLowerCase(Locale.ROOT), panel, slider,
                rate, level, reset);
        slider.addChangeListener(event -> {
            if (!filling) {
                double value = infusion.largest() * slider.getValue() / STEPS;
                rate.setText(ControlPanel.number(value));
                if (!slider.getValueIsAdjusting()) {
                    session.infuse(infusion.drug(), value);
                }
            }
        });
        rate.addActionListener(event -> typed(row));
        return row;
    }

    static JButton resetButton(String tip) {
        JButton button = new JButton("\u21ba");
        button.putClientProperty("JButton.buttonType", "toolBarButton");
        button.setToolTipText(tip);
        button.getAccessibleContext().setAccessibleName(tip);
        button.setEnabled(false);
        return button;
    }

    /** A wrong rate is marked and told, and nothing happens. */
    private void typed(Row row) {
        String wrong = problem(row.rate().getText());
        row.rate().putClientProperty("JComponent.outline", wrong.isEmpty() ? null : "error");
        row.rate().setToolTipText(wrong.isEmpty() ? null : wrong);
        row.level().setText(wrong.isEmpty() ? row.level().getText() : wrong);
        if (wrong.isEmpty()) {
            session.infuse(row.infusion().drug(), Decimals.parse(row.rate().getText().strip()).doubleValue());
        }
    }

    /** What is wrong with a rate; empty if nothing is. */
    static String problem(String text) {
        try {
            return Decimals.parse(text.strip()).signum() < 0 ? "a rate is not negative; found " + text.strip() : "";
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** Shows the drugs that have all of these words; returns how many. */
    int filter(String words) {
        int found = 0;
        for (Row row : rows.values()) {
            boolean has = ControlPanel.has(row.words(), words);
            row.panel().setVisible(has);
            found += has ? 1 : 0;
        }
        return found;
    }

    void show(Snapshot snapshot) {
        boolean live = snapshot.circuit() != null && snapshot.state() != Snapshot.State.FINISHED;
        for (Row row : rows.values()) {
            row.slider().setEnabled(live);
            row.rate().setEnabled(live);
            Frame.DrugLevel level = snapshot.now().drugs().stream()
                    .filter(each -> each.name().equals(row.infusion().drug())).findFirst().orElse(null);
            if (row.rate().getClientProperty("JComponent.outline") == null) {
                row.level().setText(level == null ? "not in this subject yet" : "plasma "
                        + ControlPanel.number(level.plasma_ng_per_mL()) + " ng/mL, cord "
                        + ControlPanel.number(level.effectSite_nM()) + " nmol/L");
            }
            fill(row, rate(snapshot, row.infusion()));
        }
    }

    /** The rate set by hand, which an intervention that has not taken effect yet changes at once. */
    private static double rate(Snapshot snapshot, Infusion infusion) {
        return snapshot.byHand().running(snapshot.soon_min()).stream()
                .filter(each -> each.byHand() && each.drug().equals(infusion.drug())
                        && each.route() == infusion.route())
                .mapToDouble(each -> org.rexed.quantity.Units.parse(each.rate(), infusion.unit())).sum();
    }

    private void fill(Row row, double rate) {
        row.reset().setEnabled(rate > 0);
        if (row.slider().getValueIsAdjusting() || row.rate().isFocusOwner()) {
            return;
        }
        Object shown = row.slider().getClientProperty("shown rate");
        if (shown instanceof Double before && before == rate) {
            return;
        }
        row.slider().putClientProperty("shown rate", rate);
        filling = true;
        row.slider().setValue((int) Math.round(Math.min(1, rate / row.infusion().largest()) * STEPS));
        row.rate().setText(ControlPanel.number(rate));
        filling = false;
    }
}
