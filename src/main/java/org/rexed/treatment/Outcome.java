package org.rexed.treatment;

import org.rexed.measure.Quantity;

/**
 * Something by which strategies are compared.
 *
 * @param name short name
 * @param title in words, with its unit
 * @param better whether less or more of it is better
 * @param of how it is measured in the reference arm
 */
public record Outcome(String name, String title, Better better, Quantity of) {
    /** Which way is better. */
    public enum Better {
        /** Less is better, as of pain. */
        LOWER,
        /** More is better, as of a threshold. */
        HIGHER
    }
}
