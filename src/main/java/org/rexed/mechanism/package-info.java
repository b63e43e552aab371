/**
 * The slow mechanisms: what drugs and activity change over minutes to days. Each mechanism is one class with one file
 * in
 * {@code models/mechanisms}, can be switched off or scaled, reads and writes the shared {@code Milieu}, and reaches the
 * millisecond circuit through modulation ports only. No term here is named after an outcome of an assay.
 */
package org.rexed.mechanism;
