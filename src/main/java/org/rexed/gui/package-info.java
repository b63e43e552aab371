/**
 * The workbench: one window that shows one subject while it is simulated. A {@link org.rexed.gui.Session} owns the
 * simulation on a thread of its own and publishes immutable {@link org.rexed.gui.Snapshot}s; everything Swing only
 * draws them and sends commands back.
 */
package org.rexed.gui;
