package org.rexed.pharmacology;

import java.util.Locale;

/** A way of giving a drug; each drug says which routes it has absorption values for. */
public enum Route {
    /** Into a vein. */
    IV,
    /** Under the skin, injected. */
    SC,
    /** Into a muscle. */
    IM,
    /** Into the peritoneal cavity. */
    IP,
    /** Swallowed. */
    ORAL,
    /** Under the tongue. */
    SUBLINGUAL,
    /** Into the nose. */
    INTRANASAL,
    /** Through the skin from a patch. */
    TRANSDERMAL,
    /** Constant delivery under the skin from an implanted pump; infusions only. */
    PUMP,
    /** Implanted pellet whose release declines; needs a release half-life. */
    PELLET,
    /** Into the spinal cerebrospinal fluid. */
    INTRATHECAL,
    /** Into the space around the dura: part reaches the spinal fluid, part the blood. */
    EPIDURAL,
    /** Into the rostral ventromedial medulla. */
    RVM;

    /** Name used in files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
