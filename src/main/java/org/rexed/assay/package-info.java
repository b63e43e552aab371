/** Measurements on the animal: a stimulus, a criterion, a cutoff and a reading with its unit. Writes no slow state. */
package org.rexed.assay;
