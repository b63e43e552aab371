/**
 * What can be measured in the subjects of an experiment: readings against their baselines, slow variables, differences,
 * ratios, doses with half of an effect, shares of subjects, shares of an effect. Claims and validation judge such
 * quantities.
 */
package org.rexed.measure;
