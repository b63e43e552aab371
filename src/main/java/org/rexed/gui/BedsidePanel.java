package org.rexed.gui;

import java.awt.BorderLayout;
import java.awt.GridLayout;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;

/** What can be done to the subject now, and what was done. */
final class BedsidePanel extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int MOST_LINES = 5;
    private final JButton dose = new JButton("Give\u2026");
    private final JButton change = new JButton("Infusions\u2026");
    private final JButton naloxone = new JButton("Naloxone");
    private final JButton cut = new JButton("Cut DLF");
    private final JButton undo = new JButton("Undo");
    private final JLabel done = new JLabel(" ");
    private final JLabel notice = new JLabel(" ");

    BedsidePanel(Runnable giving, Runnable changing, Runnable injecting, Runnable cutting, Runnable undoing) {
        super(new BorderLayout(0, 4));
        setBorder(BorderFactory.createEmptyBorder(4, 12, 0, 12));
        button(dose, "give", "Give any drug by any route, at once or as an infusion (Ctrl+D)", giving);
        button(change, "infusions", "Change or stop a running infusion (Ctrl+I)", changing);
        button(naloxone, "naloxone", "Inject naloxone now (Ctrl+N)", injecting);
        button(cut, "cut", "Cut or restore the dorsolateral funiculus (Ctrl+L)", cutting);
        button(undo, "undo", "Take back the last intervention and return to the moment before it (Ctrl+Z)", undoing);
        JPanel corner = new JPanel(new BorderLayout());
        corner.add(undo, BorderLayout.NORTH);
        JPanel buttons = new JPanel(new GridLayout(2, 2, 4, 4));
        for (JButton each : List.of(dose, change, naloxone, cut)) {
            buttons.add(each);
        }
        done.putClientProperty("FlatLaf.styleClass", "small");
        done.setName("done");
        notice.setForeground(PopulationStyle.VERMILLION);
        notice.setName("notice");
        notice.setVisible(false);
        JPanel below = new JPanel(new BorderLayout());
        below.add(done, BorderLayout.CENTER);
        below.add(corner, BorderLayout.EAST);
        add(buttons, BorderLayout.NORTH);
        add(below, BorderLayout.CENTER);
        add(notice, BorderLayout.SOUTH);
    }

    private static void button(JButton button, String name, String tip, Runnable action) {
        button.setName(name);
        button.setToolTipText(tip);
        button.addActionListener(event -> action.run());
    }

    void show(Snapshot snapshot) {
        boolean live = snapshot.circuit() != null && snapshot.state() != Snapshot.State.FINISHED
                && snapshot.state() != Snapshot.State.FAILED;
        for (JButton each : List.of(dose, change, naloxone, cut)) {
            each.setEnabled(live);
        }
        cut.setText(snapshot.byHand().isCut(snapshot.soon_min()) ? "Restore DLF" : "Cut DLF");
        List<Intervention.Done> all = snapshot.byHand().done();
        undo.setVisible(!all.isEmpty());
        set(done, all.isEmpty() ? "Nothing done by hand yet" : lines(all));
        set(notice, snapshot.notice().isEmpty() ? " " : "<html>" + snapshot.notice().replace("<", "&lt;") + "</html>");
        notice.setVisible(!snapshot.notice().isEmpty());
    }

    private static void set(JLabel label, String text) {
        if (!text.equals(label.getText())) {
            label.setText(text);
        }
    }

    private static String lines(List<Intervention.Done> all) {
        StringBuilder text = new StringBuilder("<html>");
        if (all.size() > MOST_LINES) {
            text.append("\u2026 ").append(all.size() - MOST_LINES).append(" before<br>");
        }
        all.subList(Math.max(0, all.size() - MOST_LINES), all.size())
                .forEach(each -> text.append(each.words().replace("<", "&lt;")).append("<br>"));
        return text.append("</html>").toString();
    }
}
