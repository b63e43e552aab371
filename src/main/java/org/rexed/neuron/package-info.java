/**
 * Neurons as columns: populations, membrane equation, the ports through which slow processes modulate them, and the
 * single neuron as a view. Knows no regions, drugs or minutes.
 */
package org.rexed.neuron;
