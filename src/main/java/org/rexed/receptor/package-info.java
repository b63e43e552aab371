/** From free drug to effect: competition for receptors, partial agonism, block of NMDA channels. */
package org.rexed.receptor;
