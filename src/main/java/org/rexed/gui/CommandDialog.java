package org.rexed.gui;

import java.awt.BorderLayout;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.regex.Pattern;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;

/** Asks for a command of the program and shows what it prints while it runs. */
final class CommandDialog {
    private CommandDialog() {}

    /** Opens the dialog with a proposal. */
    static void open(Workbench bench, String title, String line, String hint) {
        JDialog dialog = new JDialog(bench.frame(), title, false);
        JTextField field = new JTextField(line, 44);
        field.setName("command");
        field.getAccessibleContext().setAccessibleName("Command");
        JButton run = new JButton("Run");
        run.setName("run command");
        Runnable start = () -> {
            dialog.dispose();
            run(bench, title, field.getText().strip());
        };
        run.addActionListener(event -> start.run());
        field.addActionListener(event -> start.run());
        JPanel row = new JPanel(new BorderLayout(8, 0));
        row.add(new JLabel("rexed"), BorderLayout.WEST);
        row.add(field, BorderLayout.CENTER);
        row.add(run, BorderLayout.EAST);
        JPanel all = new JPanel(new BorderLayout(0, 8));
        all.setBorder(BorderFactory.createEmptyBorder(14, 16, 14, 16));
        all.add(row, BorderLayout.CENTER);
        all.add(new JLabel("<html>" + hint + " It goes on in the background; results stay in output/.</html>"),
                BorderLayout.SOUTH);
        dialog.setContentPane(all);
        Keyboard.escapeCloses(dialog);
        dialog.pack();
        dialog.setLocationRelativeTo(bench.frame());
        dialog.setVisible(true);
    }

    private static void run(Workbench bench, String title, String line) {
        TextWindow window = new TextWindow(bench.frame(), title, "$ rexed " + line + "\n\n");
        bench.desk().journal().add("rexed " + line);
        bench.desk().background("command", () -> {
            try (PrintWriter out = new PrintWriter(new Into(window), true)) {
                int code = bench.desk().commands().run(out, words(line));
                out.flush();
                window.append("\n[ended with code " + code + "]\n");
            }
        });
    }

    /** The words of a line as it can be typed or pasted; quotes hold a word with blanks together. */
    static String[] words(String line) {
        return Pattern.compile("(?:[^\\s\"']+|\"[^\"]*\"|'[^']*')+").matcher(line).results()
                .map(word -> word.group().replaceAll("[\"']", "")).toArray(String[]::new);
    }

    /** Writes into a window. */
    private static final class Into extends Writer {
        private final TextWindow window;

        Into(TextWindow window) {
            this.window = window;
        }

        @Override
        public void write(char[] text, int from, int length) {
            window.append(new String(text, from, length));
        }

        @Override
        public void flush() {
            // shown at once
        }

        @Override
        public void close() {
            // nothing to close
        }
    }
}
