package org.rexed.receptor;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rexed.document.Fields;
import org.rexed.evidence.Parameter;

/**
 * How strongly a drug holds a receptor, how fast it lets go, and how much it does there.
 *
 * @param dissociation equilibrium dissociation constant in nmol/L of unbound drug
 * @param intrinsicEfficacy efficacy relative to a full agonist, from 0 (antagonist) to 1
 * @param offRate dissociation rate constant, 1/min, or null if binding is fast against everything else
 * @param unless name of the contested claim under which the drug does not bind here, or empty
 */
public record Binding(Parameter dissociation, Parameter intrinsicEfficacy, Parameter offRate, String unless) {
    /** Reads {@code {ki: ..., efficacy: ..., dissociation-rate: ..., unless: ...}}; the caller ends the reading. */
    public static Binding read(Fields f) {
        return checked(f, new Binding(Parameter.read(f, "ki", "nmol/L"), Parameter.read(f, "efficacy", "1"),
                f.has("dissociation-rate") ? Parameter.read(f, "dissociation-rate", "1/min") : null,
                f.text("unless", "")));
    }

    /** Reads what differs from this, in a species or for an endpoint: any of the three values. */
    public Binding butFor(Fields f) {
        Binding other = checked(f, new Binding(
                f.has("ki") ? Parameter.read(f, "ki", "nmol/L") : dissociation,
                f.has("efficacy") ? Parameter.read(f, "efficacy", "1") : intrinsicEfficacy,
                f.has("dissociation-rate") ? Parameter.read(f, "dissociation-rate", "1/min") : offRate, unless));
        f.done();
        return other;
    }

    private static Binding checked(Fields f, Binding binding) {
        if (binding.ki_nM() <= 0.0) {
            f.problem("ki", "ki: a dissociation constant must be greater than zero");
        }
        if (binding.efficacy() < 0.0 || binding.efficacy() > 1.0) {
            f.problem("efficacy", "efficacy: out of range; found " + binding.efficacy() + "; allowed 0 to 1");
        }
        if (binding.offRate() != null && binding.offRate().value() <= 0.0) {
            f.problem("dissociation-rate", "dissociation-rate: must be greater than zero; leave it out if binding is "
                    + "fast");
        }
        return binding;
    }

    /** The numbers with their evidence, by their keys in the file, except those shared with another. */
    public Map<String, Parameter> parameters(Binding except) {
        Map<String, Parameter> own = new LinkedHashMap<>();
        own.put("ki", dissociation);
        own.put("efficacy", intrinsicEfficacy);
        own.put("dissociation-rate", offRate);
        own.values().removeIf(each -> each == null || except != null
                && (each == except.dissociation || each == except.intrinsicEfficacy || each == except.offRate));
        return own;
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
