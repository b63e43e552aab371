package org.rexed.report;

import java.util.ArrayList;
import java.util.List;
import org.jfree.data.DomainOrder;
import org.jfree.data.xy.AbstractIntervalXYDataset;

/**
 * Means over time with an interval, one series for each arm; a chart showing it follows every added point. Not thread
 * safe: a live chart adds points on the event thread.
 */
public final class CourseDataset extends AbstractIntervalXYDataset {
    private static final long serialVersionUID = 1L;

    private final List<String> arms = new ArrayList<>();
    private final transient List<List<Point>> courses = new ArrayList<>();

    /**
     * A mean with its interval.
     *
     * @param time in the unit of the chart's time axis
     * @param mean the mean; NaN leaves a gap
     * @param low lower end of the interval; NaN if there is none
     * @param high upper end of the interval; NaN if there is none
     * @param n subjects behind the mean
     * @param censored readings among them that stand at the cutoff
     */
    public record Point(double time, double mean, double low, double high, int n, int censored) {
        boolean hasBand() {
            return Double.isFinite(low) && Double.isFinite(high) && Double.isFinite(mean);
        }
    }

    /** Adds a point to an arm, which becomes a new series when it is first named; times must not decrease. */
    public void add(String arm, Point point) {
        int series = arms.indexOf(arm);
        if (series < 0) {
            series = arms.size();
            arms.add(arm);
            courses.add(new ArrayList<>());
        }
        courses.get(series).add(point);
        fireDatasetChanged();
    }

    /** The points of an arm, empty if it has none. */
    public List<Point> points(String arm) {
        int series = arms.indexOf(arm);
        return series < 0 ? List.of() : List.copyOf(courses.get(series));
    }

    /** Whether any point of any arm has readings at the cutoff. */
    boolean anyCensored() {
        return courses.stream().flatMap(List::stream).anyMatch(point -> point.censored > 0);
    }

    /** Whether any mean differs from another, of any arm, by more than rounding. */
    boolean moves() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (List<Point> course : courses) {
            for (Point point : course) {
                low = Math.min(low, Double.isFinite(point.mean) ? point.mean : low);
                high = Math.max(high, Double.isFinite(point.mean) ? point.mean : high);
            }
        }
        return high - low > 1e-9 * Math.max(1, Math.abs(high));
    }

    List<Point> points(int series) {
        return courses.get(series);
    }

    @Override
    public int getSeriesCount() {
        return arms.size();
    }

    @Override
    public String getSeriesKey(int series) {
        return arms.get(series);
    }

    @Override
    public int indexOf(@SuppressWarnings("rawtypes") Comparable key) {
        return arms.indexOf(key);
    }

    @Override
    public DomainOrder getDomainOrder() {
        return DomainOrder.ASCENDING;
    }

    @Override
    public int getItemCount(int series) {
        return courses.get(series).size();
    }

    @Override
    public Number getX(int series, int item) {
        return courses.get(series).get(item).time;
    }

    @Override
    public Number getY(int series, int item) {
        return courses.get(series).get(item).mean;
    }

    @Override
    public Number getStartX(int series, int item) {
        return getX(series, item);
    }

    @Override
    public Number getEndX(int series, int item) {
        return getX(series, item);
    }

    @Override
    public Number getStartY(int series, int item) {
        Point point = courses.get(series).get(item);
        return point.hasBand() ? point.low : point.mean;
    }

    @Override
    public Number getEndY(int series, int item) {
        Point point = courses.get(series).get(item);
        return point.hasBand() ? point.high : point.mean;
    }
}
