package org.rexed.pharmacology;

import java.util.Locale;

/** A place where a drug acts and to which it needs time to travel from the blood. */
public enum Site {
    /** Dorsal horn of the spinal cord. */
    SPINAL_CORD,
    /** Periaqueductal grey and rostral ventromedial medulla. */
    BRAINSTEM;

    /** Name used in files, such as {@code spinal-cord}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
