package org.rexed.gui;

import java.util.Locale;
import org.rexed.pharmacology.Route;

/**
 * Something that is done to a subject by hand. Amounts and rates are text with unit, as in a scenario file, because
 * they end up in one.
 */
public sealed interface Intervention {
    /** What was done, in words. */
    String words();

    /**
     * A dose at once.
     *
     * @param drug name of the drug
     * @param dose amount such as {@code 5 mg/kg}
     * @param route way of giving
     */
    record Give(String drug, String dose, Route route) implements Intervention {
        @Override
        public String words() {
            return drug + " " + dose + " " + route.key();
        }
    }

    /**
     * An infusion until it is stopped.
     *
     * @param drug name of the drug
     * @param rate amount per time such as {@code 45 mg/kg/d}
     * @param route way of giving
     */
    record Infuse(String drug, String rate, Route route) implements Intervention {
        @Override
        public String words() {
            return drug + " " + rate + " " + route.key() + " started";
        }
    }

    /**
     * Another rate of a running infusion, until its planned end.
     *
     * @param infusion its place in {@link ByHand#running}
     * @param rate amount per time such as {@code 30 mg/kg/d}
     */
    record SetRate(ByHand.Running infusion, String rate) implements Intervention {
        @Override
        public String words() {
            return infusion.drug() + " " + infusion.route().key() + " from " + infusion.rate() + " to " + rate;
        }
    }

    /** The end of a running infusion. */
    record Stop(ByHand.Running infusion) implements Intervention {
        @Override
        public String words() {
            return infusion.drug() + " " + infusion.rate() + " " + infusion.route().key() + " stopped";
        }
    }

    /** A cut of the dorsolateral funiculus. */
    record Cut() implements Intervention {
        @Override
        public String words() {
            return "DLF cut";
        }
    }

    /** The end of every cut of the dorsolateral funiculus, as of a reversible block. */
    record Restore() implements Intervention {
        @Override
        public String words() {
            return "DLF restored";
        }
    }

    /**
     * An intervention that was made.
     *
     * @param time_min when it takes effect, min after the start of the study
     * @param what what was done
     */
    record Done(double time_min, Intervention what) {
        /** When and what, for lists. */
        public String words() {
            return String.format(Locale.ROOT, "%s: %s", Snapshot.clock(time_min), what.words());
        }
    }
}
