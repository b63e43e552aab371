/** Figures and the report of a finished run, made from the files of its folder only. */
package org.rexed.report;
