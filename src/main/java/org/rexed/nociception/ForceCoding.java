package org.rexed.nociception;

import java.util.Locale;

/** How C fibres code strong forces: two readings of the evidence that experiments choose between. */
public enum ForceCoding {
    /** Rate proportional to force (recordings behind Medlock et al. 2022). */
    LINEAR,
    /** No more than at a low plateau force (monkey C fibres, Slugg et al. 2000). */
    PLATEAU;

    /** Key of scenarios, protocols and conditions that chooses one. */
    public static final String KEY = "c-fibre-coding";

    /** Name used in files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
