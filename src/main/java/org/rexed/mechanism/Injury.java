package org.rexed.mechanism;

import org.rexed.document.Location;

/**
 * Damage to skin or nerve, or a stimulus kept on for long, that drives afferents.
 *
 * @param kind what happened
 * @param site place of the anatomy: the middle of the injured skin, or of the dermatome whose nerve is injured
 * @param at_min when
 * @param until_min when its cause ends and healing begins; NaN if that is left to the kind of injury, infinite if it
 *     never ends
 * @param severity 1 is the injury of the experiments behind the parameters
 * @param radius_mm radius of the injured skin; NaN for a nerve
 * @param progression_per_min by how much of its first severity the cause grows each minute while it lasts
 * @param location of the site's name in the file, for messages
 */
public record Injury(
        Kind kind,
        String site,
        double at_min,
        double until_min,
        double severity,
        double radius_mm,
        double progression_per_min,
        Location location) {

    /** Kinds of injury; in files written in lower case with hyphens. */
    public enum Kind {
        /** An irritant in the skin, such as carrageenan or Freund's adjuvant, or a disease that inflames it. */
        INFLAMMATION,
        /** A cut through skin, fascia and muscle. */
        INCISION,
        /** Part of the fibres of a nerve cut or crushed. */
        NERVE_INJURY,
        /** A strong current through the skin that makes C fibres fire while it is on and leaves no damage. */
        ELECTRICAL_STIMULATION,
        /** Capsaicin in or on the skin: C fibres fire for minutes and stay sensitive to heat for hours. */
        CAPSAICIN,
        /** Heat that hurts the skin: nociceptors fire for minutes and stay sensitive for a day. */
        BURN;

        /** Whether fibres begin or cease to fire within minutes, faster than modulation is looked at as a rule. */
        public boolean isBrisk() {
            return this == ELECTRICAL_STIMULATION || this == CAPSAICIN || this == BURN;
        }

        /** Name used in files, such as {@code nerve-injury}. */
        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
