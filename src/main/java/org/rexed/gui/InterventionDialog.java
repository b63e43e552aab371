package org.rexed.gui;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.FlowLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JRadioButton;
import javax.swing.JTextField;
import org.rexed.pharmacology.Route;

/** Asks what to give or what to change. What is wrong is told below the fields, and the dialog stays. */
final class InterventionDialog extends JDialog {
    private static final long serialVersionUID = 1L;
    private final JPanel fields = new JPanel(new GridBagLayout());
    private final JLabel problem = new JLabel(" ");
    private int rows;

    private InterventionDialog(JFrame owner, String title) {
        super(owner, title, false);
        fields.setBorder(BorderFactory.createEmptyBorder(14, 16, 6, 16));
        problem.setForeground(PopulationStyle.VERMILLION);
        problem.setName("problem");
        problem.setBorder(BorderFactory.createEmptyBorder(0, 16, 0, 16));
        Keyboard.escapeCloses(this);
        setDefaultCloseOperation(DISPOSE_ON_CLOSE);
    }

    /** A dose or a new infusion of any drug of the formulary. */
    static InterventionDialog give(JFrame owner, Formulary formulary, String first, Consumer<Intervention> done) {
        InterventionDialog dialog = new InterventionDialog(owner, "Give a drug");
        JComboBox<String> drug = new JComboBox<>(formulary.names().toArray(new String[0]));
        drug.setName("drug");
        JComboBox<String> route = new JComboBox<>();
        route.setName("route");
        JTextField amount = new JTextField(14);
        amount.setName("amount");
        JRadioButton atOnce = new JRadioButton("dose at once", true);
        JRadioButton infusion = new JRadioButton("infusion until stopped");
        infusion.setName("as infusion");
        ButtonGroup form = new ButtonGroup();
        form.add(atOnce);
        form.add(infusion);
        JPanel forms = new JPanel(new FlowLayout(FlowLayout.LEFT, 0, 0));
        forms.add(atOnce);
        forms.add(infusion);
        JLabel title = new JLabel(" ");
        title.putClientProperty("FlatLaf.styleClass", "small");
        JLabel example = new JLabel(" ");
        example.putClientProperty("FlatLaf.styleClass", "small");
        Runnable adapt = () -> example.setText(infusion.isSelected()
                ? "an amount for each time, such as 20 mg/kg/d or 0.1 ug/kg/min"
                : "an amount, such as 5 mg/kg or 2 mg");
        Runnable chosen = () -> {
            Formulary.Entry entry = formulary.entry((String) drug.getSelectedItem());
            route.removeAllItems();
            entry.routes().forEach(each -> route.addItem(each.key()));
            if (entry.usualRoute() != null) {
                route.setSelectedItem(entry.usualRoute().key());
            }
            amount.setText(infusion.isSelected() ? "" : entry.usual());
            title.setText(entry.title());
            adapt.run();
        };
        drug.addActionListener(event -> chosen.run());
        atOnce.addActionListener(event -> chosen.run());
        infusion.addActionListener(event -> {
            amount.setText("");
            adapt.run();
        });
        dialog.row("Drug", 'D', drug);
        dialog.row("", ' ', title);
        dialog.row("As", ' ', forms);
        dialog.row("Amount", 'A', amount);
        dialog.row("", ' ', example);
        dialog.row("Route", 'R', route);
        drug.setSelectedItem(first);
        chosen.run();
        dialog.finish("Give", () -> {
            Route way = route.getSelectedItem() == null ? null
                    : Route.valueOf(route.getSelectedItem().toString().toUpperCase(java.util.Locale.ROOT));
            String name = (String) drug.getSelectedItem();
            String text = amount.getText().strip();
            String wrong = formulary.problem(name, text, infusion.isSelected(), way);
            if (wrong.isEmpty()) {
                done.accept(infusion.isSelected() ? new Intervention.Infuse(name, text, way)
                        : new Intervention.Give(name, text, way));
            }
            return wrong;
        }, null);
        return dialog;
    }

    /** Another rate of a running infusion, or its end. */
    static InterventionDialog change(JFrame owner, List<ByHand.Running> running, Consumer<Intervention> done) {
        InterventionDialog dialog = new InterventionDialog(owner, "Running infusions");
        JComboBox<String> which = new JComboBox<>();
        which.setName("infusion");
        running.forEach(each -> which.addItem(each.drug() + " " + each.rate() + ", " + each.route().key() + ", until "
                + Snapshot.clock(each.until_min()) + (each.byHand() ? ", by hand" : "")));
        JTextField rate = new JTextField(14);
        rate.setName("amount");
        Runnable chosen = () -> rate.setText(running.isEmpty() ? "" : running.get(which.getSelectedIndex()).rate());
        which.addActionListener(event -> chosen.run());
        chosen.run();
        if (running.isEmpty()) {
            dialog.row("", ' ', new JLabel("No infusion runs now. What a rule of dosing gives cannot be"
                    + " changed here."));
        } else {
            dialog.row("Infusion", 'I', which);
            dialog.row("New rate", 'N', rate);
        }
        dialog.finish(running.isEmpty() ? "Close" : "Change", () -> {
            String wrong = running.isEmpty() ? "" : rateProblem(rate.getText().strip());
            if (wrong.isEmpty() && !running.isEmpty()) {
                done.accept(new Intervention.SetRate(running.get(which.getSelectedIndex()), rate.getText().strip()));
            }
            return wrong;
        }, running.isEmpty() ? null
                : () -> done.accept(new Intervention.Stop(running.get(which.getSelectedIndex()))));
        return dialog;
    }

    private static String rateProblem(String text) {
        try {
            org.rexed.pharmacology.Amount.parseRate(text);
            return "";
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private void row(String label, char mnemonic, Component field) {
        GridBagConstraints place = new GridBagConstraints();
        place.gridy = rows++;
        place.gridx = 0;
        place.anchor = GridBagConstraints.WEST;
        place.insets = new Insets(label.isEmpty() ? 0 : 4, 0, 0, 12);
        JLabel name = new JLabel(label);
        if (field instanceof JComponent) {
            name.setLabelFor(field);
        }
        if (mnemonic != ' ') {
            name.setDisplayedMnemonic(mnemonic);
        }
        fields.add(name, place);
        place.gridx = 1;
        place.weightx = 1;
        place.fill = GridBagConstraints.HORIZONTAL;
        place.insets = new Insets(label.isEmpty() ? 0 : 4, 0, 0, 0);
        fields.add(field, place);
    }

    /** Does it and says what is wrong; empty closes the dialog. */
    private interface Doing {
        String run();
    }

    private void finish(String title, Doing doing, Runnable stopOrNull) {
        JButton ok = new JButton(title);
        ok.setName("ok");
        ok.addActionListener(event -> {
            String wrong = doing.run();
            problem.setText(wrong.isEmpty() ? " " : "<html><p width=380>" + wrong.replace("<", "&lt;") + "</p></html>");
            pack();
            if (wrong.isEmpty()) {
                dispose();
            }
        });
        JButton cancel = new JButton("Cancel");
        cancel.addActionListener(event -> dispose());
        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.RIGHT, 8, 0));
        buttons.setBorder(BorderFactory.createEmptyBorder(4, 8, 12, 8));
        if (stopOrNull != null) {
            JButton stop = new JButton("Stop it");
            stop.setName("stop");
            stop.setMnemonic('S');
            stop.addActionListener(event -> {
                stopOrNull.run();
                dispose();
            });
            buttons.add(stop);
        }
        if (!title.equals("Close")) {
            buttons.add(cancel);
        }
        buttons.add(ok);
        getRootPane().setDefaultButton(ok);
        JPanel below = new JPanel(new BorderLayout());
        below.add(problem, BorderLayout.NORTH);
        below.add(buttons, BorderLayout.CENTER);
        getContentPane().add(fields, BorderLayout.CENTER);
        getContentPane().add(below, BorderLayout.SOUTH);
        pack();
        setLocationRelativeTo(getOwner());
    }
}
