/** Numbers with units: strict decimal text and UCUM units, converted exactly. */
package org.rexed.quantity;
