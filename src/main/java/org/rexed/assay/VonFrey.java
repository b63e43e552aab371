package org.rexed.assay;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Probe;
import org.rexed.circuit.Site;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;
import org.rexed.nociception.PunctateForce;
import org.rexed.random.RandomKey;

/**
 * Von Frey filaments by the up-down method (Dixon 1980; Chaplan et al. 1994): start in the middle, weaker after a
 * response, stronger after none, a number of further presentations after the first change. The 50 % threshold is the
 * maximum-likelihood location of a normal response curve on log force whose standard deviation is the mean filament
 * spacing, which is how Dixon's table is defined. Without a response at the strongest, or without a miss at the weakest
 * filament, the reading stands at that filament and is censored.
 */
public final class VonFrey implements Assay {
    private static final double MILLINEWTON_PER_GRAM = 9.80665;
    private static final int GRID = 400;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
    private final String name;
    private final String title;
    private final List<Double> filaments_g;
    private final int first;
    private final int afterChange;
    private final double hold_ms;
    private final double onset_ms;
    private final double spread_mm;
    private final Withdrawal withdrawal;

    private record Presentation(int filament, boolean response) {}

    /** Whoever answers the filaments: an animal, or a known response curve in tests of the method. */
    @FunctionalInterface
    interface Responder {
        /** Whether the presentation with this number (from 0) and force in grams evokes a withdrawal. */
        boolean responds(int presentation, double force_g);
    }

    private VonFrey(String name, Fields f, ParameterReader numbers) {
        this.name = name;
        title = f.text("title");
        filaments_g = numbers.values(f, "filaments", "gf");
        first = (int) numbers.value(f, "first-filament", "1") - 1;
        if (f.has("first-filament") && (first < 0 || first >= filaments_g.size())) {
            f.problem("first-filament", "first-filament: there are " + filaments_g.size() + " filaments; found "
                    + (first + 1));
        }
        afterChange = (int) numbers.value(f, "presentations-after-change", "1");
        hold_ms = numbers.value(f, "hold", "ms");
        onset_ms = numbers.value(f, "onset", "ms");
        spread_mm = numbers.value(f, "spread", "mm");
        withdrawal = Withdrawal.read(f.map("withdrawal"), numbers);
        f.done();
    }

    static VonFrey read(String name, Fields f, ParameterReader numbers) {
        return new VonFrey(name, f, numbers);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String unit() {
        return "g";
    }

    @Override
    public Reading measure(Circuit circuit, Site site, RandomKey chance, ProbeObserver observer) {
        return upDown((presentation, force_g) ->
                respond(circuit, site, force_g, chance.child(presentation), observer));
    }

    /** The up-down series and its threshold. */
    Reading upDown(Responder responder) {
        List<Presentation> series = new ArrayList<>();
        int filament = first;
        int remaining = -1;
        while (remaining != 0) {
            boolean response = responder.responds(series.size(), filaments_g.get(filament));
            boolean changed = remaining < 0 && !series.isEmpty() && series.get(0).response() != response;
            series.add(new Presentation(filament, response));
            remaining = changed ? afterChange : remaining > 0 ? remaining - 1 : remaining;
            int next = filament + (response ? -1 : 1);
            if (next < 0 || next >= filaments_g.size()) {
                if (remaining < 0) {
                    return new Reading(filaments_g.get(filament), unit(), true);
                }
                next = filament;
            }
            filament = next;
        }
        return threshold(series);
    }

    private boolean respond(Circuit circuit, Site site, double force_g, RandomKey chance, ProbeObserver observer) {
        PunctateForce stimulus = new PunctateForce(
                site.x_mm(), site.y_mm(), force_g * MILLINEWTON_PER_GRAM, onset_ms, hold_ms, spread_mm);
        Probe probe = new Probe(circuit, stimulus, chance);
        return !Double.isInfinite(withdrawal.time_ms(circuit, site, probe, onset_ms, onset_ms + hold_ms, observer));
    }

    private Reading threshold(List<Presentation> series) {
        double low = StrictMath.log(filaments_g.get(0));
        double high = StrictMath.log(filaments_g.get(filaments_g.size() - 1));
        double spacing = (high - low) / (filaments_g.size() - 1);
        double best = low;
        double bestLikelihood = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= GRID; i++) {
            double location = low + (high - low) * i / GRID;
            double likelihood = 0;
            for (Presentation p : series) {
                double z = (StrictMath.log(filaments_g.get(p.filament())) - location) / spacing;
                likelihood += StrictMath.log(NORMAL.cumulativeProbability(p.response() ? z : -z));
            }
            if (likelihood > bestLikelihood) {
                bestLikelihood = likelihood;
                best = location;
            }
        }
        return new Reading(StrictMath.exp(best), unit(), false);
    }
}
