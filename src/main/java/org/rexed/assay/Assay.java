package org.rexed.assay;

import org.rexed.circuit.Anatomy;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Site;
import org.rexed.document.Problems;
import org.rexed.random.RandomKey;

/** A behavioural test that reads the circuit by one or more probes. */
public interface Assay {
    /** Name of its file in {@code models/assays}. */
    String name();

    /** One line for people. */
    String title();

    /** Unit of the reading. */
    String unit();

    /** Adds a problem for everything the assay needs that an anatomy does not have, such as a class of cells. */
    default void check(Anatomy anatomy, Problems problems) {}

    /**
     * Tests the animal at a site.
     *
     * @param circuit its circuit under the present modulation
     * @param site where the stimulus is applied
     * @param chance key of this test's draws
     * @param observer watches every probe
     */
    Reading measure(Circuit circuit, Site site, RandomKey chance, ProbeObserver observer);
}
