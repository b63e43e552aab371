/** Where numbers come from: every model parameter has a unit, an origin, a source and a plausible range. */
package org.rexed.evidence;
