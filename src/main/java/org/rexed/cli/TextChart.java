package org.rexed.cli;

import java.util.Arrays;
import java.util.Locale;
import org.rexed.pharmacology.PkStudy;
import org.rexed.quantity.Units;

/** Concentrations over time as a small chart of letters, for a terminal. */
final class TextChart {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 10;
    private static final double DECADES = 3;

    private TextChart() {}

    /** Plasma as {@code *} and the effect site as {@code o}, on a logarithmic scale of three decades. */
    static String of(PkStudy study) {
        double end_min = study.end_min();
        PkStudy.Point[] points = study.at(java.util.stream.IntStream.range(0, WIDTH)
                .mapToObj(i -> end_min * i / (WIDTH - 1)).toList()).toArray(PkStudy.Point[]::new);
        double largest = Arrays.stream(points)
                .mapToDouble(p -> Math.max(p.drug().plasma_ng_per_mL(), p.drug().effectSite_ng_per_mL()))
                .max().orElse(0);
        char[][] field = new char[HEIGHT][WIDTH];
        for (char[] row : field) {
            Arrays.fill(row, ' ');
        }
        for (int i = 0; i < WIDTH; i++) {
            put(field, i, points[i].drug().effectSite_ng_per_mL() / largest, 'o');
            put(field, i, points[i].drug().plasma_ng_per_mL() / largest, '*');
        }
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < HEIGHT; row++) {
            String label = row == 0 ? String.format(Locale.ROOT, "%.4g", largest) : row == HEIGHT - 1
                    ? String.format(Locale.ROOT, "%.4g", largest * StrictMath.pow(10, -DECADES)) : "";
            text.append(String.format(Locale.ROOT, "  %10s |", label)).append(new String(field[row]).stripTrailing())
                    .append('\n');
        }
        String last = end_min >= 2880 ? Units.text(StrictMath.rint(end_min / 144) / 10, "d")
                : end_min >= 120 ? Units.text(StrictMath.rint(end_min / 6) / 10, "h")
                : Units.text(StrictMath.rint(end_min), "min");
        text.append("       ng/mL +").append("-".repeat(WIDTH)).append('\n')
                .append(String.format(Locale.ROOT, "%14s%" + WIDTH + "s%n", "0", last))
                .append("  * ").append(study.set().matrix()).append(", o effect site of the cord\n");
        return text.toString();
    }

    private static void put(char[][] field, int column, double share, char mark) {
        double below = -StrictMath.log10(share) / DECADES;
        if (below <= 1) {
            field[(int) StrictMath.rint((HEIGHT - 1) * below)][column] = mark;
        }
    }
}
