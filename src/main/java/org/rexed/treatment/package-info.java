/**
 * Strategies of treatment side by side: what each does to pain, sensitivity and withdrawal, who gives up, the best
 * schedule within limits, and the forecast of a planned regimen.
 */
package org.rexed.treatment;
