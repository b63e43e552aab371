package org.rexed.assay;

import org.rexed.circuit.Circuit;
import org.rexed.circuit.FiringSummary;
import org.rexed.circuit.Probe;
import org.rexed.circuit.Site;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.Population;
import org.rexed.random.RandomKey;

/**
 * Substance P and CGRP that the primary afferents of a dermatome release within a time, with a stimulus or, at rest,
 * without one. Counted in release events: 1 is a spike that releases at all of its fibre's peptide synapses at full
 * strength, so block of release, fatigue and more peptide per spike all show ({@link FiringSummary#peptideReleases}).
 */
public final class PeptideRelease implements Assay {
    private final String name;
    private final String title;
    private final AppliedStimulus stimulus;
    private final double settle_ms;
    private final double duration_ms;

    private PeptideRelease(String name, Fields f, ParameterReader numbers) {
        this.name = name;
        title = f.text("title");
        settle_ms = Window.positiveOrZero(f, "settle", "ms", numbers);
        duration_ms = Window.positive(f, "duration", "ms", numbers);
        stimulus = AppliedStimulus.read(f.map("stimulus"), numbers);
        f.done();
    }

    static PeptideRelease read(String name, Fields f, ParameterReader numbers) {
        return new PeptideRelease(name, f, numbers);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String unit() {
        return "1";
    }

    @Override
    public Reading measure(Circuit circuit, Site site, RandomKey chance, ProbeObserver observer) {
        Probe probe = new Probe(circuit, stimulus.at(site, settle_ms), chance);
        int onset = circuit.timeStep().steps(settle_ms);
        int frame = circuit.timeStep().steps(Criterion.FRAME_ms);
        while (probe.step() < onset) {
            probe.advance(Math.min(frame, onset - probe.step()));
            observer.advanced(probe);
        }
        double before = released(circuit, site, probe);
        Criterion.run(circuit, probe, settle_ms + duration_ms, observer);
        return new Reading(released(circuit, site, probe) - before, unit(), false);
    }

    private static double released(Circuit circuit, Site site, Probe probe) {
        FiringSummary summary = probe.summary();
        double sum = 0;
        for (Population p : circuit.populations()) {
            if (circuit.spec(p).isAfferent() && p.group().equals(site.dermatome())) {
                sum += summary.peptideReleases(p);
            }
        }
        return sum;
    }
}
