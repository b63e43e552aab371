package org.rexed.random;

import java.nio.charset.StandardCharsets;

/**
 * Names one source of chance, such as "subject 3 / circuit / connections of C fibres". Keys form a tree: a child
 * depends only on its parent and its own name, so adding an agent, a population or a subject changes no draw of
 * another.
 *
 * @param high first half of the 128-bit key
 * @param low second half of the 128-bit key
 */
public record RandomKey(long high, long low) {
    private static final double UNIT = 0x1.0p-53;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** The root of all draws of a run; all 64 bits of the seed count. */
    public static RandomKey of(long seed) {
        return new RandomKey(seed, 0x52657865_64000001L);
    }

    /** The key of a part or purpose with this name. */
    public RandomKey child(String name) {
        long hash = FNV_OFFSET;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return derive(hash, name.length());
    }

    /** The key of the part with this number. */
    public RandomKey child(long index) {
        return derive(index, -1);
    }

    private RandomKey derive(long word, long tag) {
        return new RandomKey(Philox.bits(high, low, word, tag), Philox.bits(high, low, word, ~tag));
    }

    /** 64 random bits of one step and draw; the same arguments always give the same bits. */
    public long bits(long step, long draw) {
        return Philox.bits(high, low, step, draw);
    }

    /** A uniform number in [0, 1) of one step and draw. */
    public double uniform(long step, long draw) {
        return (Philox.bits(high, low, step, draw) >>> 11) * UNIT;
    }

    /** A sequence of draws that starts at this key. */
    public RandomSequence sequence() {
        return new RandomSequence(this);
    }
}
