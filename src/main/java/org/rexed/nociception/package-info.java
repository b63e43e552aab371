/** Stimuli on the skin and how primary afferents turn them into spikes. Criteria and cutoffs belong to the assay. */
package org.rexed.nociception;
