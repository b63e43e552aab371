/**
 * Electrophysiology on the fast clock: protocols that say what is done to circuits and what is recorded, the recording
 * session of one circuit, and tables with intervals over circuits.
 */
package org.rexed.electrophysiology;
