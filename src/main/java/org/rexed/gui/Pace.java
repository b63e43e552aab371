package org.rexed.gui;

/** Keeps a thread from going faster than wanted, and says when the screen is due again. */
final class Pace {
    private static final long FRAME_ns = 33_000_000;
    private static final long LEAST_WAIT_ms = 4;
    private static final long LONGEST_WAIT_ms = 200;
    private long paced_ns;
    private long shown_ns;

    /** Waits until this many seconds have gone by since the last call, at most a fifth of a second. */
    void keep(double seconds) {
        if (seconds <= 0) {
            return;
        }
        paced_ns = Math.max(paced_ns + (long) (seconds * 1e9), System.nanoTime() - FRAME_ns);
        long wait_ms = (paced_ns - System.nanoTime()) / 1_000_000;
        if (wait_ms > LEAST_WAIT_ms) {
            try {
                Thread.sleep(Math.min(wait_ms, LONGEST_WAIT_ms));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    boolean frameDue() {
        return System.nanoTime() - shown_ns > FRAME_ns;
    }

    void shown() {
        shown_ns = System.nanoTime();
    }
}
