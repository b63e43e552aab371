package org.rexed.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * An axis with a tick at every level of a stimulus. Levels that span more than a decade are spaced by their logarithm,
 * so that small ones do not lie on top of each other.
 */
final class LevelAxis extends NumberAxis {
    private static final long serialVersionUID = 1L;
    private static final double SPAN = 12;
    private static final double LETTER = 7.5;
    private final TreeSet<Double> levels = new TreeSet<>();
    private final boolean logarithmic;

    LevelAxis(String label, Iterable<Double> values) {
        super(label);
        values.forEach(levels::add);
        logarithmic = levels.first() > 0 && levels.last() > SPAN * levels.first();
        setAutoRangeIncludesZero(false);
        ChartStyle.axis(this);
    }

    boolean isLogarithmic() {
        return logarithmic;
    }

    /** Where a level stands on this axis. */
    double place(double level) {
        return logarithmic ? StrictMath.log10(level) : level;
    }

    @Override
    protected List<NumberTick> refreshTicksHorizontal(Graphics2D g, Rectangle2D area, RectangleEdge edge) {
        List<NumberTick> ticks = new ArrayList<>();
        double free = Double.NEGATIVE_INFINITY;
        for (double level : levels) {
            double x = valueToJava2D(place(level), area, edge);
            String text = Numbers.plain(level, 3);
            double half = LETTER * text.length() / 2;
            boolean fits = x - half > free;
            ticks.add(new NumberTick(place(level), fits ? text : "", TextAnchor.TOP_CENTER, TextAnchor.TOP_CENTER, 0));
            free = fits ? x + half + 3 : free;
        }
        return ticks;
    }
}
