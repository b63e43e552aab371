package org.rexed.document;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name somebody probably meant: few typing errors away, letter case, dashes and underscores aside. */
public final class Spelling {
    private static final int LONGEST_WORD = 100;

    private Spelling() {}

    /** The allowed name nearest to the one found, or nothing if none is close. */
    public static Optional<String> nearest(String found, Collection<String> allowed) {
        if (found.isEmpty() || found.length() > LONGEST_WORD) {
            return Optional.empty();
        }
        String wanted = folded(found);
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : allowed) {
            String other = folded(candidate);
            int shorter = StrictMath.min(wanted.length(), other.length());
            int limit = StrictMath.max(1, StrictMath.min(3, shorter / 3));
            int distance = distance(wanted, other);
            if (distance <= limit && distance < bestDistance && distance < shorter) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** {@code ; did you mean "x"?}, or {@code ; allowed: a, b, c} if no name is close and there are not too many. */
    public static String hint(String found, Collection<String> allowed) {
        Optional<String> nearest = nearest(found, allowed);
        if (nearest.isPresent()) {
            return "; did you mean \"" + nearest.get() + "\"?";
        }
        return allowed.isEmpty() || allowed.size() > 40 ? "" : "; allowed: " + String.join(", ", allowed);
    }

    private static String folded(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "").replace(" ", "");
    }

    /** Damerau-Levenshtein distance (adjacent transpositions count once, no part is edited twice). */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = StrictMath.min(StrictMath.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = StrictMath.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
