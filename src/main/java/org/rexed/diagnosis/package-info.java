/**
 * The clinic's puzzle: what ails a patient whose opioid no longer relieves enough, told from readouts alone by rules,
 * and how often that is right.
 */
package org.rexed.diagnosis;
