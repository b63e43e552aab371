/**
 * The millisecond circuit: anatomy as a description, its assembly into neurons and projections, and the probe that runs
 * it in steps of 0.1 ms. Modulation comes in through ports, a firing summary goes out; it never sees minutes or drugs.
 */
package org.rexed.circuit;
