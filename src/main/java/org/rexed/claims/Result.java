package org.rexed.claims;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rexed.experiment.Statistics.Estimate;

/**
 * How a claim came out.
 *
 * @param findings one for each measure; none if subjects failed
 * @param controls one for each control; none if subjects failed
 * @param seed root of its random numbers
 * @param subjects subjects in each arm
 * @param folder of its runs
 * @param earlier whether it was found by an earlier start of the ledger
 */
public record Result(Claim claim, Verdict verdict, List<Finding> findings, List<Controlled> controls, long seed,
                     int subjects, Path folder, boolean earlier) {
    /** How a claim can come out. */
    public enum Verdict {
        /** Every interval lies where it must, and every control breaks what it must. */
        PASS,
        /** An interval does not, or a control does not break what it must. */
        FAIL,
        /** Subjects failed, so there is no result. */
        NOT_RUN;

        /** Name used in tables. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What was measured and whether its interval lies where it must; always so if the measure is only reported. */
    public record Finding(Claim.Measure measure, Estimate estimate, boolean holds) {
        /** Judges an estimate; an interval that does not exist lies nowhere. */
        static Finding of(Claim.Measure measure, Estimate estimate) {
            return new Finding(measure, estimate, measure.band().holds(estimate));
        }

        /** Whether there is an interval at all. */
        public boolean determined() {
            return Double.isFinite(estimate.low()) && Double.isFinite(estimate.high());
        }
    }

    /**
     * What a control did to the measures that it must break.
     *
     * @param findings by number of the measure
     */
    public record Controlled(Claim.Control control, Map<Integer, Finding> findings) {
        /** Whether none of them holds; a measure that has no result in the control breaks nothing. */
        public boolean broken() {
            return findings.values().stream().allMatch(finding -> finding.determined() && !finding.holds());
        }
    }

    /** Keeps its own copies. */
    public Result {
        findings = List.copyOf(findings);
        controls = List.copyOf(controls);
    }

    /** Judges the findings. */
    static Verdict verdict(List<Finding> findings, List<Controlled> controls) {
        return findings.stream().allMatch(Finding::holds) && controls.stream().allMatch(Controlled::broken)
            ? Verdict.PASS : Verdict.FAIL;
    }
}
