/**
 * Reproducible chance: every draw belongs to a key made of subject, agent, purpose and step, and never to a thread.
 * No model decision is taken here.
 */
package org.rexed.random;
