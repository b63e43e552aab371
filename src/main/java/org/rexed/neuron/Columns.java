package org.rexed.neuron;

/**
 * Allocates the columns of a kernel side by side and of a length that gives all of them the same place within a cache
 * line, so that the vector loads of a loop over several columns do not each straddle two lines.
 */
final class Columns {
    private static final int HEADER_floats = 4;
    private static final int LINE_floats = 16;
    private static final int PAGE_lines = 64;
    /** Distance of neighbours within a page: odd, so that hardly two columns of a loop meet at one place. */
    private static final int STAGGER_lines = 17;
    private final float[][] columns;
    private int taken;

    Columns(int count, int neurons) {
        int lines = (neurons + HEADER_floats + LINE_floats - 1) / LINE_floats;
        int stagger = Math.floorMod(STAGGER_lines - lines, PAGE_lines);
        columns = new float[count][(lines + stagger) * LINE_floats - HEADER_floats];
    }

    /** The next free column; at least as long as there are neurons. */
    float[] next() {
        return columns[taken++];
    }
}
