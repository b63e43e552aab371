package org.rexed.gui;

import java.util.List;
import org.rexed.circuit.Circuit;
import org.rexed.mechanism.Wiring;
import org.rexed.scenario.Scenario;

/**
 * What the window shows at one moment; never changes once published. Of the circuit only what is fixed (positions,
 * populations) may be read from another thread.
 *
 * @param state whether the session runs
 * @param message why it failed; empty otherwise
 * @param scenario the study
 * @param setup what is simulated of it
 * @param circuit the circuit, for positions and populations; null before there is one
 * @param now the subject on the slow clock
 * @param fast the subject on the fast clock
 * @param mechanisms mechanisms of the subject with what they report; the same list for the same subject
 * @param recorded what was recorded so far; the same lists until they grow
 * @param frames what was seen at past moments
 * @param byHand what was done by hand
 * @param notice why the last intervention was not done; empty otherwise
 */
public record Snapshot(
        State state,
        String message,
        Scenario scenario,
        Setup setup,
        Circuit circuit,
        Frame now,
        FastClock fast,
        List<Wiring> mechanisms,
        Recorded recorded,
        List<Frame> frames,
        ByHand byHand,
        String notice) {
    /** What a session does. */
    public enum State {
        /** A subject is being built. */
        PREPARING,
        /** Waits for a command. */
        PAUSED,
        /** Runs. */
        RUNNING,
        /** Lives again from its start, as fast as it can, with something changed. */
        LIVING_AGAIN,
        /** The study is over. */
        FINISHED,
        /** Stopped by an error. */
        FAILED
    }

    /**
     * How it was at a past time in minutes: the last recorded moment at or before it, with readings, samples and events
     * up to then. The present if nothing was recorded yet.
     */
    Snapshot past(double at_min) {
        Frame then = Frame.at(frames, at_min);
        return then == null ? this : new Snapshot(state, message, scenario, setup, circuit, then,
                fast.past(then.time_min()), mechanisms, recorded.upTo(then.time_min()), frames, byHand, notice);
    }

    /** When something done now takes effect, min. */
    double soon_min() {
        return now.time_min() + scenario.tick_min();
    }

    /** Whether the session waits for a command and could go on. */
    public boolean waiting() {
        return state == State.PAUSED;
    }

    /** The time in words, such as {@code day 3, 14:20}: whole days gone by, as in scenario files and charts. */
    public String clock() {
        return clock(now.time_min());
    }

    static String assayTitle(String name) {
        return name.equals("von-frey") ? "von Frey"
                : name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1).replace('-', ' ');
    }

    static String clock(double time_min) {
        long minutes = (long) StrictMath.floor(time_min + 1e-9);
        return String.format(java.util.Locale.ROOT, "day %d, %02d:%02d", minutes / 1440, minutes / 60 % 24,
                minutes % 60);
    }
}
