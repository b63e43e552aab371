package org.rexed.electrophysiology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.rexed.electrophysiology.Observed.Reaction;
import org.rexed.electrophysiology.Protocol.Level;
import org.rexed.electrophysiology.ResponseCount.Change;
import org.rexed.experiment.Statistics;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.random.RandomKey;

/**
 * Means over circuits with their 95 % intervals. The unit of every interval is the circuit: cells and trials of one
 * circuit are averaged first.
 */
public final class Results {
    private final Protocol protocol;
    /** What each circuit showed, by condition and number; null for one that failed. */
    private final Map<String, Observed[]> observed = new LinkedHashMap<>();

    /**
     * Rate of a class in a phase.
     *
     * @param condition name of the condition
     * @param level label of the stimulus
     * @param values what is varied
     * @param population class of cells
     * @param dermatome dermatome or nucleus
     * @param rate mean over cells, Hz
     * @param median median over cells, Hz
     * @param difference of the mean to the same circuits under the reference condition, Hz
     * @param cells recorded cells of the group, mean over circuits
     */
    public record Rate(String condition, String level, Map<String, Object> values, String population, String dermatome,
                       String phase, Estimate rate, Estimate median, Estimate difference, double cells) {}

    /** Spikes of a cell that one pulse evoked in a window. */
    public record Evoked(String condition, String level, Map<String, Object> values, String population,
                         String dermatome, int pulse, String window, Estimate spikes) {}

    /**
     * A train of pulses in a few numbers.
     *
     * @param total spikes of a cell over all pulses
     * @param input spikes to the first pulse times the number of pulses
     * @param excess total less input: wind-up as it is usually counted
     * @param ratio spikes to the fifth pulse over those to the first
     * @param reduction share of the excess of the reference condition that is gone
     */
    public record WindUp(String condition, String level, Map<String, Object> values, String population,
                         String dermatome, String window, Estimate total, Estimate input, Estimate excess,
                         Estimate ratio, Estimate reduction) {}

    /**
     * Withdrawal of the limb.
     *
     * @param latency time from the onset in s; a trial without withdrawal counts as its whole length
     * @param intensity of the stimulus at withdrawal, trials without one left out
     * @param unit of the intensity
     * @param censored share of trials without withdrawal
     */
    public record Reflex(String condition, String level, Map<String, Object> values, Estimate latency,
                         Estimate intensity, String unit, double censored) {}

    /**
     * Shares of cells and trials that responded.
     *
     * @param unit {@code cell}, or {@code class} for all cells of a class taken together
     * @param inhibitedOfTestable share of inhibited ones among those that could show it; without values for a class
     * @param onset of the response relative to the first motor spike, ms; for a class only
     */
    public record Response(String condition, String level, Map<String, Object> values, String population,
                           String dermatome, String unit, Estimate excited, Estimate inhibited, Estimate unchanged,
                           Estimate inhibitedOfTestable, Estimate onset) {}

    Results(Protocol protocol) {
        this.protocol = protocol;
        protocol.conditions().forEach(c -> observed.put(c.name(), new Observed[protocol.circuits()]));
    }

    void add(String condition, int circuit, Observed one) {
        observed.get(condition)[circuit] = one;
    }

    /** The phase that shows the response: the first that does not end before the stimulus. */
    public String mainPhase() {
        return protocol.phases().stream().filter(p -> p.zero() == Protocol.Zero.WITHDRAWAL || p.until_ms() > 0)
            .findFirst().or(() -> protocol.phases().stream().findFirst()).map(Protocol.Phase::name).orElse("");
    }

    /** Columns that tell levels apart. */
    public List<String> columns() {
        return protocol.columns();
    }

    private double[] values(String condition, ToDoubleFunction<Observed> value) {
        return Arrays.stream(observed.get(condition)).mapToDouble(o -> o == null ? Double.NaN : value.applyAsDouble(o))
            .toArray();
    }

    private Estimate estimate(String condition, ToDoubleFunction<Observed> value) {
        return Statistics.of(values(condition, value));
    }

    private Estimate difference(String condition, ToDoubleFunction<Observed> value) {
        return condition.equals(protocol.reference()) ? Statistics.of(new double[0])
            : Statistics.paired(values(condition, value), values(protocol.reference(), value));
    }

    /** A place in the results: a condition, a level and a group. */
    private interface Visit {
        void at(String condition, int level, Level stimulus, int g, Group group);
    }

    private void each(Visit visit) {
        for (String condition : observed.keySet()) {
            for (int level = 0; level < protocol.levels().size(); level++) {
                for (int g = 0; g < protocol.recorded().groups().size(); g++) {
                    visit.at(condition, level, protocol.levels().get(level), g, protocol.recorded().groups().get(g));
                }
            }
        }
    }

    /** Rates of all classes in all phases. */
    public List<Rate> rates() {
        List<Rate> rows = new ArrayList<>();
        each((condition, level, stimulus, g, group) -> {
            double cells = estimate(condition, o -> o.cells()[level][g]).mean();
            for (int phase = 0; phase < protocol.phases().size(); phase++) {
                int p = phase;
                ToDoubleFunction<Observed> rate = o -> o.rate_Hz()[level][g][p];
                rows.add(new Rate(condition, stimulus.label(), stimulus.values(), group.population(), group.place(),
                    protocol.phases().get(phase).name(), estimate(condition, rate),
                    estimate(condition, o -> o.median_Hz()[level][g][p]), difference(condition, rate), cells));
            }
        });
        return rows;
    }

    /** One row for each circuit, in the order of {@link #rates()}. */
    void circuits(CircuitRow row) {
        each((condition, level, stimulus, g, group) -> {
            for (int i = 0; i < protocol.circuits(); i++) {
                Observed one = observed.get(condition)[i];
                for (int phase = 0; phase < protocol.phases().size() && one != null; phase++) {
                    row.take(condition, stimulus, protocol.seed() + i, group, protocol.phases().get(phase).name(),
                        one.rate_Hz()[level][g][phase], one.median_Hz()[level][g][phase]);
                }
            }
        });
    }

    /** Takes the rate of one circuit. */
    interface CircuitRow {
        /** One class in one phase. */
        void take(String condition, Level level, long seed, Group group, String phase, double rate_Hz,
                  double median_Hz);
    }

    /** Takes one bin of a histogram. */
    interface Bin {
        /** Mean rate of a class in a bin that begins at a time. */
        void take(String condition, Level level, Group group, double time_ms, Estimate rate);
    }

    /** All bins of all histograms. */
    void histograms(Bin row) {
        each((condition, level, stimulus, g, group) -> {
            int bins = (int) StrictMath.ceil(
                (protocol.baseline_ms() + protocol.duration_ms()) / protocol.recorded().bin_ms() - 1e-9);
            for (int bin = 0; bin < bins; bin++) {
                int b = bin;
                row.take(condition, stimulus, group, -protocol.baseline_ms() + bin * protocol.recorded().bin_ms(),
                    estimate(condition, o -> o.histogram_Hz()[level][g][b]));
            }
        });
    }

    /** Spikes evoked by each pulse, if the protocol has windows. */
    public List<Evoked> evoked() {
        List<Evoked> rows = new ArrayList<>();
        each((condition, level, stimulus, g, group) -> {
            for (int pulse = 0; pulse < stimulus.presented().pulses_ms().length; pulse++) {
                for (int window = 0; window < protocol.windows().size(); window++) {
                    int p = pulse;
                    int w = window;
                    rows.add(new Evoked(condition, stimulus.label(), stimulus.values(), group.population(),
                        group.place(), pulse + 1, protocol.windows().get(window).name(),
                        estimate(condition, o -> o.evoked()[level][g][p][w])));
                }
            }
        });
        return rows;
    }

    /** Trains of at least five pulses in a few numbers. */
    public List<WindUp> windUp() {
        List<WindUp> rows = new ArrayList<>();
        each((condition, level, stimulus, g, group) -> {
            int pulses = stimulus.presented().pulses_ms().length;
            for (int w = 0; w < protocol.windows().size() && pulses >= 5; w++) {
                int window = w;
                ToDoubleFunction<Observed> first = o -> o.evoked()[level][g][0][window];
                ToDoubleFunction<Observed> fifth = o -> o.evoked()[level][g][4][window];
                ToDoubleFunction<Observed> total = o -> Arrays.stream(o.evoked()[level][g]).mapToDouble(p -> p[window])
                    .sum();
                ToDoubleFunction<Observed> excess = o -> total.applyAsDouble(o) - pulses * first.applyAsDouble(o);
                rows.add(new WindUp(condition, stimulus.label(), stimulus.values(), group.population(), group.place(),
                    protocol.windows().get(w).name(), estimate(condition, total),
                    estimate(condition, o -> pulses * first.applyAsDouble(o)), estimate(condition, excess),
                    ratio(values(condition, fifth), values(condition, first), false),
                    condition.equals(protocol.reference()) ? Statistics.of(new double[0])
                        : ratio(values(condition, excess), values(protocol.reference(), excess), true)));
            }
        });
        return rows;
    }

    /** Ratio of sums over circuits, or what it lacks to one, with an interval over resampled circuits. */
    private Estimate ratio(double[] over, double[] under, boolean lack) {
        int[] both = IntStream.range(0, over.length)
            .filter(i -> !Double.isNaN(over[i]) && !Double.isNaN(under[i])).toArray();
        return Statistics.bootstrap(both.length, drawn -> {
            double a = 0;
            double b = 0;
            for (int i : drawn) {
                a += over[both[i]];
                b += under[both[i]];
            }
            return lack ? 1 - a / b : a / b;
        }, RandomKey.of(protocol.seed()).child("bootstrap"));
    }

    /** Withdrawals, if the protocol asks for them. */
    public List<Reflex> reflexes() {
        List<Reflex> rows = new ArrayList<>();
        for (String condition : protocol.reflex() == null ? List.<String>of() : observed.keySet()) {
            for (int l = 0; l < protocol.levels().size(); l++) {
                int level = l;
                Level stimulus = protocol.levels().get(l);
                rows.add(new Reflex(condition, stimulus.label(), stimulus.values(),
                    estimate(condition, o -> mean(o, level, true, Reaction::latency_s)),
                    estimate(condition, o -> mean(o, level, false, Reaction::intensity)),
                    stimulus.presented().unit(),
                    estimate(condition, o -> mean(o, level, true, r -> r.censored() ? 1 : 0)).mean()));
            }
        }
        return rows;
    }

    private static double mean(Observed one, int level, boolean all, ToDoubleFunction<Reaction> value) {
        return one.withdrawals().stream().filter(r -> r.level() == level && (all || !r.censored()))
            .mapToDouble(value).average().orElse(Double.NaN);
    }

    /** Takes the withdrawal of one circuit in one trial. */
    interface ReactionRow {
        /** One trial. */
        void take(String condition, Level level, long seed, Reaction reaction);
    }

    /** Every single withdrawal. */
    void reactions(ReactionRow row) {
        for (Map.Entry<String, Observed[]> entry : observed.entrySet()) {
            for (int level = 0; level < protocol.levels().size(); level++) {
                for (int i = 0; i < protocol.circuits(); i++) {
                    Observed one = entry.getValue()[i];
                    for (Reaction reaction : one == null ? List.<Reaction>of() : one.withdrawals()) {
                        if (reaction.level() == level) {
                            row.take(entry.getKey(), protocol.levels().get(level), protocol.seed() + i, reaction);
                        }
                    }
                }
            }
        }
    }

    /** Responses of cells, if the protocol asks for them. */
    public List<Response> responses() {
        List<Response> rows = new ArrayList<>();
        if (protocol.responses() == null) {
            return rows;
        }
        each((condition, level, stimulus, g, group) -> {
            rows.add(new Response(condition, stimulus.label(), stimulus.values(), group.population(), group.place(),
                "cell", estimate(condition, o -> o.responses()[level][g].share(Change.EXCITED)),
                estimate(condition, o -> o.responses()[level][g].share(Change.INHIBITED)),
                estimate(condition, o -> o.responses()[level][g].share(Change.UNCHANGED)),
                estimate(condition, o -> o.responses()[level][g].inhibitedOfTestable()),
                Statistics.of(new double[0])));
            rows.add(new Response(condition, stimulus.label(), stimulus.values(), group.population(), group.place(),
                "class", estimate(condition, o -> o.responses()[level][g].wholeShare(Change.EXCITED)),
                estimate(condition, o -> o.responses()[level][g].wholeShare(Change.INHIBITED)),
                estimate(condition, o -> o.responses()[level][g].wholeShare(Change.UNCHANGED)),
                Statistics.of(new double[0]),
                estimate(condition, o -> o.responses()[level][g].onset_ms())));
        });
        return rows;
    }
}
