/** Stimuli on the skin and how primary afferents turn them into spikes. No criteria, no cutoffs: those are the assay's. */
package org.rexed.nociception;
