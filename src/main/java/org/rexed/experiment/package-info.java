/**
 * Whole studies: every arm and subject on all cores, merged in a fixed order, and the folders and statistics that
 * come of them. The only place besides the workbench with more than one thread.
 */
package org.rexed.experiment;
