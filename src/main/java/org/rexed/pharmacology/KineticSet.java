package org.rexed.pharmacology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.rexed.document.Fields;
import org.rexed.document.Location;
import org.rexed.evidence.Parameter;
import org.rexed.pharmacology.Disposition.Delivery;
import org.rexed.pharmacology.Disposition.Moiety;
import org.rexed.receptor.Binding;
import org.rexed.receptor.NmdaBlock;
import org.rexed.receptor.Receptor;

/**
 * A published (or derived) set of kinetic values of a drug in a species, with the evidence for every number: the drug
 * itself, its spinal fluid, its routes, and the metabolites that act. A mixture of enantiomers names the drugs it
 * consists of instead, and one of their sets unless their defaults are meant; each has its own file.
 *
 * <p>Volumes and clearances are either per kilogram, or hold for a reference mass and scale with mass to a written
 * power, or hold as they are. Covariates (age, mass, lean mass, height, body mass index, sex, creatinine) change
 * single values: they add {@code slope * (x - centre)}, or multiply by {@code 1 + slope * (x - centre)} or by
 * {@code (x / centre)^exponent}. Where a set says which body masses it was studied at, lighter and heavier bodies are
 * computed at the nearest studied mass and taken from there by allometry (clearances by mass to 0.75, volumes in
 * proportion), because a fitted slope means nothing far outside. A set of one species can be taken to another as a
 * whole ({@link Allometry}); it then holds for the typical mass there and scales with mass from it.
 */
public final class KineticSet {
    private static final Set<String> OF_RULE = Set.of("reference-mass", "clearance-power", "volume-power");
    private static final int MOST_COMPARTMENTS = 3;
    static final String FLUID = "spinal-fluid.";

    private final String name;
    private final String title;
    private final Trust trust;
    private final String matrix;
    final Rule rule;
    final String drug;
    final double molarMass_g_per_mol;
    private final Species species;
    private final Map<Receptor, Binding> bindings = new EnumMap<>(Receptor.class);
    final Map<String, Integer> compartments = new LinkedHashMap<>();
    final Map<String, Drug> metabolites = new LinkedHashMap<>();
    final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<Drug, KineticSet> mixture = new LinkedHashMap<>();
    final double lightest_kg;
    final double heaviest_kg;
    private final Location location;
    private final boolean derived;
    final Map<String, Parameter> parameters = new LinkedHashMap<>();
    final List<Covariate> covariates = new ArrayList<>();
    final Set<String> intoFluid = new HashSet<>();
    final Map<String, Set<Site>> sites = new LinkedHashMap<>();
    final Map<Route, List<String>> routes = new EnumMap<>(Route.class);

    /** How far a set can be relied on. */
    public enum Trust {
        /** Read in its source or in two that agree, and made for bodies like these. */
        SOLID,
        /** From one transcription, or only part of it measured in such bodies. */
        FAIR,
        /** Recalled, scaled from another species, or put together from general knowledge. */
        SHAKY;

        /** Name used in files. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How volumes and clearances depend on body mass. */
    public enum Rule {
        /** Values are per kilogram. */
        PER_KILOGRAM,
        /** Values hold for the reference mass and scale with mass to the written powers. */
        ALLOMETRIC,
        /** Values hold for every studied body; only covariates change them. */
        AS_PUBLISHED
    }

    private KineticSet(
            String name, Drug drug, Species species, Fields f, Function<String, Drug> others) {
        this.name = name;
        this.drug = drug.name();
        this.molarMass_g_per_mol = drug.molarMass_g_per_mol();
        this.species = species;
        location = f.locationOf("title");
        derived = false;
        title = f.text("title");
        trust = f.choice("trust", Trust.class);
        if (f.has("mixture")) {
            readMixture(f, others);
            matrix = mixture.isEmpty() ? "plasma" : mixture.values().iterator().next().matrix();
            rule = Rule.AS_PUBLISHED;
            lightest_kg = 0.0;
            heaviest_kg = Double.POSITIVE_INFINITY;
            f.done();
            return;
        }
        matrix = f.oneOf("matrix", List.of("plasma", "blood", "serum"));
        rule = f.choice("scaling", Rule.class);
        if (rule == Rule.ALLOMETRIC) {
            add(f, "", "reference-mass", "kg");
            add(f, "", "clearance-power", "1");
            add(f, "", "volume-power", "1");
        }
        List<Double> studied = f.quantities("studied-mass", "kg");
        if (!studied.isEmpty() && (studied.size() != 2 || !(studied.get(0) <= studied.get(1)))) {
            f.problem("studied-mass", "studied-mass: expected two masses, lightest and heaviest");
        }
        lightest_kg = studied.size() == 2 ? studied.get(0) : 0.0;
        heaviest_kg = studied.size() == 2 ? studied.get(1) : Double.POSITIVE_INFINITY;
        readMoiety(f, "");
        if (f.has("spinal-fluid")) {
            readFluid(f.map("spinal-fluid"));
        }
        f.namedMaps("receptors").forEach((key, inner) -> readBinding(f, key, inner, drug.receptors(species)));
        f.namedMaps("routes").forEach((key, inner) -> readRoute(f, key, inner));
        f.namedMaps("metabolites").forEach((key, inner) -> readMetabolite(f, key, inner, others));
        for (Fields covariate : f.maps("covariates")) {
            readCovariate(covariate);
        }
        if (routes.isEmpty()) {
            f.problem("routes", "routes: at least one route is needed");
        }
        f.done();
    }

    private KineticSet(KineticSet known, Allometry allometry) {
        name = nameOf(known.name, allometry);
        drug = known.drug;
        molarMass_g_per_mol = known.molarMass_g_per_mol;
        species = allometry.to();
        title = known.title + "; taken from the " + allometry.from().key() + " to the " + species.key()
                + " by allometry";
        trust = Trust.SHAKY;
        matrix = known.matrix;
        rule = known.mixture.isEmpty() ? Rule.ALLOMETRIC : known.rule;
        lightest_kg = 0.0;
        heaviest_kg = Double.POSITIVE_INFINITY;
        location = known.location;
        bindings.putAll(known.bindings);
        compartments.putAll(known.compartments);
        metabolites.putAll(known.metabolites);
        sources.putAll(known.sources);
        intoFluid.addAll(known.intoFluid);
        sites.putAll(known.sites);
        derived = true;
        Set<String> left = new HashSet<>(OF_RULE);
        known.routes.forEach((route, ways) -> {
            // A share that falls with the logarithm of milligrams says nothing about another body.
            String lost = "routes." + route.key() + ".loss-per-decade";
            if (known.parameters.containsKey(lost)) {
                left.addAll(known.parameters.keySet().stream()
                        .filter(path -> path.startsWith("routes." + route.key() + ".")).toList());
            } else {
                routes.put(route, ways);
            }
        });
        known.mixture.forEach((part, set) -> {
            Map<String, KineticSet> there = part.sets(species);
            mixture.put(part, there.getOrDefault(nameOf(set.name, allometry), part.set(species)));
        });
        if (known.mixture.isEmpty()) {
            parameters.putAll(allometry.rule(name, location));
        }
        // What depends on mass, height and age is taken as in a typical body; what depends on sex goes along.
        Resolution typical = new Resolution(known, Body.ofMass(allometry.from().typicalMass_kg()), 1.0, 1.0);
        known.covariates.stream().filter(each -> !each.ofSex()).forEach(each ->
                left.addAll(List.of(each.path() + ".centre", each.path() + ".slope")));
        known.parameters.forEach((path, parameter) -> {
            if (!left.contains(path)) {
                parameters.put(path, allometry.derive(path, parameter, typical.whole(path), name, location));
            }
        });
        known.covariates.stream().filter(Covariate::ofSex).forEach(each ->
                covariates.add(each.withSlope(parameters.get(each.path() + ".slope"))));
    }

    private static String nameOf(String known, Allometry allometry) {
        return known + "-from-" + allometry.from().key();
    }

    /** The same values taken to another species by allometry, for which they hold with little trust. */
    KineticSet by(Allometry allometry) {
        return new KineticSet(this, allometry);
    }

    /** Whether the values are another species' by allometry and stand in no file. */
    public boolean derived() {
        return derived;
    }

    /**
     * Reads one set of values; problems go to the file's list.
     *
     * @param others gives the drugs that metabolites and mixtures name, or null for unknown ones
     */
    static KineticSet read(
            String name, Drug drug, Species species, Fields f, Function<String, Drug> others) {
        return new KineticSet(name, drug, species, f, others);
    }

    private void readMixture(Fields outer, Function<String, Drug> others) {
        Fields f = outer.map("mixture");
        String own = outer.text("sets-of-parts", "");
        double sum = 0.0;
        for (String key : f.keys()) {
            add(f, "mixture.", key, "1");
            sum += parameters.get("mixture." + key).value();
            Drug part = others.apply(key);
            if (part == null || !part.species().contains(species)) {
                f.problem(key, key + ": no drug of this name has kinetics for species " + species.key());
            } else if (own.isEmpty()) {
                mixture.put(part, part.set(species));
            } else {
                outer.oneOf("sets-of-parts", part.sets(species).keySet());
                mixture.put(part, part.sets(species).getOrDefault(own, part.set(species)));
            }
        }
        f.done();
        if (!(Math.abs(sum - 1.0) < 1e-9)) {
            outer.problem("mixture", "mixture: shares must add up to 1, found " + sum);
        }
    }

    /** Distribution, elimination and sites of the drug itself (empty path) or of a metabolite. */
    private void readMoiety(Fields f, String path) {
        String perMass = rule == Rule.PER_KILOGRAM ? "/kg" : "";
        add(f, path, "volume-1", "L" + perMass);
        add(f, path, "clearance", "L/min" + perMass);
        int number = 1;
        while (number < MOST_COMPARTMENTS && f.has("volume-" + (number + 1))) {
            number++;
            add(f, path, "volume-" + number, "L" + perMass);
            add(f, path, "clearance-" + number, "L/min" + perMass);
        }
        compartments.put(path, number);
        add(f, path, "unbound-fraction", "1");
        sites.put(path, EnumSet.noneOf(Site.class));
        f.namedMaps("effect-sites").forEach((key, inner) -> readSite(f, path, key, inner));
    }

    private void readMetabolite(Fields outer, String key, Fields f, Function<String, Drug> others) {
        Drug metabolite = others.apply(key);
        if (metabolite == null) {
            outer.problem("metabolites", "metabolites: unknown drug \"" + key
                    + "\"; a metabolite has a file of its own in models/drugs");
            return;
        }
        String path = "metabolites." + key + ".";
        List<String> known = new ArrayList<>(List.of(drug));
        known.addAll(metabolites.keySet());
        sources.put(key, f.has("from") ? f.oneOf("from", known) : drug);
        metabolites.put(key, metabolite);
        if (f.has("formation-fraction")) {
            add(f, path, "formation-fraction", "1");
        } else {
            add(f, path, "formation-clearance", "L/min" + (rule == Rule.PER_KILOGRAM ? "/kg" : ""));
        }
        readTransits(f, path);
        if (f.has("first-pass-fraction")) {
            add(f, path, "first-pass-fraction", "1");
        }
        readMoiety(f, path);
        f.done();
    }

    /** What a receptor holds by the endpoint that the set was made for, if that differs. */
    private void readBinding(Fields outer, String key, Fields f, Map<Receptor, Binding> general) {
        for (Map.Entry<Receptor, Binding> each : general.entrySet()) {
            if (each.getKey().key().equals(key)) {
                Binding binding = each.getValue().butFor(f);
                bindings.put(each.getKey(), binding);
                binding.parameters(each.getValue())
                        .forEach((name, value) -> parameters.put("receptors." + key + "." + name, value));
                return;
            }
        }
        outer.problem("receptors", "receptors: " + drug + " has no values for receptor \"" + key + "\"; a set can only "
                + "change what the drug binds: " + String.join(", ",
                general.keySet().stream().map(Receptor::key).toList()));
    }

    private void readTransits(Fields f, String path) {
        if (f.has("transits")) {
            add(f, path, "transits", "1");
            add(f, path, "transit-rate", "1/min");
        }
    }

    private void readFluid(Fields f) {
        String perMass = rule == Rule.PER_KILOGRAM ? "/kg" : "";
        add(f, FLUID, "volume", "L" + perMass);
        add(f, FLUID, "clearance", "L/min" + perMass);
        if (f.has("clearance-from-blood")) {
            add(f, FLUID, "clearance-from-blood", "L/min" + perMass);
        }
        if (f.has("deep-volume")) {
            add(f, FLUID, "deep-volume", "L" + perMass);
            add(f, FLUID, "deep-exchange", "L/min" + perMass);
        }
        add(f, FLUID, "cord-rate", "1/min");
        add(f, FLUID, "cord-partition", "1");
        f.done();
    }

    private void add(Fields f, String path, String key, String unit) {
        Parameter parameter = Parameter.read(f, key, unit);
        if (parameter.value() < 0.0) {
            f.problem(key, key + ": must not be negative");
        }
        parameters.put(path + key, parameter);
    }

    private void readSite(Fields outer, String path, String key, Fields f) {
        for (Site site : Site.values()) {
            if (site.key().equals(key)) {
                sites.get(path).add(site);
                String inner = path + "effect-sites." + key + ".";
                if (f.has("ke0")) {
                    add(f, inner, "ke0", "1/min");
                    add(f, inner, "unbound-partition", "1");
                } else {
                    add(f, inner, "passive-uptake", "1/min");
                    add(f, inner, "efflux", "1/min");
                    add(f, inner, "largest-uptake", "ng/mL/min");
                    add(f, inner, "half-uptake", "ng/mL");
                }
                f.done();
                return;
            }
        }
        outer.problem("effect-sites", "effect-sites: unknown site \"" + key + "\"; allowed: spinal-cord, brainstem");
    }

    private void readRoute(Fields outer, String key, Fields f) {
        for (Route route : Route.values()) {
            if (route.key().equals(key)) {
                String path = "routes." + key + ".";
                if (route != Route.IV) {
                    add(f, path, "bioavailability", "1");
                }
                if (f.has("half-dose")) {
                    add(f, path, "half-dose", "mg");
                } else if (f.has("loss-per-decade")) {
                    add(f, path, "loss-per-decade", "1");
                }
                List<String> ways = new ArrayList<>();
                if (f.has("paths")) {
                    f.namedMaps("paths").forEach((way, inner) -> {
                        ways.add(path + "paths." + way + ".");
                        add(inner, path + "paths." + way + ".", "share", "1");
                        readPath(inner, route, path + "paths." + way + ".");
                        inner.done();
                    });
                } else {
                    ways.add(path);
                    readPath(f, route, path);
                }
                routes.put(route, ways);
                f.done();
                return;
            }
        }
        outer.problem("routes", "routes: unknown route \"" + key + "\"; allowed: "
                + Kinetics.offered(List.of(Route.values())));
    }

    private void readPath(Fields f, Route route, String path) {
        if (route == Route.RVM || f.has("absorption-rate")) {
            add(f, path, "absorption-rate", "1/min");
        }
        if (route == Route.RVM) {
            add(f, path, "volume", "L");
        }
        if (f.has("lag")) {
            add(f, path, "lag", "min");
        }
        readTransits(f, path);
        boolean spinal = f.has("into")
                ? f.oneOf("into", List.of("blood", "spinal-fluid")).equals("spinal-fluid")
                : route == Route.INTRATHECAL;
        if (spinal) {
            intoFluid.add(path);
            if (!parameters.containsKey(FLUID + "volume")) {
                f.problem("into", "route " + route.key()
                        + " leads into the spinal fluid, so the set needs spinal-fluid");
            }
        }
    }

    private void readCovariate(Fields f) {
        Covariate covariate = Covariate.read(f, parameters);
        covariates.add(covariate);
        parameters.put(covariate.path() + ".centre", covariate.centre());
        parameters.put(covariate.path() + ".slope", covariate.slope());
    }

    /** Name of the set in the drug's file. */
    public String name() {
        return name;
    }

    /** What the set is, in a line. */
    public String title() {
        return title;
    }

    /** How far the values can be relied on. */
    public Trust trust() {
        return trust;
    }

    /** What the concentration was measured in: plasma, blood or serum. */
    public String matrix() {
        return matrix;
    }

    /** Routes that have absorption values; of a mixture those that all its parts have. */
    public Set<Route> routes() {
        if (mixture.isEmpty()) {
            return Collections.unmodifiableSet(routes.keySet());
        }
        Set<Route> common = EnumSet.allOf(Route.class);
        mixture.values().forEach(set -> common.retainAll(set.routes()));
        return common;
    }

    /** Sites of action that the drug itself reaches. */
    public Set<Site> sites() {
        return mixture.isEmpty()
                ? Collections.unmodifiableSet(sites.get(""))
                : mixture.values().iterator().next().sites();
    }

    /** The drugs whose kinetics are part of this set: metabolites and the parts of a mixture. */
    public List<Drug> others() {
        List<Drug> all = new ArrayList<>(mixture.keySet());
        mixture.values().forEach(set -> all.addAll(set.others()));
        all.addAll(metabolites.values());
        return all;
    }

    /** Receptors that a drug of this set binds: the drug itself, a metabolite or a part of a mixture. */
    public Map<Receptor, Binding> receptors(Drug which) {
        KineticSet part = mixture.get(which);
        if (part != null) {
            return part.receptors(which);
        }
        Map<Receptor, Binding> all = which.receptors(species);
        if (which.name().equals(drug)) {
            all.putAll(bindings);
        }
        return all;
    }

    /** How a drug of this set blocks NMDA channels, if it does; contested actions that are taken as real. */
    Optional<NmdaBlock.Blocker> nmdaBlock(Drug which, Set<String> contested) {
        return which.nmdaBlock(species, contested);
    }

    /** Every number with its evidence, by its path in the file. */
    public Map<String, Parameter> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /** Whether a body lies outside the masses the set was studied at, so that its values are extrapolated. */
    public boolean extrapolates(Body body) {
        return body.mass_kg() < lightest_kg || body.mass_kg() > heaviest_kg
                || mixture.values().stream().anyMatch(set -> set.extrapolates(body));
    }

    /**
     * The plain numbers for one body.
     *
     * @param clearanceFactor factor on elimination, 1 for the typical subject
     * @param volumeFactor factor on every volume, 1 for the typical subject
     */
    public Disposition resolve(Body body, double clearanceFactor, double volumeFactor) {
        return mixture.isEmpty()
                ? new Resolution(this, body, clearanceFactor, volumeFactor).disposition()
                : mixed(body, clearanceFactor, volumeFactor);
    }

    private Disposition mixed(Body body, double clearanceFactor, double volumeFactor) {
        List<Moiety> moieties = new ArrayList<>();
        Map<Route, List<Delivery>> deliveries = new EnumMap<>(Route.class);
        routes().forEach(route -> deliveries.put(route, new ArrayList<>()));
        mixture.forEach((part, set) -> {
            Disposition own = set.resolve(body, clearanceFactor, volumeFactor);
            int offset = moieties.size();
            own.moieties().forEach(moiety -> moieties.add(moiety.behind(offset)));
            double share = parameters.get("mixture." + part.name()).value();
            deliveries.forEach((route, list) -> own.routes().get(route).forEach(delivery -> list.add(new Delivery(
                    delivery.moiety() + offset, delivery.share() * share, delivery.bioavailability(),
                    delivery.paths()))));
        });
        return new Disposition(moieties, deliveries);
    }
}
