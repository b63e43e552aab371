package org.rexed.assay;

import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;

/**
 * A window of time after the onset of a stimulus.
 *
 * @param from_ms its beginning
 * @param until_ms its end
 */
record Window(double from_ms, double until_ms) {
    /** Reads {@code name-from} and {@code name-until}; the end has to come after the beginning. */
    static Window read(Fields f, String name, ParameterReader numbers) {
        String from = name + "-from";
        String until = name + "-until";
        Window window = new Window(positiveOrZero(f, from, "ms", numbers), numbers.value(f, until, "ms"));
        if (window.until_ms <= window.from_ms) {
            f.map(until).problem("value", until + ": found " + f.map(until).raw("value") + "; allowed above "
                    + from + ", " + f.map(from).raw("value"));
        }
        return window;
    }

    /** The same window in the time of a probe in which the stimulus begins at some time. */
    Window after(double onset_ms) {
        return new Window(onset_ms + from_ms, onset_ms + until_ms);
    }

    /** A parameter that must be above zero. */
    static double positive(Fields f, String key, String unit, ParameterReader numbers) {
        double value = numbers.value(f, key, unit);
        if (value <= 0) {
            f.map(key).problem("value", key + ": found " + f.map(key).raw("value") + "; allowed above 0");
        }
        return value;
    }

    /** A parameter that must not be below zero. */
    static double positiveOrZero(Fields f, String key, String unit, ParameterReader numbers) {
        double value = numbers.value(f, key, unit);
        if (value < 0) {
            f.map(key).problem("value", key + ": found " + f.map(key).raw("value") + "; allowed 0 or more");
        }
        return value;
    }

    /** A parameter that counts something and is at least a number. */
    static int count(Fields f, String key, int least, ParameterReader numbers) {
        double value = numbers.value(f, key, "1");
        if (value < least || value != Math.rint(value) && !Double.isNaN(value)) {
            f.map(key).problem("value", key + ": found " + f.map(key).raw("value") + "; allowed whole numbers from "
                    + least);
        }
        return (int) value;
    }
}
