package org.rexed.pharmacology;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rexed.pharmacology.Disposition.Delivery;
import org.rexed.pharmacology.Disposition.Formation;
import org.rexed.pharmacology.Disposition.Moiety;

/** The plain numbers of a set of kinetic values for one body. */
final class Resolution {
    private static final String FLUID = KineticSet.FLUID;

    private final KineticSet set;
    private final Body body;
    private final double mass_kg;
    private final double clearanceScale;
    private final double volumeScale;
    private final double clearanceFactor;

    Resolution(KineticSet set, Body body, double clearanceFactor, double volumeFactor) {
        this.set = set;
        this.body = body;
        this.clearanceFactor = clearanceFactor;
        mass_kg = Math.max(set.lightest_kg, Math.min(set.heaviest_kg, body.mass_kg()));
        double outside = body.mass_kg() / mass_kg;
        clearanceScale = scale("clearance-power")
                * (outside == 1.0 ? 1.0 : StrictMath.pow(outside, Allometry.CLEARANCE));
        volumeScale = scale("volume-power") * outside * volumeFactor;
    }

    private double scale(String power) {
        return switch (set.rule) {
            case PER_KILOGRAM -> mass_kg;
            case AS_PUBLISHED -> 1.0;
            case ALLOMETRIC -> StrictMath.pow(mass_kg / set.parameters.get("reference-mass").value(),
                    set.parameters.get(power).value());
        };
    }

    Disposition disposition() {
        List<Moiety> moieties = new ArrayList<>();
        moieties.add(moiety(set.drug, set.molarMass_g_per_mol, "", fluid(), null));
        List<String> names = new ArrayList<>(List.of(set.drug));
        set.metabolites.forEach((key, metabolite) -> {
            String path = "metabolites." + key + ".";
            moieties.add(moiety(key, metabolite.molarMass_g_per_mol(), path, null,
                    formation(path, names.indexOf(set.sources.get(key)))));
            names.add(key);
        });
        Map<Route, List<Delivery>> deliveries = new EnumMap<>(Route.class);
        for (Route route : set.routes.keySet()) {
            deliveries.put(route, List.of(delivery(route)));
        }
        return new Disposition(moieties, deliveries);
    }

    private Moiety moiety(
            String of, double molarMass, String path, Disposition.SpinalFluid fluid, Formation formation) {
        List<Double> volumes = new ArrayList<>();
        List<Double> exchange = new ArrayList<>();
        for (int i = 1; i <= set.compartments.get(path); i++) {
            volumes.add(volume(path + "volume-" + i));
            if (i > 1) {
                exchange.add(value(path + "clearance-" + i) * clearanceScale);
            }
        }
        Map<Site, Disposition.Transfer> transfers = new EnumMap<>(Site.class);
        for (Site site : set.sites.get(path)) {
            transfers.put(site, transfer(path + "effect-sites." + site.key() + ".", molarMass));
        }
        return new Moiety(of, molarMass, volumes, clearance(path + "clearance") * unformed(path), exchange,
                value(path + "unbound-fraction"), transfers, fluid, formation);
    }

    /** The share of a moiety's clearance that does not form metabolites by a written fraction. */
    private double unformed(String path) {
        String of = path.isEmpty() ? set.drug : path.substring("metabolites.".length(), path.length() - 1);
        double left = 1.0;
        for (Map.Entry<String, String> source : set.sources.entrySet()) {
            if (source.getValue().equals(of)) {
                left -= optional("metabolites." + source.getKey() + ".formation-fraction", 0.0);
            }
        }
        return Math.max(0.0, left);
    }

    private Formation formation(String path, int source) {
        String from = source == 0 ? "" : "metabolites." + new ArrayList<>(set.sources.keySet()).get(source - 1) + ".";
        double formed = set.parameters.containsKey(path + "formation-clearance")
                ? clearance(path + "formation-clearance")
                : clearance(from + "clearance") * value(path + "formation-fraction");
        return new Formation(source, formed, (int) optional(path + "transits", 0.0),
                optional(path + "transit-rate", Double.NaN), optional(path + "first-pass-fraction", 0.0));
    }

    private Disposition.Transfer transfer(String path, double molarMass) {
        if (set.parameters.containsKey(path + "ke0")) {
            return new Disposition.Transfer(value(path + "ke0"), value(path + "unbound-partition"));
        }
        double nM_per_ng_per_mL = 1e3 / molarMass;
        return new Disposition.Transfer(Double.NaN, Double.NaN, new Disposition.Uptake(
                value(path + "passive-uptake"), value(path + "efflux"),
                value(path + "largest-uptake") * nM_per_ng_per_mL, value(path + "half-uptake") * nM_per_ng_per_mL));
    }

    private Disposition.SpinalFluid fluid() {
        if (!set.parameters.containsKey(FLUID + "volume")) {
            return null;
        }
        boolean deep = set.parameters.containsKey(FLUID + "deep-volume");
        return new Disposition.SpinalFluid(volume(FLUID + "volume"), value(FLUID + "clearance") * clearanceScale,
                optional(FLUID + "clearance-from-blood", 0.0) * clearanceScale,
                deep ? volume(FLUID + "deep-volume") : Double.NaN,
                deep ? value(FLUID + "deep-exchange") * clearanceScale : Double.NaN,
                value(FLUID + "cord-rate"), value(FLUID + "cord-partition"));
    }

    private Delivery delivery(Route route) {
        String path = "routes." + route.key() + ".";
        Bioavailability share = new Bioavailability(optional(path + "bioavailability", 1.0),
                optional(path + "half-dose", Double.NaN), optional(path + "loss-per-decade", Double.NaN));
        List<Disposition.Path> paths = new ArrayList<>();
        for (String way : set.routes.get(route)) {
            Disposition.Into into = route == Route.RVM ? Disposition.Into.BRAINSTEM_TISSUE
                    : set.intoFluid.contains(way) ? Disposition.Into.SPINAL_FLUID : Disposition.Into.BLOOD;
            paths.add(new Disposition.Path(optional(way + "share", 1.0), optional(way + "lag", 0.0),
                    (int) optional(way + "transits", 0.0), optional(way + "transit-rate", Double.NaN),
                    optional(way + "absorption-rate", Double.NaN), into, optional(way + "volume", Double.NaN)));
        }
        return new Delivery(0, 1.0, share, paths);
    }

    private double volume(String path) {
        return value(path) * volumeScale;
    }

    private double clearance(String path) {
        return value(path) * clearanceScale * clearanceFactor;
    }

    private double optional(String path, double otherwise) {
        return set.parameters.containsKey(path) ? value(path) : otherwise;
    }

    private double value(String path) {
        return value(path, set.covariates);
    }

    /** What a value is in the whole of this body; what depends on sex is left as written. */
    double whole(String path) {
        double value = value(path, set.covariates.stream().filter(each -> !each.ofSex()).toList());
        String unit = set.parameters.get(path).unit();
        // Volumes of routes are those of an injected site; the rule does not change them.
        return path.startsWith("routes.") ? value : unit.startsWith("L/min") ? value * clearanceScale
                : unit.equals("L") || unit.equals("L/kg") ? value * volumeScale : value;
    }

    private double value(String path, List<Covariate> counted) {
        double sum = set.parameters.get(path).value();
        double product = 1.0;
        for (Covariate covariate : counted) {
            if (covariate.changes(path)) {
                sum += covariate.addend(body, mass_kg);
                product *= covariate.factor(body, mass_kg);
            }
        }
        return sum * product;
    }
}
