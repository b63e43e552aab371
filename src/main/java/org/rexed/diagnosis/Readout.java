package org.rexed.diagnosis;

import org.rexed.measure.Quantity;

/**
 * Something a clinic can read of a patient.
 *
 * @param name short name
 * @param title in words, with its unit
 * @param of how it is read of the patients of the first arm
 * @param error standard deviation of the clinic's measurement, in the unit of the readout
 * @param notable smallest change that counts
 */
public record Readout(String name, String title, Quantity of, double error, double notable) {}
