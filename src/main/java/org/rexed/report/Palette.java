package org.rexed.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A colour, dash and marker for every arm, the same in all figures. Colours are those of Okabe and Ito (2008), chosen
 * for readers with colour-vision deficiency, their yellow darkened to show on white; dash and marker tell arms apart in
 * grey print.
 */
public final class Palette {
    private static final Color[] COLORS = {
        new Color(0xD55E00), new Color(0x0072B2), new Color(0x009E73), new Color(0xE69F00), new Color(0xCC79A7),
        new Color(0x56B4E9), new Color(0x7A6C00)
    };
    private static final float[][] DASHES = {
        null, {8, 3}, {3, 2.5f}, {10, 3, 2, 3}, {1.5f, 2}, {10, 3, 2, 3, 2, 3}, {14, 4}, {5, 2, 5, 6}
    };
    private static final float LINE_WIDTH = 1.9f;

    private final Map<String, Style> styles = new LinkedHashMap<>();

    /** How an arm is drawn; the marker is centred on the origin. */
    public record Style(Color color, Stroke line, Shape marker) {
        /** A pale, opaque version for areas. */
        public Color pale() {
            return mix(0.35);
        }

        private Color mix(double share) {
            return new Color(mix(color.getRed(), share), mix(color.getGreen(), share), mix(color.getBlue(), share));
        }

        private static int mix(int channel, double share) {
            return (int) Math.round(255 - share * (255 - channel));
        }
    }

    private Palette() {}

    /**
     * Gives every arm a style by its place in the list.
     *
     * @param arms names in the order of the legend
     * @param referenceArm the arm drawn as a solid black line; empty if none
     */
    public static Palette of(List<String> arms, String referenceArm) {
        Palette palette = new Palette();
        int next = 0;
        for (String arm : arms) {
            if (arm.equals(referenceArm)) {
                palette.styles.put(arm, style(Color.BLACK, 0, 0));
            } else if (!palette.styles.containsKey(arm)) {
                // Coprime cycles: colour and dash together repeat only after 49 arms.
                palette.styles.put(arm, style(COLORS[next % COLORS.length], 1 + (next + next / COLORS.length) % 7,
                        1 + next % 7));
                next++;
            }
        }
        return palette;
    }

    /** The arms in the order of the legend. */
    public List<String> arms() {
        return new ArrayList<>(styles.keySet());
    }

    /** How to draw an arm; an unknown arm is grey. */
    public Style style(String arm) {
        Style style = styles.get(arm);
        return style == null ? style(Color.GRAY, 0, 0) : style;
    }

    private static Style style(Color color, int dash, int marker) {
        return new Style(color, new BasicStroke(LINE_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1,
                DASHES[dash], 0), marker(marker));
    }

    private static Shape marker(int kind) {
        double r = 3.6;
        return switch (kind) {
            case 0 -> new Ellipse2D.Double(-r, -r, 2 * r, 2 * r);
            case 1 -> new Rectangle2D.Double(-r * 0.9, -r * 0.9, 1.8 * r, 1.8 * r);
            case 2 -> polygon(0, -1.2 * r, 1.15 * r, 0.85 * r, -1.15 * r, 0.85 * r);
            case 3 -> polygon(0, -1.3 * r, 1.3 * r, 0, 0, 1.3 * r, -1.3 * r, 0);
            case 4 -> polygon(0, 1.2 * r, 1.15 * r, -0.85 * r, -1.15 * r, -0.85 * r);
            case 5 -> plus(r);
            case 6 -> AffineTransform.getRotateInstance(StrictMath.PI / 4).createTransformedShape(plus(r));
            default -> polygon(-1.1 * r, -1.1 * r, 1.2 * r, 0, -1.1 * r, 1.1 * r);
        };
    }

    private static Shape plus(double r) {
        double a = 1.3 * r;
        double b = 0.45 * r;
        return polygon(-b, -a, b, -a, b, -b, a, -b, a, b, b, b, b, a, -b, a, -b, b, -a, b, -a, -b, -b, -b);
    }

    private static Shape polygon(double... xy) {
        Path2D path = new Path2D.Double();
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        path.closePath();
        return path;
    }
}
