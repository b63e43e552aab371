package org.rexed.receptor;

import org.rexed.document.Fields;
import org.rexed.evidence.Parameter;

/**
 * How strongly a drug holds a receptor and how much it then does there.
 *
 * @param dissociation equilibrium dissociation constant in nmol/L of unbound drug
 * @param intrinsicEfficacy efficacy relative to a full agonist, from 0 (antagonist) to 1
 */
public record Binding(Parameter dissociation, Parameter intrinsicEfficacy) {
    /** Reads {@code {ki: ..., efficacy: ...}}. */
    public static Binding read(Fields f) {
        Parameter ki = Parameter.read(f, "ki", "nmol/L");
        Parameter efficacy = Parameter.read(f, "efficacy", "1");
        if (ki.value() <= 0.0) {
            f.problem("ki", "ki: a dissociation constant must be greater than zero");
        }
        if (efficacy.value() < 0.0 || efficacy.value() > 1.0) {
            f.problem("efficacy", "efficacy: out of range; found " + efficacy.value() + "; allowed 0 to 1");
        }
        f.done();
        return new Binding(ki, efficacy);
    }

    /** Dissociation constant, nmol/L. */
    public double ki_nM() {
        return dissociation.value();
    }

    /** Intrinsic efficacy in [0, 1]. */
    public double efficacy() {
        return intrinsicEfficacy.value();
    }
}
