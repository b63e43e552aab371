package org.rexed.quantity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of dimensions and corrections of common unit mistakes, for messages only. */
final class UnitHints {
    private static final Pattern WORD = Pattern.compile("[^./ ]+");
    private static final Map<String, String> CORRECTIONS = corrections();
    private static final List<String> SYMBOLS = List.of("s", "ms", "us", "min", "h", "d", "wk", "mo", "a", "kg", "g",
        "mg", "ug", "ng", "pg", "L", "dL", "mL", "uL", "mol", "mmol", "umol", "nmol", "pmol", "m", "cm", "mm", "um",
        "nm", "N", "mN", "gf", "V", "mV", "uV", "A", "nA", "pA", "S", "mS", "uS", "nS", "pS", "F", "uF", "nF", "pF",
        "Hz", "kHz", "Cel", "K", "Ohm", "MOhm", "Pa", "kPa", "W", "mW", "J", "%", "1");
    private static final Map<String, String> KINDS = kinds();

    private UnitHints() {}

    private static Map<String, String> corrections() {
        Map<String, String> map = new LinkedHashMap<>();
        put(map, "h", "hr", "hrs", "hour", "hours", "std");
        put(map, "min", "mins", "minute", "minutes");
        put(map, "s", "sec", "secs", "second", "seconds");
        put(map, "ms", "msec", "millisecond", "milliseconds");
        put(map, "d", "day", "days");
        put(map, "wk", "w", "week", "weeks");
        put(map, "mo", "month", "months");
        put(map, "a", "y", "yr", "year", "years");
        put(map, "ug", "mcg", "microgram", "micrograms", "gamma");
        put(map, "mg", "milligram", "milligrams");
        put(map, "g", "gm", "gr", "gram", "grams");
        put(map, "kg", "kilo", "kilogram", "kilograms", "kgs", "bw", "kgbw");
        put(map, "mL", "cc", "ccm", "milliliter", "millilitre");
        put(map, "L", "liter", "litre", "liters", "litres");
        put(map, "mol/L", "m");
        put(map, "mmol/L", "mm");
        put(map, "umol/L", "um");
        put(map, "nmol/L", "nm");
        put(map, "pmol/L", "pm");
        put(map, "Cel", "c", "degc", "celsius", "degree", "degrees");
        put(map, "%", "percent", "pct");
        put(map, "gf", "gram-force", "gforce", "pond");
        put(map, "Hz", "hertz", "spikes/s");
        put(map, "mV", "millivolt", "millivolts");
        return map;
    }

    private static void put(Map<String, String> map, String correct, String... wrong) {
        for (String word : wrong) {
            map.put(word, correct);
        }
    }

    private static Map<String, String> kinds() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("s", "a time");
        map.put("g", "a mass");
        map.put("mg/kg", "an amount per body mass");
        map.put("mg/kg/min", "a rate per body mass");
        map.put("mg/min", "a mass per time");
        map.put("mol", "an amount of substance");
        map.put("mol/L", "a molar concentration");
        map.put("mg/L", "a mass concentration");
        map.put("L", "a volume");
        map.put("L/min", "a flow");
        map.put("L/kg", "a volume per body mass");
        map.put("mL/min/kg", "a flow per body mass");
        map.put("g/mol", "a molar mass");
        map.put("m", "a length");
        map.put("m2", "an area");
        map.put("m/s", "a speed");
        map.put("N", "a force");
        map.put("V", "a voltage");
        map.put("A", "a current");
        map.put("S", "a conductance");
        map.put("F", "a capacitance");
        map.put("K", "a temperature");
        map.put("1/s", "a rate");
        map.put("1", "a plain number");
        return map;
    }

    /** " (a time)", or nothing if the dimension has no everyday name. */
    static String kind(String unit) {
        for (Map.Entry<String, String> entry : KINDS.entrySet()) {
            if (Units.compatible(unit, entry.getKey())) {
                return " (" + entry.getValue() + ")";
            }
        }
        return "";
    }

    /** "; did you mean h?" if the unknown unit is a known mistake, else nothing. */
    static String forUnknown(String unit, String expected) {
        Matcher words = WORD.matcher(unit.replace('\u00b5', 'u').replace('\u03bc', 'u'));
        String corrected = words.replaceAll(word -> Matcher.quoteReplacement(correct(word.group(), expected)))
            .replace(" ", "");
        return !corrected.equals(unit) && Units.isUnit(corrected) ? "; did you mean " + corrected + "?" : "";
    }

    /** A known unit of another dimension that looks like one of the expected dimension: {@code m} for minutes. */
    static String forWrongDimension(String unit, String expected) {
        return nearest(unit, expected).map(correct -> "; did you mean " + correct + "?").orElse("");
    }

    private static String correct(String word, String expected) {
        if (Units.isUnit(word)) {
            return word;
        }
        Optional<String> fitting = nearest(word, expected);
        if (fitting.isPresent()) {
            return fitting.get();
        }
        String correction = CORRECTIONS.get(word.toLowerCase(Locale.ROOT));
        if (correction != null) {
            return correction;
        }
        return SYMBOLS.stream().filter(symbol -> symbol.equalsIgnoreCase(word)).findFirst().orElse(word);
    }

    private static Optional<String> nearest(String word, String expected) {
        if (word.equals("m") && Units.compatible("min", expected)) {
            return Optional.of("min");
        }
        String correction = CORRECTIONS.get(word.toLowerCase(Locale.ROOT));
        if (correction != null && Units.compatible(correction, expected)) {
            return Optional.of(correction);
        }
        return SYMBOLS.stream()
            .filter(symbol -> symbol.equalsIgnoreCase(word) && !symbol.equals(word))
            .filter(symbol -> Units.compatible(symbol, expected))
            .findFirst();
    }
}
