package org.rexed.claims;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.rexed.experiment.Csv;
import org.rexed.experiment.Experiment;
import org.rexed.experiment.RecordChoice;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.Statistics;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.random.RandomKey;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.simulation.Assembly;

/** Runs claims and judges them by the 95 % intervals of what they measure. */
public final class Ledger {
    /** Subjects of a smoke version. */
    public static final int QUICK_SUBJECTS = 4;

    private final ModelLibrary library;
    private final RunFolder folder;
    private final int threads;
    private final boolean quick;
    private final String command;

    /** How a claim came out. */
    public enum Verdict {
        /** Every interval lies where it must, and the control breaks the claim. */
        PASS,
        /** An interval does not, or the control does not break the claim. */
        FAIL,
        /** Subjects failed, so there is no result. */
        NOT_RUN;

        /** Name used in tables. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What was measured and whether its interval lies where it must. */
    public record Finding(Claim.Measure measure, Estimate estimate, boolean holds) {}

    /**
     * A claim's result.
     *
     * @param findings one for each measure
     * @param control the main measure in the control; null if there is no control
     * @param folder of its runs
     */
    public record Result(Claim claim, Verdict verdict, List<Finding> findings, Finding control, Path folder) {
        /** Keeps its own copy. */
        public Result {
            findings = List.copyOf(findings);
        }
    }

    /** A ledger that writes to a folder. */
    public Ledger(ModelLibrary library, RunFolder folder, int threads, boolean quick, String command) {
        this.library = library;
        this.folder = folder;
        this.threads = threads;
        this.quick = quick;
        this.command = command;
    }

    /**
     * Runs claims one after the other and writes {@code claims.csv}.
     *
     * @param watchers makes the watcher of each experiment from its name
     */
    public List<Result> judge(List<Claim> claims, Function<String, Experiment.Watcher> watchers) {
        folder.begin(command, "claims", 0, quick ? QUICK_SUBJECTS : 0, claims.size());
        List<Result> results = new ArrayList<>();
        for (Claim claim : claims) {
            results.add(judge(claim, watchers));
        }
        folder.write("claims.csv", csv(results));
        folder.end((int) results.stream().filter(result -> result.verdict == Verdict.NOT_RUN).count());
        return results;
    }

    /** The experiment, its control, and the verdict. */
    private Result judge(Claim claim, Function<String, Experiment.Watcher> watchers) {
        Map<String, String> changes = quick ? Map.of("subjects", Integer.toString(QUICK_SUBJECTS)) : Map.of();
        List<Claim.Measure> main = claim.measures().subList(0, 1);
        Observed observed = run(claim, claim.piece().scenario(changes, library), claim.measures(), claim.id(),
            watchers);
        Path path = folder.path().resolve(claim.id());
        if (observed == null) {
            return new Result(claim, Verdict.NOT_RUN, List.of(), null, path);
        }
        List<Finding> findings = claim.measures().stream().map(measure -> finding(measure, observed)).toList();
        Finding control = null;
        if (claim.control() != null) {
            Observed without =
                run(claim, claim.controlScenario(changes, library), main, claim.id() + "-control", watchers);
            if (without == null) {
                return new Result(claim, Verdict.NOT_RUN, findings, null, path);
            }
            control = finding(main.get(0), without);
        }
        boolean holds = findings.stream().allMatch(Finding::holds) && (control == null || !control.holds());
        return new Result(claim, holds ? Verdict.PASS : Verdict.FAIL, findings, control, path);
    }

    /** Simulates the arms that the measures need; null if a subject failed. */
    private Observed run(Claim claim, Scenario scenario, List<Claim.Measure> measures, String name,
                         Function<String, Experiment.Watcher> watchers) {
        Set<String> arms = new LinkedHashSet<>();
        List<Quantity.State> states = new ArrayList<>();
        for (Claim.Measure measure : measures) {
            measure.quantity().addArms(arms);
            addStates(measure.quantity(), states);
        }
        Observed observed = new Observed(scenario.subjects(), states);
        Experiment.Result result = new Experiment(new Assembly(scenario, library), RecordChoice.NOTHING).arms(arms)
            .handingTo(observed::add)
            .run(RunFolder.inside(folder.path(), name), claim.piece().given(scenario), command, threads,
                watchers.apply(name));
        return result.failures().isEmpty() ? observed : null;
    }

    private static void addStates(Quantity quantity, List<Quantity.State> states) {
        if (quantity instanceof Quantity.State state) {
            states.add(state);
        } else if (quantity instanceof Quantity.Difference difference) {
            addStates(difference.of(), states);
            addStates(difference.minus(), states);
        } else if (quantity instanceof Quantity.Ratio ratio) {
            addStates(ratio.of(), states);
            addStates(ratio.over(), states);
        }
    }

    private static Finding finding(Claim.Measure measure, Observed observed) {
        Quantity quantity = measure.quantity();
        int subjects = observed.subjects();
        Estimate estimate;
        if (quantity.additive()) {
            estimate = Statistics.of(IntStream.range(0, subjects)
                .mapToDouble(subject -> quantity.of(observed, new int[] {subject})).toArray());
        } else {
            estimate = Statistics.bootstrap(subjects, drawn -> quantity.of(observed, drawn),
                RandomKey.of(0).child("bootstrap").child(measure.title()));
        }
        // An interval that does not exist lies nowhere.
        return new Finding(measure, estimate, estimate.low() > measure.low() && estimate.high() < measure.high());
    }

    /** All results as a table, one row for each measure. */
    private String csv(List<Result> results) {
        StringBuilder text = new StringBuilder("id,title,measure,effect,ci95_low,ci95_high,n,rule,holds,control,"
            + "control_effect,control_ci95_low,control_ci95_high,control_broken,verdict,quick,folder\n");
        for (Result r : results) {
            for (Finding f : r.findings) {
                boolean controlled = r.control != null && f.measure == r.control.measure;
                Estimate c = controlled ? r.control.estimate : Statistics.of(new double[0]);
                text.append(Csv.line(r.claim.id(), r.claim.title(), f.measure.title(), f.estimate.mean(),
                    f.estimate.low(), f.estimate.high(), f.estimate.n(), f.measure.rule(), f.holds,
                    controlled ? r.claim.control().title() : "", c.mean(), c.low(), c.high(),
                    controlled ? Boolean.toString(!r.control.holds) : "", r.verdict.key(), quick,
                    r.folder.getFileName()));
            }
        }
        return text.toString();
    }
}
