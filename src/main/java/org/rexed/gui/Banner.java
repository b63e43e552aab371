package org.rexed.gui;

import java.awt.BorderLayout;
import java.awt.FlowLayout;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;

/** A line above everything that tells something or asks; never in the way of the work. */
final class Banner extends JPanel {
    private static final long serialVersionUID = 1L;
    private final JLabel text = new JLabel(" ");
    private final JPanel buttons = new JPanel(new FlowLayout(FlowLayout.RIGHT, 6, 0));

    Banner() {
        super(new BorderLayout(10, 0));
        setBorder(BorderFactory.createEmptyBorder(5, 12, 5, 6));
        text.setName("banner");
        add(text, BorderLayout.CENTER);
        add(buttons, BorderLayout.EAST);
        setVisible(false);
    }

    /** Tells something until it is closed. */
    void tell(String what) {
        ask(what);
    }

    /** Asks something; a button closes it. */
    void ask(String what, JButton... choices) {
        text.setText("<html>" + what.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>") + "</html>");
        buttons.removeAll();
        for (JButton each : choices) {
            each.addActionListener(event -> setVisible(false));
            buttons.add(each);
        }
        JButton close = new JButton("Close");
        close.addActionListener(event -> setVisible(false));
        buttons.add(close);
        setVisible(true);
        revalidate();
    }
}
