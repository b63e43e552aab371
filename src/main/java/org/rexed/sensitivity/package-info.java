/** How much each parameter matters: Morris screening and Sobol indices of any outcome of a scenario, with intervals. */
package org.rexed.sensitivity;
