/** Projections between populations: who connects to whom, how strongly and how late. No learning, no minutes. */
package org.rexed.synapse;
