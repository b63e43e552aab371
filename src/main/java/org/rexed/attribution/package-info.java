/** Which mechanisms an effect comes from: combinations of them switched off, shares for each group and subject. */
package org.rexed.attribution;
