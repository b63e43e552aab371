/** What was observed, as plain rows. Knows no charts, no folders and no running model. */
package org.rexed.recording;
