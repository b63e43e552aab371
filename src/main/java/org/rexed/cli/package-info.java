/** The commands of {@code rexed}: what they read, print and return. Everything they do is done by other packages. */
package org.rexed.cli;
