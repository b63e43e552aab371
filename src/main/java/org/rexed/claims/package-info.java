/**
 * The claims ledger: statements of a review as files, each with an experiment, what is measured in it, and a control
 * that must break it. Knows how to measure, not what is claimed.
 */
package org.rexed.claims;
