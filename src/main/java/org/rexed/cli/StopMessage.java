package org.rexed.cli;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicReference;

/** One line when somebody stops the program; Java then ends with 130 (Ctrl-C) or 143 (terminated) by itself. */
final class StopMessage {
    private static final AtomicReference<String> MESSAGE = new AtomicReference<>();

    private StopMessage() {}

    /** From now on a stop prints this line. */
    static void arm(PrintWriter err, String message) {
        if (MESSAGE.getAndSet(message) == null) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                String last = MESSAGE.get();
                if (last != null && !last.isEmpty()) {
                    // Ends the line of the progress bar.
                    err.print(System.console() == null ? "" : System.lineSeparator());
                    err.println("rexed: " + last);
                    err.flush();
                }
            }));
        }
    }

    /** From now on a stop is silent. */
    static void disarm() {
        MESSAGE.updateAndGet(old -> old == null ? null : "");
    }
}
