package org.rexed.neuron;

/**
 * Allocates the columns of a kernel side by side and of a length that gives all of them the same place within a cache
 * line. Vector loads of a loop over several columns then cross cache lines for none of them instead of for most.
 */
final class Columns {
    private static final int COUNT = 26;
    private static final int HEADER_doubles = 2;
    private static final int LINE_doubles = 8;
    private static final int SPARE_lines = 21;
    private final double[][] columns;
    private int taken;

    Columns(int neurons) {
        int lines = (neurons + HEADER_doubles + LINE_doubles - 1) / LINE_doubles;
        columns = new double[COUNT][(lines + SPARE_lines) * LINE_doubles - HEADER_doubles];
    }

    double[] next() {
        return columns[taken++];
    }
}
