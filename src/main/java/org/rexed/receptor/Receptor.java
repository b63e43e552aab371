package org.rexed.receptor;

import java.util.Locale;

/** A receptor at which a drug of the model library can bind; in files written in lower case with hyphens. */
public enum Receptor {
    /** Mu opioid receptor. */
    MU,
    /** Kappa opioid receptor. */
    KAPPA,
    /** Delta opioid receptor. */
    DELTA,
    /** Alpha-2 adrenoceptor. */
    ALPHA_2,
    /** Neurokinin 1 receptor (substance P). */
    NK_1,
    /** Cholecystokinin 2 receptor. */
    CCK_2,
    /** Serotonin type 3 receptor. */
    SEROTONIN_3,
    /** Receptor of calcitonin gene-related peptide. */
    CGRP;

    /** Name used in files, such as {@code alpha-2}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
