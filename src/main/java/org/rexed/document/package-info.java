/** YAML files read with positions: every problem names file, line and column, and all problems are told at once. */
package org.rexed.document;
