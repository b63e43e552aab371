package org.rexed.random;

/**
 * The Philox4x64-10 counter-based generator as a stateless function: a key and a counter give the same 64 random bits
 * on every machine, in any order and on any thread.
 *
 * <p>Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3" (SC11). The same algorithm as
 * {@code Philox4x64} of Apache Commons RNG, against which it is tested; here without an object for each draw.
 */
final class Philox {
    private static final long MULTIPLIER_0 = 0xD2E7470EE14C6C93L;
    private static final long MULTIPLIER_1 = 0xCA5A826395121157L;
    private static final long WEYL_0 = 0x9E3779B97F4A7C15L;
    private static final long WEYL_1 = 0xBB67AE8584CAA73BL;
    private static final int ROUNDS = 10;

    private Philox() {}

    /** The first output word for the key and the counter {@code (counter0, counter1, 0, 0)}. */
    static long bits(long key0, long key1, long counter0, long counter1) {
        long k0 = key0;
        long k1 = key1;
        long c0 = counter0;
        long c1 = counter1;
        long c2 = 0;
        long c3 = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long high0 = unsignedMultiplyHigh(MULTIPLIER_0, c0);
            long low0 = MULTIPLIER_0 * c0;
            long high1 = unsignedMultiplyHigh(MULTIPLIER_1, c2);
            long low1 = MULTIPLIER_1 * c2;
            c0 = high1 ^ c1 ^ k0;
            c2 = high0 ^ c3 ^ k1;
            c1 = low1;
            c3 = low0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        return c0;
    }

    private static long unsignedMultiplyHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }
}
