package org.rexed.pharmacology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.rexed.document.Fields;
import org.rexed.evidence.Parameter;

/**
 * A published (or derived) set of kinetic values of a drug in a species, with the evidence for every number.
 *
 * <p>Volumes and clearances are either per kilogram, or hold for a reference mass and scale with mass to a written
 * power, or hold as they are. Covariates (age, mass, lean mass, height, sex) change single values, either adding
 * {@code slope * (x - centre)} or multiplying by {@code 1 + slope * (x - centre)}. Where a set says which body masses
 * it was studied at, lighter and heavier bodies are computed at the nearest studied mass and taken from there by
 * allometry (clearances by mass to 0.75, volumes in proportion), because a fitted slope means nothing far outside.
 */
public final class KineticSet {
    private static final double CLEARANCE_POWER = 0.75;

    private final String name;
    private final String title;
    private final String matrix;
    private final Rule rule;
    private final int compartments;
    private final double lightest_kg;
    private final double heaviest_kg;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final List<Covariate> covariates = new ArrayList<>();
    private final Set<Site> sites = EnumSet.noneOf(Site.class);
    private final Set<Route> routes = EnumSet.noneOf(Route.class);

    /** How volumes and clearances depend on body mass. */
    public enum Rule {
        /** Values are per kilogram. */
        PER_KILOGRAM,
        /** Values hold for the reference mass and scale with mass to the written powers. */
        ALLOMETRIC,
        /** Values hold for every studied body; only covariates change them. */
        AS_PUBLISHED
    }

    /** What a covariate is. */
    enum Of {
        AGE("a"), MASS("kg"), LEAN_MASS("kg"), HEIGHT("cm"), FEMALE("1");

        private final String unit;

        Of(String unit) {
            this.unit = unit;
        }

        double of(Body body, double mass_kg) {
            Body same = new Body(body.sex(), body.age_y(), mass_kg, body.height_cm());
            return switch (this) {
                case AGE -> body.age_y();
                case MASS -> mass_kg;
                case LEAN_MASS -> same.leanMass_kg();
                case HEIGHT -> body.height_cm();
                case FEMALE -> body.sex() == Sex.FEMALE ? 1.0 : 0.0;
            };
        }
    }

    /** Whether a covariate adds to a value or multiplies it. */
    enum Effect { ADDITIVE, PROPORTIONAL }

    private record Covariate(String target, Of of, Effect effect, Parameter centre, Parameter slope) {}

    private KineticSet(String name, Fields f) {
        this.name = name;
        title = f.text("title");
        matrix = f.oneOf("matrix", List.of("plasma", "blood", "serum"));
        rule = f.choice("scaling", Rule.class);
        String perMass = rule == Rule.PER_KILOGRAM ? "/kg" : "";
        if (rule == Rule.ALLOMETRIC) {
            add(f, "reference-mass", "kg");
            add(f, "clearance-power", "1");
            add(f, "volume-power", "1");
        }
        List<Double> studied = f.quantities("studied-mass", "kg");
        if (!studied.isEmpty() && (studied.size() != 2 || !(studied.get(0) <= studied.get(1)))) {
            f.problem("studied-mass", "studied-mass: expected two masses, lightest and heaviest");
        }
        lightest_kg = studied.size() == 2 ? studied.get(0) : 0.0;
        heaviest_kg = studied.size() == 2 ? studied.get(1) : Double.POSITIVE_INFINITY;
        add(f, "volume-1", "L" + perMass);
        add(f, "clearance", "L/min" + perMass);
        int number = 1;
        while (number < 3 && f.has("volume-" + (number + 1))) {
            number++;
            add(f, "volume-" + number, "L" + perMass);
            add(f, "clearance-" + number, "L/min" + perMass);
        }
        compartments = number;
        add(f, "unbound-fraction", "1");
        f.namedMaps("effect-sites").forEach((key, inner) -> readSite(f, key, inner));
        f.namedMaps("routes").forEach((key, inner) -> readRoute(f, key, inner));
        for (Fields covariate : f.maps("covariates")) {
            readCovariate(covariate);
        }
        if (routes.isEmpty()) {
            f.problem("routes", "routes: at least one route is needed");
        }
        f.done();
    }

    /** Reads one set of values; problems go to the file's list. */
    static KineticSet read(String name, Fields f) {
        return new KineticSet(name, f);
    }

    private void add(Fields f, String key, String unit) {
        Parameter parameter = Parameter.read(f, key, unit);
        if (parameter.value() < 0.0) {
            f.problem(key, key + ": must not be negative");
        }
        parameters.put(key, parameter);
    }

    private void addInner(Fields f, String path, String key, String unit) {
        Parameter parameter = Parameter.read(f, key, unit);
        if (parameter.value() < 0.0) {
            f.problem(key, key + ": must not be negative");
        }
        parameters.put(path + "." + key, parameter);
    }

    private void readSite(Fields outer, String key, Fields f) {
        for (Site site : Site.values()) {
            if (site.key().equals(key)) {
                sites.add(site);
                addInner(f, "effect-sites." + key, "ke0", "1/min");
                addInner(f, "effect-sites." + key, "unbound-partition", "1");
                f.done();
                return;
            }
        }
        outer.problem("effect-sites", "effect-sites: unknown site \"" + key + "\"; allowed: spinal-cord, brainstem");
    }

    private void readRoute(Fields outer, String key, Fields f) {
        for (Route route : Route.values()) {
            if (route.key().equals(key)) {
                routes.add(route);
                String path = "routes." + key;
                if (route != Route.IV) {
                    addInner(f, path, "bioavailability", "1");
                }
                if (siteOf(route) != null || f.has("absorption-rate")) {
                    addInner(f, path, "absorption-rate", "1/min");
                }
                if (siteOf(route) != null) {
                    addInner(f, path, "volume", "L");
                }
                f.done();
                return;
            }
        }
        outer.problem("routes", "routes: unknown route \"" + key + "\"; allowed: "
                + Kinetics.offered(List.of(Route.values())));
    }

    private static Site siteOf(Route route) {
        return switch (route) {
            case INTRATHECAL -> Site.SPINAL_CORD;
            case RVM -> Site.BRAINSTEM;
            default -> null;
        };
    }

    private void readCovariate(Fields f) {
        List<String> targets = new ArrayList<>(parameters.keySet());
        targets.add("ke0");
        String target = f.oneOf("parameter", targets);
        Of of = f.choice("of", Of.class);
        Effect effect = f.choice("effect", Effect.class);
        String unit = effect == Effect.PROPORTIONAL ? "1" : target.equals("ke0") ? "1/min"
                : parameters.containsKey(target) ? parameters.get(target).unit() : "1";
        String slopeUnit = of.unit.equals("1") ? unit : unit + "/" + of.unit;
        Parameter centre = Parameter.read(f, "centre", of.unit);
        Parameter slope = Parameter.read(f, "slope", slopeUnit);
        f.done();
        covariates.add(new Covariate(target, of, effect, centre, slope));
        String path = "covariates." + target + "-" + of.name().toLowerCase(Locale.ROOT).replace('_', '-');
        parameters.put(path + ".centre", centre);
        parameters.put(path + ".slope", slope);
    }

    /** Name of the set in the drug's file. */
    public String name() {
        return name;
    }

    /** What the set is, in a line. */
    public String title() {
        return title;
    }

    /** What the concentration was measured in: plasma, blood or serum. */
    public String matrix() {
        return matrix;
    }

    /** Routes that have absorption values. */
    public Set<Route> routes() {
        return Collections.unmodifiableSet(routes);
    }

    /** Sites of action that have an equilibration rate. */
    public Set<Site> sites() {
        return Collections.unmodifiableSet(sites);
    }

    /** Every number with its evidence, by its path in the file. */
    public Map<String, Parameter> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /** Whether a body lies outside the masses the set was studied at, so that its values are extrapolated. */
    public boolean extrapolates(Body body) {
        return body.mass_kg() < lightest_kg || body.mass_kg() > heaviest_kg;
    }

    /**
     * The plain numbers for one body.
     *
     * @param clearanceFactor factor on elimination, 1 for the typical subject
     * @param volumeFactor factor on every volume, 1 for the typical subject
     */
    public Disposition resolve(Body body, double clearanceFactor, double volumeFactor) {
        double mass = Math.max(lightest_kg, Math.min(heaviest_kg, body.mass_kg()));
        double outside = body.mass_kg() / mass;
        double clearanceScale = scale(mass, "clearance-power")
                * (outside == 1.0 ? 1.0 : StrictMath.pow(outside, CLEARANCE_POWER));
        double volumeScale = scale(mass, "volume-power") * outside;
        List<Double> volumes = new ArrayList<>();
        List<Double> exchange = new ArrayList<>();
        for (int i = 1; i <= compartments; i++) {
            volumes.add(value("volume-" + i, "volume-" + i, body, mass) * volumeScale * volumeFactor);
            if (i > 1) {
                exchange.add(value("clearance-" + i, "clearance-" + i, body, mass) * clearanceScale);
            }
        }
        double clearance = value("clearance", "clearance", body, mass) * clearanceScale * clearanceFactor;
        Map<Site, Disposition.Transfer> transfers = new EnumMap<>(Site.class);
        for (Site site : sites) {
            String path = "effect-sites." + site.key();
            transfers.put(site, new Disposition.Transfer(value(path + ".ke0", "ke0", body, mass),
                    parameters.get(path + ".unbound-partition").value()));
        }
        Map<Route, Disposition.Absorption> absorption = new EnumMap<>(Route.class);
        for (Route route : routes) {
            String path = "routes." + route.key();
            absorption.put(route, new Disposition.Absorption(optional(path + ".absorption-rate", Double.NaN),
                    optional(path + ".bioavailability", 1.0), siteOf(route), optional(path + ".volume", Double.NaN)));
        }
        return new Disposition(volumes, clearance, exchange, parameters.get("unbound-fraction").value(), transfers,
                absorption);
    }

    private double optional(String path, double otherwise) {
        return parameters.containsKey(path) ? parameters.get(path).value() : otherwise;
    }

    private double scale(double mass_kg, String power) {
        return switch (rule) {
            case PER_KILOGRAM -> mass_kg;
            case AS_PUBLISHED -> 1.0;
            case ALLOMETRIC -> StrictMath.pow(mass_kg / parameters.get("reference-mass").value(),
                    parameters.get(power).value());
        };
    }

    private double value(String path, String target, Body body, double mass_kg) {
        double sum = parameters.get(path).value();
        double product = 1.0;
        for (Covariate covariate : covariates) {
            if (covariate.target().equals(target) || covariate.target().equals(path)) {
                double change = covariate.slope().value()
                        * (covariate.of().of(body, mass_kg) - covariate.centre().value());
                if (covariate.effect() == Effect.ADDITIVE) {
                    sum += change;
                } else {
                    product *= 1.0 + change;
                }
            }
        }
        return sum * product;
    }
}
