package org.rexed.nociception;

import java.util.ArrayList;
import java.util.List;

/** Fibres of one class that follow each other, with what they have in common in one modality. */
record Run(int from, int to, AfferentSpec spec, Adaptation adaptation, double towardsDrive, double towardsFirst) {
    /** The runs of fibres that feel temperature or force. */
    static List<Run> feeling(Modality modality, AfferentSpec[] specs) {
        List<Run> runs = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= specs.length; i++) {
            if (i == specs.length || specs[i] != specs[from]) {
                AfferentSpec spec = specs[from];
                boolean force = modality == Modality.FORCE;
                double gain = force ? spec.force().gain_Hz() : spec.heat().gain_Hz() + spec.cold().gain_Hz();
                if (gain > 0) {
                    Adaptation a = force ? spec.mechanical() : spec.thermal();
                    runs.add(new Run(from, i, spec, a, step(a.time_ms()), step(a.slowTime_ms())));
                }
                from = i;
            }
        }
        return runs;
    }

    /** Share of the way to its target that a trace goes in a millisecond. */
    static double step(double time_ms) {
        return 1 - StrictMath.exp(-1 / time_ms);
    }
}
