package org.rexed.cli;

/** Entry point of the {@code rexed} command. */
public final class Main {
    private Main() {}

    /** Starts the command line. */
    public static void main(String[] args) {
        System.exit(0);
    }
}
