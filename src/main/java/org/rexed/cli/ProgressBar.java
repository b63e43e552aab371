package org.rexed.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.rexed.experiment.Experiment;

/** How far a run is: a bar on a terminal, a line now and then elsewhere, always on standard error. */
final class ProgressBar implements Experiment.Watcher, AutoCloseable {
    private static final int WIDTH = 30;
    private static final long BAR_INTERVAL_ns = 200_000_000L;
    private static final long LINE_INTERVAL_ns = 15_000_000_000L;

    private final PrintWriter err;
    private final String what;
    private final Form form;
    private final long start_ns = System.nanoTime();
    private long last_ns = start_ns;
    private boolean shown;

    /** How progress is told. */
    enum Form {
        /** Not at all. */
        NONE,
        /** A bar that moves. */
        BAR,
        /** A line now and then. */
        LINES,
        /** The same for programs. */
        JSON
    }

    ProgressBar(PrintWriter err, String what, Form form) {
        this.err = err;
        this.what = what;
        this.form = form;
    }

    @Override
    public void ended(int done, int failed, int runs) {
        long now_ns = System.nanoTime();
        boolean last = done == runs;
        boolean due = now_ns - last_ns >= (form == Form.LINES ? LINE_INTERVAL_ns : BAR_INTERVAL_ns);
        if (form == Form.NONE || !due && !(last && form != Form.LINES)) {
            return;
        }
        last_ns = now_ns;
        double elapsed_s = (now_ns - start_ns) / 1e9;
        if (form == Form.JSON) {
            err.println(String.format(Locale.ROOT, "{\"what\": \"%s\", \"done\": %d, \"failed\": %d, \"of\": %d,"
                + " \"elapsed_s\": %.1f, \"left_s\": %.1f}", what, done, failed, runs, elapsed_s,
                elapsed_s / done * (runs - done)));
            return;
        }
        String text = String.format(Locale.ROOT, "%d of %d %s, %s%s", done, runs, what, rate(done, elapsed_s),
            failed == 0 ? "" : ", " + failed + " failed") + (last ? "" : ", " + left(elapsed_s / done * (runs - done)));
        if (form == Form.BAR) {
            int filled = (int) ((long) WIDTH * done / runs);
            err.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + text + "   ");
            err.flush();
            shown = true;
            if (last) {
                close();
            }
        } else {
            err.println(text);
        }
    }

    private static String rate(int done, double elapsed_s) {
        double perMinute = 60 * done / elapsed_s;
        return perMinute >= 60 ? String.format(Locale.ROOT, "%.1f a second", perMinute / 60)
            : String.format(Locale.ROOT, "%.1f a minute", perMinute);
    }

    private static String left(double seconds) {
        long rounded = (long) StrictMath.ceil(seconds);
        return rounded < 90 ? rounded + " s left"
            : rounded < 5400 ? (rounded + 30) / 60 + " min left"
                : String.format(Locale.ROOT, "%.1f h left", rounded / 3600.0);
    }

    /** Ends the line of the bar. */
    @Override
    public void close() {
        if (shown) {
            err.println();
            shown = false;
        }
    }
}
