package org.rexed.dosing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.rexed.document.Fields;
import org.rexed.pharmacology.Amount;
import org.rexed.pharmacology.Body;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.DosingRule;
import org.rexed.pharmacology.Drug;
import org.rexed.pharmacology.Route;
import org.rexed.pharmacology.Species;

/**
 * Reads the {@code dosing} of an arm. Tapers and rotations are plans known beforehand and become doses; pumps with a
 * target, patients with a button and titrations decide while the study runs.
 *
 * @param doses doses of tapers and rotations
 * @param rules what decides during the study
 */
public record Dosing(List<Dose> doses, List<DosingRule> rules) {
    private static final double MIN_PER_D = 1440.0;
    private static final int MOST_DOSES = 100_000;
    private static final double LEAST_ng_per_mL = 1e-9;
    private static final double MOST_ng_per_mL = 1e9;

    /** The kinds of rule, as written. */
    private enum Rule { TARGET_CONTROLLED, PATIENT_CONTROLLED, TITRATION, TAPER, ROTATION }

    /** Copies the lists. */
    public Dosing {
        doses = List.copyOf(doses);
        rules = List.copyOf(rules);
    }

    /**
     * What reading needs to know about the study.
     *
     * @param drugNames drugs that exist
     * @param drugs gives a drug by name, or null
     * @param table the equianalgesic table, read when a rotation asks for it
     * @param species species of the subjects
     * @param body their typical body
     * @param tests tests of the study by assay
     */
    public record Study(
            List<String> drugNames, Function<String, Drug> drugs, Supplier<Equianalgesia> table, Species species,
            Body body, Map<String, Tested> tests) {}

    /**
     * An assay of a study.
     *
     * @param unit of its readings
     * @param sites where it is done; at least one
     */
    public record Tested(String unit, List<String> sites) {}

    /** Reads the rules of an arm; problems go to the file's list. */
    public static Dosing read(List<Fields> written, Study study) {
        List<Dose> doses = new ArrayList<>();
        List<DosingRule> rules = new ArrayList<>();
        for (Fields f : written) {
            int before = f.problems().list().size();
            Rule rule = f.decision("rule", Rule.class);
            Reader reader = new Reader(f, study, before);
            switch (rule) {
                case TARGET_CONTROLLED -> reader.target(rules);
                case PATIENT_CONTROLLED -> reader.patient(rules);
                case TITRATION -> reader.titration(rules);
                case TAPER -> reader.taper(doses);
                default -> reader.rotation(doses);
            }
            f.done();
        }
        return new Dosing(doses, rules);
    }

    /** One rule as it is written. */
    private static final class Reader {
        private final Fields f;
        private final Study study;
        private final int before;
        private final String name;
        private final Drug drug;
        private final double from_min;
        private final double until_min;

        Reader(Fields f, Study study, int before) {
            this.f = f;
            this.study = study;
            this.before = before;
            name = f.oneOf("drug", study.drugNames());
            drug = study.drugNames().contains(name) ? study.drugs().apply(name) : null;
            from_min = f.quantity("from", "min", 0, 1e9, 0);
            String end = f.oneWay(List.of("for", "until"));
            until_min = end.isEmpty() ? Double.NaN
                    : f.quantity(end, "min") + (end.equals("for") ? from_min : 0);
            if (until_min <= from_min) {
                f.problem(end, "a rule must last longer than nothing; it starts at "
                        + from_min + " min and ends at " + until_min + " min");
            }
        }

        private boolean fine() {
            return f.problems().list().size() == before;
        }

        private Route route() {
            Route route = f.choice("route", Route.class);
            if (drug != null && !drug.species().contains(study.species())) {
                f.problem("drug", "drug: " + name + " has no kinetics for species " + study.species().key());
            } else if (drug != null && !drug.set(study.species()).routes().contains(route)) {
                f.problem("route", "route: " + name + " has no values for route " + route.key() + " in species "
                        + study.species().key() + "; allowed: " + String.join(", ",
                        drug.set(study.species()).routes().stream().map(Route::key).toList()));
            }
            return route;
        }

        private Amount amount(String key, boolean rate) {
            // Which key is missing has been told.
            if (!fine() && !f.has(key)) {
                return null;
            }
            return rate ? f.form(key, Amount.RATE, Amount::parseRate) : f.form(key, Amount.DOSE, Amount::parse);
        }

        private double every(double otherwise_min) {
            double every = Double.isNaN(otherwise_min) ? f.quantity("every", "min")
                    : f.quantity("every", "min", otherwise_min);
            if (!(every > 0)) {
                f.problem("every", "every: must be greater than zero; found " + f.raw("every"));
            } else if ((until_min - from_min) / every > MOST_DOSES) {
                f.problem("every", "every: gives more than " + MOST_DOSES + " doses");
            }
            return every;
        }

        /** A dose may be written as a dose or as a rate, not both. */
        private boolean rate() {
            return f.either(List.of("dose", "rate")).equals("rate");
        }

        private void target(List<DosingRule> rules) {
            double target = f.quantity("target", "ng/mL", LEAST_ng_per_mL, MOST_ng_per_mL);
            pump(target).ifPresent(rules::add);
        }

        private Optional<TargetControlledInfusion> pump(double target) {
            String at = f.oneOf("at", List.of("plasma", "effect-site"));
            if (!fine() || drug == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(new TargetControlledInfusion(drug, study.species(), study.body(), target,
                        at.equals("effect-site"), from_min, until_min));
            } catch (IllegalArgumentException e) {
                f.problem("drug", "drug: " + e.getMessage());
                return Optional.empty();
            }
        }

        private void patient(List<DosingRule> rules) {
            Amount bolus = amount("dose", false);
            Route route = route();
            double lockout_min = f.quantity("lockout", "min", 0, 1e6);
            boolean limited = f.has("limit");
            Amount limit = limited ? amount("limit", false) : null;
            double window_min = limited ? f.quantity("window", "min", 1, 1e6) : Double.NaN;
            comparable("limit", bolus, limit);
            Goal goal = Goal.read(f.map("goal"), study.tests());
            if (fine() && goal.measure() == Goal.Measure.ASSAY && goal.asked().isEmpty()) {
                f.problem("goal", "goal: how often does the patient ask itself? say it, such as \"every: 10 min\"");
            }
            if (fine()) {
                rules.add(new PatientControlledAnalgesia(
                        name, bolus, route, from_min, until_min, lockout_min, limit, window_min, goal));
            }
        }

        private void comparable(String key, Amount one, Amount other) {
            if (one != null && other != null
                    && (one.unit() != other.unit() || one.perKilogram() != other.perKilogram())) {
                f.problem(key, key + ": found " + f.raw(key) + "; write it in the unit of the dose");
            }
        }

        private void titration(List<DosingRule> rules) {
            String what = f.either(List.of("dose", "rate", "target"));
            if (what.equals("target")) {
                double first = f.quantity("target", "ng/mL", LEAST_ng_per_mL, MOST_ng_per_mL);
                double largest = f.quantity("largest", "ng/mL", LEAST_ng_per_mL, MOST_ng_per_mL);
                Optional<Climb> climb = climb(largest / first, "target");
                Optional<TargetControlledInfusion> pump = pump(first);
                if (climb.isPresent() && pump.isPresent()) {
                    rules.add(new TargetTitration(pump.get(), climb.get()));
                }
                return;
            }
            boolean rate = what.equals("rate");
            Amount first = amount(rate ? "rate" : "dose", rate);
            Route route = route();
            Amount largest = amount("largest", rate);
            comparable("largest", first, largest);
            climb(fine() ? largest.value() / first.value() : Double.NaN, "dose")
                    .ifPresent(climb -> rules.add(new Titration(name, first, rate, route, climb)));
        }

        /** How it is raised; nothing after problems. */
        private Optional<Climb> climb(double largest, String what) {
            double every_min = every(Double.NaN);
            double step = f.quantity("step", "1", 0.001, 10);
            if (largest < 1) {
                f.problem("largest", "largest: found " + f.raw("largest") + ", below the first " + what);
            }
            double margin = f.quantity("margin", "1", 0, 100, Double.POSITIVE_INFINITY);
            double hold_min = f.quantity("hold", "min", 1, 1e6, Double.NaN);
            if (f.has("hold") && f.has("margin")) {
                f.problem("margin", "margin: nothing is lowered while the " + what + " is held; leave out margin or"
                        + " hold");
            }
            Goal goal = Goal.read(f.map("goal"), study.tests());
            Climb climb = new Climb(from_min, until_min, every_min, step, largest, margin, hold_min, goal);
            return fine() ? Optional.of(climb) : Optional.empty();
        }

        private void taper(List<Dose> doses) {
            boolean rate = rate();
            Amount first = amount(rate ? "rate" : "dose", rate);
            Route route = route();
            double every_min = every(rate ? MIN_PER_D : Double.NaN);
            Taper.Shape shape = f.decision("shape", Taper.Shape.class);
            double last = f.quantity("to", "1", 0, 1, 0);
            int stages = shape == Taper.Shape.STEPWISE ? (int) f.integer("stages", 1, 1000) : 1;
            if (shape == Taper.Shape.EXPONENTIAL && !(last > 0)) {
                f.problem("shape", "shape: an exponential taper never reaches zero; say where it leads, such as "
                        + "\"to: 10 %\"");
            }
            if (fine()) {
                doses.addAll(new Taper(name, first, last, rate, route, from_min, until_min - from_min, every_min, shape,
                        stages).doses());
            }
        }

        private void rotation(List<Dose> doses) {
            String old = f.oneOf("from-drug", study.drugNames());
            Route oldRoute = f.choice("from-route", Route.class);
            Amount daily = amount("daily-dose", false);
            Route route = route();
            double every_min = f.has("every") ? every(Double.NaN) : Double.NaN;
            double reduction = f.quantity("reduction", "1", 0, 0.99);
            if (!fine()) {
                return;
            }
            Equianalgesia table = study.table().get();
            if (!table.has(old, oldRoute) || !table.has(name, route)) {
                boolean first = !table.has(old, oldRoute);
                f.problem(first ? "from-drug" : "drug", "the equianalgesic table has no "
                        + (first ? old + " " + oldRoute.key() : name + " " + route.key()) + "; it has "
                        + String.join(", ", table.entries()));
                return;
            }
            if (daily.unit() != Amount.Unit.MILLIGRAM) {
                f.problem("daily-dose", "daily-dose: the equianalgesic table counts milligrams; found "
                        + f.raw("daily-dose"));
                return;
            }
            Amount equal = daily.times(table.ratio(old, oldRoute, name, route) * (1 - reduction));
            if (Double.isNaN(every_min)) {
                doses.add(Dose.infusion(name, equal.times(1 / MIN_PER_D), route, from_min, until_min - from_min));
            } else {
                int times = (int) StrictMath.ceil((until_min - from_min) / every_min - 1e-9);
                doses.add(Dose.bolus(name, equal.times(every_min / MIN_PER_D), route, from_min)
                        .repeated(times == 1 ? 0.0 : every_min, times));
            }
        }
    }
}
