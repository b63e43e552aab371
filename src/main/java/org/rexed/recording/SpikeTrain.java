package org.rexed.recording;

/**
 * The spikes of one neuron in one recorded probe.
 *
 * @param time_min minute of the probe
 * @param probe assay the probe belonged to
 * @param neuron number of the neuron
 * @param population its class and group
 * @param spikes_ms spike times
 */
public record SpikeTrain(double time_min, String probe, int neuron, String population, double[] spikes_ms) {}
