package org.rexed.receptor;

import org.rexed.document.Fields;
import org.rexed.evidence.Parameter;

/**
 * How strongly a drug holds a receptor, how fast it lets go, and how much it does there.
 *
 * @param dissociation equilibrium dissociation constant in nmol/L of unbound drug
 * @param intrinsicEfficacy efficacy relative to a full agonist, from 0 (antagonist) to 1
 * @param offRate dissociation rate constant, 1/min, or null if binding is fast against everything else
 */
public record Binding(Parameter dissociation, Parameter intrinsicEfficacy, Parameter offRate) {
    /** Reads {@code {ki: ..., efficacy: ..., dissociation-rate: ...}}. */
    public static Binding read(Fields f) {
        Parameter ki = Parameter.read(f, "ki", "nmol/L");
        Parameter efficacy = Parameter.read(f, "efficacy", "1");
        Parameter offRate = f.has("dissociation-rate") ? Parameter.read(f, "dissociation-rate", "1/min") : null;
        if (ki.value() <= 0.0) {
            f.problem("ki", "ki: a dissociation constant must be greater than zero");
        }
        if (efficacy.value() < 0.0 || efficacy.value() > 1.0) {
            f.problem("efficacy", "efficacy: out of range; found " + efficacy.value() + "; allowed 0 to 1");
        }
        if (offRate != null && offRate.value() <= 0.0) {
            f.problem("dissociation-rate", "dissociation-rate: must be greater than zero; leave it out if binding is "
                    + "fast");
        }
        f.done();
        return new Binding(ki, efficacy, offRate);
    }

    /** Dissociation constant, nmol/L. */
    public double ki_nM() {
        return dissociation.value();
    }

    /** Intrinsic efficacy in [0, 1]. */
    public double efficacy() {
        return intrinsicEfficacy.value();
    }

    /** Dissociation rate constant in 1/min, or infinity if binding is fast. */
    public double offRate_per_min() {
        return offRate == null ? Double.POSITIVE_INFINITY : offRate.value();
    }
}
