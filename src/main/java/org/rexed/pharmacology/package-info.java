/** Drugs, doses, and where a drug is in a body over time: exact linear compartment kinetics from evidence files. */
package org.rexed.pharmacology;
