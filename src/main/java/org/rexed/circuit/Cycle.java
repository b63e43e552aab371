package org.rexed.circuit;

import org.rexed.random.RandomKey;
import org.rexed.random.RandomSequence;

/**
 * The slow alternation of the brainstem between an ON and an OFF phase during one probe (seconds to minutes; Heinricher,
 * Barbaro and Fields 1989). Phases last a shortest time plus an exponentially distributed one; a probe begins somewhere
 * within a phase.
 */
final class Cycle {
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
}
