package org.rexed.mechanism;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Site;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Population;
import org.rexed.pharmacology.Target;
import org.rexed.random.RandomKey;

/**
 * Injured skin sensitizes nociceptors and makes some of them fire without a stimulus; an injured nerve loses fibres
 * and others discharge from where they are hurt. Nothing here knows the cord: hyperalgesia and pain are what the
 * circuit makes of this input.
 *
 * <p><b>Course.</b> The cause of an injury has the strength {@code D = s (1 + p (t - t0))} from its begin t0 until it
 * ends, with severity s and progression p; the level m of what it does follows {@code dm/dt = (D - m) / T_rise} while
 * the cause lasts and {@code dm/dt = -m / T_heal} afterwards. Both are solved exactly, with begin and end inside a
 * tick, so that the length of a tick does not matter.
 *
 * <p><b>Skin</b> (inflammation, incision). A nociceptor at distance d from the middle has the weight w: 1 within the
 * radius, {@code exp(-(d - r)^2 / 2 e^2)} beyond. Only injured parts of skin sensitize (Kocher et al. 1987; Banik and
 * Brennan 2004: fibres within 2 mm of a wound). With {@code M = m (1 - c E)}, where E is the effect of a
 * cyclo-oxygenase inhibitor, its heat threshold falls by {@code H w M (1 + K) / (M + K)}, its force threshold is
 * divided by {@code 1 + F w M}, and if it is among the share q of excitable fibres it fires at {@code d w M A} beside
 * its normal rate, with the subject's activity A. Discharge and heat sensitization of C fibres one day after an
 * incision: Banik and Brennan 2004, Xu and Brennan 2010; during inflammation: Kocher et al. 1987, Djouhri et al. 2006.
 *
 * <p><b>Capsaicin and burn.</b> The same without a change of force thresholds, capsaicin at C fibres only; the
 * discharge is there at once, {@code d w s exp(-(t - t0) / f) A}, and fades while the sensitivity to heat stays.
 *
 * <p><b>Current</b> (electrical stimulation). While it is on, a share {@code q s w} of C fibres fires at the rate d;
 * nothing is sensitized (Koppert et al. 2001).
 *
 * <p><b>Nerve.</b> The damage n equals D while the cause lasts and then {@code dn/dt = -n / T_heal}. A fibre of the
 * dermatome whose own draw lies below {@code 1 - (1 - L)^n} does not reach the skin; shares of A and C fibres
 * discharge at {@code d m A} (Michaelis et al. 1995, Djouhri et al. 2006).
 *
 * <p>The strength of the mechanism multiplies H, F, d and n. What the draws of a fibre are does not depend on the
 * injury, so the same fibres answer to a second one.
 */
public final class PeripheralInput implements Mechanism {
    /** Name of the mechanism. */
    public static final String NAME = "peripheral-input";

    private static final List<String> C_FIBRES = List.of("c-peptidergic", "c-nonpeptidergic");
    private static final List<String> A_FIBRES = List.of("a-delta", "a-beta");
    private static final List<String> NOCICEPTORS = List.of("c-peptidergic", "c-nonpeptidergic", "a-delta");

    private final Settings settings;
    private final double strength;
    private final Injuries injuries;
    private final Milieu milieu;
    private final RandomKey key;
    private final List<Wound> wounds = new ArrayList<>();
    private double time_min;

    /**
     * How injuries of one kind come and go.
     *
     * @param rise_min time constant of the rise while the cause lasts
     * @param duration_min how long the cause lasts unless the scenario says
     * @param healing_min time constant of healing afterwards
     */
    public record Course(double rise_min, double duration_min, double healing_min) {
        private static Course read(String kind, Fields f, ParameterReader numbers) {
            return new Course(
                    numbers.value(f, kind + "-rise", "min"),
                    numbers.value(f, kind + "-duration", "min"),
                    numbers.value(f, kind + "-healing", "min"));
        }
    }

    /**
     * What injured skin does to nociceptors at level 1.
     *
     * @param heatDrop_K drop H of the heat threshold
     * @param forceGain gain F by which the force threshold is divided; 0 for brisk kinds
     * @param share share q of fibres that discharge
     * @param discharge_Hz their rate d
     * @param fading_min time constant of the decline of the discharge since the begin; infinite for kinds that last
     */
    public record Skin(double heatDrop_K, double forceGain, double share, double discharge_Hz, double fading_min) {
        private static Skin read(Injury.Kind kind, Fields f, ParameterReader numbers) {
            boolean brisk = kind.isBrisk();
            return new Skin(
                    numbers.value(f, kind.key() + "-heat-drop", "K"),
                    brisk ? 0 : numbers.value(f, kind.key() + "-force-gain", "1"),
                    numbers.value(f, kind.key() + "-active-share", "1"),
                    numbers.value(f, kind.key() + "-discharge", "Hz"),
                    brisk ? numbers.value(f, kind.key() + "-fading", "min") : Double.POSITIVE_INFINITY);
        }
    }

    /**
     * What a current through the skin does to C fibres between its electrodes.
     *
     * @param share share of fibres that a current of severity 1 excites
     * @param rate_Hz rate at which they fire
     */
    public record Current(double share, double rate_Hz) {}

    /**
     * What an injured nerve does to the fibres of its dermatome at level 1.
     *
     * @param lostShare share L that no longer reaches the skin
     * @param aShare share of A fibres that discharge
     * @param a_Hz their rate
     * @param cShare share of C fibres that discharge
     * @param c_Hz their rate
     */
    public record Nerve(double lostShare, double aShare, double a_Hz, double cShare, double c_Hz) {}

    /**
     * Courses and effects of all kinds.
     *
     * @param courses course of each kind
     * @param skin effects of the kinds that concern skin
     * @param nerve effects of an injured nerve
     * @param current effects of a current through the skin
     * @param halfHeat level K that bounds the drop of the heat threshold
     * @param edge_mm width e of the edge of injured skin
     * @param prostaglandinShare share c of the level that needs cyclo-oxygenase
     */
    public record Settings(
            Map<Injury.Kind, Course> courses,
            Map<Injury.Kind, Skin> skin,
            Nerve nerve,
            Current current,
            double halfHeat,
            double edge_mm,
            double prostaglandinShare) {
        /** Reads the parameters of the mechanism's file. */
        public static Settings read(Fields f, ParameterReader numbers) {
            Map<Injury.Kind, Course> courses = new LinkedHashMap<>();
            Map<Injury.Kind, Skin> skin = new LinkedHashMap<>();
            for (Injury.Kind kind : Injury.Kind.values()) {
                if (kind != Injury.Kind.ELECTRICAL_STIMULATION) {
                    courses.put(kind, Course.read(kind.key(), f, numbers));
                    if (kind != Injury.Kind.NERVE_INJURY) {
                        skin.put(kind, Skin.read(kind, f, numbers));
                    }
                }
            }
            Nerve nerve = new Nerve(
                    numbers.value(f, "nerve-injury-lost-share", "1"),
                    numbers.value(f, "nerve-injury-a-share", "1"),
                    numbers.value(f, "nerve-injury-a-discharge", "Hz"),
                    numbers.value(f, "nerve-injury-c-share", "1"),
                    numbers.value(f, "nerve-injury-c-discharge", "Hz"));
            return new Settings(
                    courses,
                    skin,
                    nerve,
                    new Current(
                            numbers.value(f, "electrical-stimulation-active-share", "1"),
                            numbers.value(f, "electrical-stimulation-discharge", "Hz")),
                    numbers.value(f, "half-heat-drop", "1"),
                    numbers.value(f, "edge", "mm"),
                    numbers.value(f, "prostaglandin-share", "1"));
        }
    }

    /** One injury of this animal: its fibres with their weights, and its present state. */
    private final class Wound {
        private final Injury injury;
        private final Course course;
        private final double end_min;
        private final List<Reached> reached = new ArrayList<>();
        private double level;
        private double damage;

        private Wound(Injury injury) {
            this.injury = injury;
            course = settings.courses().get(injury.kind());
            end_min = course != null && Double.isNaN(injury.until_min())
                    ? injury.at_min() + course.duration_min() : injury.until_min();
            Site site = milieu.circuit().anatomy().sites().get(injury.site());
            if (isNerve()) {
                C_FIBRES.forEach(name -> reach(name, site, false));
                A_FIBRES.forEach(name -> reach(name, site, true));
            } else {
                boolean onlyC = isCurrent() || injury.kind() == Injury.Kind.CAPSAICIN;
                (onlyC ? C_FIBRES : NOCICEPTORS).forEach(name -> reach(name, site, A_FIBRES.contains(name)));
            }
        }

        private boolean isNerve() {
            return injury.kind() == Injury.Kind.NERVE_INJURY;
        }

        private boolean isCurrent() {
            return injury.kind() == Injury.Kind.ELECTRICAL_STIMULATION;
        }

        private void reach(String name, Site site, boolean a) {
            Circuit circuit = milieu.circuit();
            for (Population p : circuit.populations(name)) {
                for (int i = p.first(); i < p.end(); i++) {
                    double weight = isNerve()
                            ? p.group().equals(site.dermatome()) ? 1 : 0
                            : weight(circuit.x_mm(i) - site.x_mm(), circuit.y_mm(i) - site.y_mm());
                    if (weight > 0) {
                        double excitable = key.child("excitable").uniform(circuit.identity(i), 0);
                        double resistant = key.child("resistant").uniform(circuit.identity(i), 0);
                        reached.add(new Reached(i, a, weight, excitable, resistant));
                    }
                }
            }
        }

        private double weight(double dx_mm, double dy_mm) {
            double beyond = StrictMath.sqrt(dx_mm * dx_mm + dy_mm * dy_mm) - injury.radius_mm();
            double edges = beyond / settings.edge_mm();
            return beyond <= 0 ? 1 : StrictMath.exp(-0.5 * edges * edges);
        }

        private double cause(double at_min) {
            return injury.severity() * (1 + injury.progression_per_min() * (at_min - injury.at_min()));
        }

        private void advance(double from_min, double to_min) {
            if (isCurrent()) {
                level = to_min > injury.at_min() && to_min <= end_min ? injury.severity() : 0;
                return;
            }
            double since = Math.max(from_min, injury.at_min());
            double until = Math.min(to_min, end_min);
            if (until > since) {
                // The exact solution for a cause that grows linearly.
                double lag = injury.severity() * injury.progression_per_min() * course.rise_min();
                double decay = StrictMath.exp(-(until - since) / course.rise_min());
                level = cause(until) - lag + (level - cause(since) + lag) * decay;
                damage = cause(until);
            }
            if (to_min > Math.max(from_min, end_min)) {
                double healed_min = to_min - Math.max(from_min, end_min);
                level = Milieu.relax(level, 0, healed_min, course.healing_min());
                damage = Milieu.relax(damage, 0, healed_min, course.healing_min());
            }
        }

        private void modulate(ModulationPorts ports, double activity) {
            if (isNerve()) {
                ofNerve(ports);
            } else if (!isCurrent()) {
                ofSkin(ports);
            }
            for (Reached fibre : reached) {
                ports.ongoingDischarge_Hz[fibre.number()] += discharge_Hz(fibre, activity);
            }
        }

        /** Rate of a fibre beside its normal one. */
        private double discharge_Hz(Reached fibre, double activity) {
            if (isNerve()) {
                Nerve nerve = settings.nerve();
                boolean active = fibre.excitable() < (fibre.a() ? nerve.aShare() : nerve.cShare());
                return active ? strength * (fibre.a() ? nerve.a_Hz() : nerve.c_Hz()) * level * activity : 0;
            }
            if (isCurrent()) {
                // A pulse fires a fibre once or not at all, so a stronger current reaches more of them.
                Current current = settings.current();
                boolean reaches = fibre.excitable() < strength * level * current.share() * fibre.weight();
                return reaches ? current.rate_Hz() : 0;
            }
            Skin skin = settings.skin().get(injury.kind());
            double acting = injury.kind().isBrisk() ? barrage() : sensitizing();
            double rate_Hz = strength * skin.discharge_Hz() * acting * activity;
            return fibre.excitable() < skin.share() ? rate_Hz * fibre.weight() : 0;
        }

        /** The barrage of a brisk injury: at its greatest at once, then fading while the skin stays sensitive. */
        private double barrage() {
            double since_min = time_min - injury.at_min();
            double fading_min = settings.skin().get(injury.kind()).fading_min();
            return since_min > 0 ? injury.severity() * StrictMath.exp(-since_min / fading_min) : 0;
        }

        /** The level that acts: an inhibitor of cyclo-oxygenase takes its share. */
        private double sensitizing() {
            // The drug in skin is taken to act as it does in the cord, whose level follows blood.
            double inhibited = milieu.drugEffect(Target.CYCLO_OXYGENASE, org.rexed.pharmacology.Site.SPINAL_CORD);
            return level * (1 - settings.prostaglandinShare() * inhibited);
        }

        private void ofSkin(ModulationPorts ports) {
            Skin skin = settings.skin().get(injury.kind());
            double sensitizing = sensitizing();
            double heat_K = strength * skin.heatDrop_K() * sensitizing * (1 + settings.halfHeat())
                    / (sensitizing + settings.halfHeat());
            double force = strength * skin.forceGain() * sensitizing;
            for (Reached fibre : reached) {
                ports.heatThresholdShift_K[fibre.number()] -= heat_K * fibre.weight();
                ports.forceThresholdFactor[fibre.number()] /= 1 + force * fibre.weight();
            }
        }

        private void ofNerve(ModulationPorts ports) {
            Nerve nerve = settings.nerve();
            double lost = 1 - StrictMath.exp(strength * damage * StrictMath.log1p(-nerve.lostShare()));
            for (Reached fibre : reached) {
                if (fibre.resistant() < lost) {
                    ports.transductionFactor[fibre.number()] = 0;
                }
            }
        }
    }

    /** A fibre that an injury reaches, with its weight and its own draws. */
    private record Reached(int number, boolean a, double weight, double excitable, double resistant) {}

    /**
     * A mechanism of the given strength (1 is normal) in a milieu.
     *
     * @param injuries injuries and activity of the animal
     * @param key key of the draws of its fibres
     */
    public PeripheralInput(
            Settings settings, double strength, Injuries injuries, Milieu milieu, RandomKey key) {
        this.settings = settings;
        this.strength = strength;
        this.injuries = injuries;
        this.milieu = milieu;
        this.key = key;
        injuries.injuries().forEach(injury -> wounds.add(new Wound(injury)));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Signal> reads() {
        return EnumSet.of(Signal.DRUG_EFFECT);
    }

    @Override
    public Set<Signal> writes() {
        return EnumSet.of(Signal.DISCHARGE);
    }

    @Override
    public Set<Port> modulates() {
        return EnumSet.of(
                Port.HEAT_THRESHOLD_SHIFT, Port.FORCE_THRESHOLD_FACTOR, Port.TRANSDUCTION_FACTOR,
                Port.ONGOING_DISCHARGE);
    }

    @Override
    public void advance(double step_min) {
        double before_min = time_min;
        time_min += step_min;
        wounds.forEach(wound -> wound.advance(before_min, time_min));
        if (!wounds.isEmpty()) {
            tellDischarge();
        }
    }

    private void tellDischarge() {
        double activity = injuries.level(time_min);
        milieu.fill(Signal.DISCHARGE, 0);
        for (Wound wound : wounds) {
            for (Reached fibre : wound.reached) {
                double others_Hz = milieu.get(Signal.DISCHARGE, fibre.number());
                milieu.set(Signal.DISCHARGE, fibre.number(), others_Hz + wound.discharge_Hz(fibre, activity));
            }
        }
    }

    @Override
    public void modulate(ModulationPorts ports) {
        double activity = injuries.level(time_min);
        wounds.forEach(wound -> wound.modulate(ports, activity));
    }

    @Override
    public void sample(Sampler sampler) {
        if (wounds.isEmpty()) {
            return;
        }
        Map<String, Double> levels = new LinkedHashMap<>();
        for (Wound wound : wounds) {
            levels.merge(wound.injury.kind().key() + "@" + wound.injury.site(), wound.level, Double::sum);
        }
        levels.forEach((entity, level) -> sampler.add("injury:" + entity, "level", level, "1"));
        sampler.add("subject", "activity_level", injuries.level(time_min), "1");
    }
}
