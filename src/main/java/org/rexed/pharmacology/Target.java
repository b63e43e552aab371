package org.rexed.pharmacology;

import java.util.Locale;

/** What a drug can act on besides receptors and NMDA channels; in files written in lower case with hyphens. */
public enum Target {
    /** Alpha-2-delta subunit of calcium channels at terminals (gabapentinoids): less release. */
    ALPHA_2_DELTA,
    /** Cyclo-oxygenase, which makes the prostaglandin that weakens glycine receptors. */
    CYCLO_OXYGENASE,
    /** Voltage-gated sodium channels (local anesthetics): fibres stop conducting. */
    SODIUM_CHANNEL,
    /** Glutamate uptake by astrocytes, enhanced. */
    GLUTAMATE_UPTAKE,
    /** Microglia, kept quiet. */
    MICROGLIA,
    /** Protein kinase C, inhibited. */
    KINASE_C,
    /** Extracellular dynorphin, bound by an antiserum. */
    DYNORPHIN;

    /** Name used in files, such as {@code alpha-2-delta}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
