/** Arithmetic whose last bit is the same on every Java machine: no {@code Math.exp} and friends. Knows no biology. */
package org.rexed.numeric;
