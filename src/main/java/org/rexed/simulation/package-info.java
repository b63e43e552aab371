/**
 * The slow clock: MASON's schedule drives one subject minute by minute through fixed phases, with probes of the fast
 * clock
 * in between. Assembles subjects from scenarios. No biology, no windows, no files written.
 */
package org.rexed.simulation;
