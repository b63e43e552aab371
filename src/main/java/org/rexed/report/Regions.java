package org.rexed.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/**
 * Names of the places where cells lie, for people, and their order from the surface down: skin, Rexed's laminae by
 * number, outer before inner, then everything else as it comes. Knows no list of places, so a new one needs no change.
 */
public final class Regions {
    /** Where primary afferents begin. */
    public static final String SKIN = "skin";

    private static final String LAMINA = "lamina-";
    private static final int LONGEST_ABBREVIATION = 3;
    private static final List<String> NUMERALS = List.of("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X");
    private static final List<String> PARTS = List.of("", "outer", "dorsal", "middle", "inner", "ventral");

    private Regions() {}

    /** The different regions in their order. */
    public static List<String> ordered(Collection<String> regions) {
        List<String> sorted = new ArrayList<>(new LinkedHashSet<>(regions));
        sorted.sort(Comparator.comparingInt(Regions::depth));
        return sorted;
    }

    /** Whether a region is a lamina of the cord. */
    public static boolean isLamina(String region) {
        return region.startsWith(LAMINA);
    }

    private static int depth(String region) {
        if (region.equals(SKIN)) {
            return -1;
        }
        String[] words = region.substring(isLamina(region) ? LAMINA.length() : 0).split("-");
        int numeral = isLamina(region) ? NUMERALS.indexOf(words[0]) : -1;
        if (numeral < 0) {
            return isLamina(region) ? NUMERALS.size() * 100 : Integer.MAX_VALUE;
        }
        int part = words.length > 1 ? PARTS.indexOf(words[1]) : 0;
        return numeral * 100 + (part < 0 ? PARTS.size() : part);
    }

    /** {@code lamina-III-IV} becomes {@code Lamina III–IV}, {@code locus-coeruleus} {@code Locus coeruleus}. */
    public static String title(String region) {
        if (region.length() <= LONGEST_ABBREVIATION) {
            return region.toUpperCase(Locale.ROOT);
        }
        String spaced = region.replaceAll("(?<=[IVX])-(?=[IVX])", "\u2013").replace('-', ' ');
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }
}
