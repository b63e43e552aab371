/**
 * Fits parameters of the model to what published studies report: an objective from targets of several kinds, a global
 * search that can be resumed, profile likelihoods that say which parameters the targets determine.
 */
package org.rexed.calibration;
