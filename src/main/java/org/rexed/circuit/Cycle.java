package org.rexed.circuit;

import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/**
 * The slow alternation of the brainstem between an ON and an OFF phase during one probe (seconds to minutes;
 * Heinricher, Barbaro and Fields 1989). Phases last a shortest time plus an exponentially distributed one; a probe
 * begins somewhere within a phase. Noxious input ends an OFF phase and prolongs an ON phase (Barbaro 1986: effects last
 * tens of seconds).
 */
final class Cycle {
    /** How often the discharge of ON cells is looked at. */
    static final int WATCH_ms = 200;

    private final RandomSequence draws;
    private final BrainState state;
    private double phaseEnd_ms;
    private int sign;

    Cycle(BrainState state, RandomKey key) {
        this.state = state;
        draws = key.sequence();
        sign = draws.uniform() < 0.5 ? 1 : -1;
        phaseEnd_ms = draws.uniform() * duration_ms();
    }

    private double duration_ms() {
        double rest_ms = state.meanPhase_ms() - state.shortestPhase_ms();
        return state.shortestPhase_ms() - rest_ms * StrictMath.log(1.0 - draws.uniform());
    }

    /** 1 in an ON phase, -1 in an OFF phase; times must not fall. */
    int sign(double time_ms) {
        while (time_ms >= phaseEnd_ms) {
            sign = -sign;
            phaseEnd_ms += duration_ms();
        }
        return sign;
    }

    /** Takes over the mean rate of the cells that follow the ON phase in the {@link #WATCH_ms} before a time. */
    void watch(double time_ms, double rate_Hz) {
        if (rate_Hz < state.rousing_Hz()) {
            return;
        }
        if (sign(time_ms) < 0) {
            sign = 1;
            phaseEnd_ms = time_ms + duration_ms();
        }
        phaseEnd_ms = Math.max(phaseEnd_ms, time_ms + state.shortestPhase_ms());
    }
}
