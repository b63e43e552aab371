/**
 * Published experiments and what the model says of them: the targets of a scenario, predictions with intervals, the
 * rivals of the model, scores of fitted and unfitted studies.
 */
package org.rexed.validation;
