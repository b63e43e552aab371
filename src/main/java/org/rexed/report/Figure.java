package org.rexed.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/**
 * A picture ready to be painted at any scale.
 *
 * @param name file name without ending
 * @param title headline inside the picture
 * @param caption says what is shown, how many subjects stand behind it and what the bands mean
 * @param width in units of 1/96 inch
 * @param height without title and caption
 * @param painter paints the picture into an area of that size
 */
record Figure(String name, String title, String caption, int width, int height, Painter painter) {
    /** Paints into an area. */
    interface Painter {
        void paint(Graphics2D g, Rectangle2D area);
    }
}
