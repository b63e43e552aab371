package org.rexed.pharmacology;

/** Sex of a subject, where a kinetic parameter depends on it. */
public enum Sex {
    /** Female. */
    FEMALE,
    /** Male. */
    MALE
}
