package org.rexed.circuit;

/**
 * A place on the skin that assays stimulate.
 *
 * @param name for example {@code left-hindpaw}
 * @param dermatome the dermatome it lies in
 * @param x_mm on the skin map
 * @param y_mm on the skin map
 */
public record Site(String name, String dermatome, double x_mm, double y_mm) {}
