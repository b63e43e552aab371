package org.rexed.circuit;

/**
 * State of the brain in which probes are taken, such as {@code anesthetized} or {@code awake}: how deeply and how fast
 * ON and OFF cells cycle without a stimulus, how much arousal drives the brainstem and how far opioids hyperpolarize
 * its cells.
 *
 * @param name name in the anatomy file
 * @param cycleDepth share of the background rate that cycles, 0 to 1
 * @param shortestPhase_ms shortest duration of a phase
 * @param meanPhase_ms mean duration of a phase
 * @param rousing_Hz rate of cells that follow the ON phase, counted over {@link Cycle#WATCH_ms}, that ends an OFF phase
 * @param arousal factor on the arousal drive of each population
 * @param opioidLeak factor on the potassium conductance that opioids open in brainstem cells
 */
public record BrainState(
        String name,
        double cycleDepth,
        double shortestPhase_ms,
        double meanPhase_ms,
        double rousing_Hz,
        double arousal,
        double opioidLeak) {}
