/** Numbers that come out bit for bit alike on every Java machine: matrix exponential. */
package org.rexed.numeric;
