/**
 * What a study can go on from after a stop. Everything that leaves the millisecond clock is kept, under the question
 * that was asked of it; a study that goes on is computed again from its start and takes these answers in place of
 * probes, so that its future is the same to the bit. A new arm that shares the past of an old one takes its answers as
 * well.
 */
package org.rexed.checkpoint;
