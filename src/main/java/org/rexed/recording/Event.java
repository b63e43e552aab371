package org.rexed.recording;

/**
 * Something done to the subject: a dose, the start or end of an infusion, a lesion.
 *
 * @param time_min when, exactly
 * @param event what kind, for example {@code dose}
 * @param what drug or structure
 * @param amount how much; NaN if it has no amount
 * @param unit unit of the amount
 * @param note route or remark
 */
public record Event(double time_min, String event, String what, double amount, String unit, String note) {}
