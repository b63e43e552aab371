package org.rexed.gui;

import java.io.PrintWriter;

/** Runs a command of the program, such as {@code claims A1 --quick}; the workbench itself does not know them. */
public interface CommandRunner {
    /**
     * Runs a command to its end.
     *
     * @param out where it prints, errors too
     * @param arguments the command and its arguments
     * @return its exit code
     */
    int run(PrintWriter out, String... arguments);
}
