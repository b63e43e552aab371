package org.rexed.gui;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Font;
import javax.swing.BorderFactory;
import javax.swing.JFrame;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;

/** A window with text that can be read and copied: keys, journal, output of commands. */
final class TextWindow {
    private final JFrame frame;
    private final JTextArea area = new JTextArea();

    TextWindow(JFrame beside, String title, String text) {
        frame = new JFrame(title);
        frame.setName(title);
        area.setEditable(false);
        area.setFont(new Font(Font.MONOSPACED, Font.PLAIN, area.getFont().getSize()));
        area.setBorder(BorderFactory.createEmptyBorder(10, 12, 10, 12));
        area.setText(text);
        area.setCaretPosition(0);
        area.getAccessibleContext().setAccessibleName(title);
        frame.getContentPane().add(new JScrollPane(area), BorderLayout.CENTER);
        Keyboard.escapeCloses(frame);
        frame.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
        frame.setPreferredSize(new Dimension(1060, 600));
        frame.pack();
        frame.setLocationRelativeTo(beside);
        frame.setVisible(true);
    }

    /** Adds text at the end, from any thread. */
    void append(String text) {
        SwingUtilities.invokeLater(() -> {
            area.append(text);
            area.setCaretPosition(area.getDocument().getLength());
        });
    }

    /** Whether it is still open. */
    boolean isOpen() {
        return frame.isDisplayable();
    }
}
