package org.rexed.gui;

import java.awt.BorderLayout;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JPanel;
import org.rexed.mechanism.Mechanisms;

/** A switch for every slow mechanism, with a reset to what the arm has. */
final class MechanismControls extends JPanel {
    private static final long serialVersionUID = 1L;
    private final transient Map<String, Row> rows = new LinkedHashMap<>();

    /** What belongs to one mechanism. */
    private record Row(String words, JPanel panel, JCheckBox box, JButton reset) {}

    /** Tells of every switch, by name and whether it is on. */
    MechanismControls(Map<String, String> hover, BiConsumer<String, Boolean> switched) {
        setLayout(new BoxLayout(this, BoxLayout.Y_AXIS));
        setBorder(BorderFactory.createEmptyBorder(0, 12, 0, 12));
        for (String name : Mechanisms.SWITCHABLE) {
            String words = VariableChoice.words(name);
            JCheckBox box = new JCheckBox(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
            box.setName("mechanism " + name);
            box.setToolTipText(hover.getOrDefault(name, words));
            box.addActionListener(event -> switched.accept(name, box.isSelected()));
            JButton reset = DrugControls.resetButton("As the arm has it");
            reset.addActionListener(event -> switched.accept(name, !box.isSelected()));
            JPanel panel = new JPanel(new BorderLayout());
            panel.add(box, BorderLayout.CENTER);
            panel.add(reset, BorderLayout.EAST);
            rows.put(name, new Row((words + " " + name + " " + hover.getOrDefault(name, "").replaceAll("<[^>]*>", " "))
                    .toLowerCase(Locale.ROOT), panel, box, reset));
            add(panel);
        }
    }

    /** Shows what is chosen, against what the arm has. */
    void show(Setup chosen, Setup standard) {
        rows.forEach((name, row) -> {
            boolean on = chosen.mechanisms().contains(name);
            row.box().setSelected(on);
            row.reset().setEnabled(on != standard.mechanisms().contains(name));
            row.reset().setVisible(row.reset().isEnabled());
        });
    }

    /** Shows the mechanisms that have all of these words in their name or explanation; returns how many. */
    int filter(String words) {
        int found = 0;
        for (Row row : rows.values()) {
            boolean has = ControlPanel.has(row.words(), words);
            row.panel().setVisible(has);
            found += has ? 1 : 0;
        }
        return found;
    }
}
