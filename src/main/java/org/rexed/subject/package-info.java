/** The animal: body, traits, drugs, circuit and mechanisms of one subject. Knows no schedule, arms or files. */
package org.rexed.subject;
