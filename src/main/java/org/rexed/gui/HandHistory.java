package org.rexed.gui;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rexed.document.InputException;
import org.rexed.document.Problem;
import org.rexed.quantity.Units;
import org.rexed.scenario.Arm;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;

/** What was done by hand to the subject of a session, step by step, and the arm that follows from it. */
final class HandHistory {
    private final Scenario scenario;
    private final ModelLibrary library;
    private final Setup setup;
    private final List<ByHand> steps = new ArrayList<>();
    private Study study;
    private String notice = "";

    /** An arm and the scenario it stands in. */
    record Study(Scenario scenario, Arm arm) {}

    HandHistory(Scenario scenario, ModelLibrary library, Setup setup) {
        this.scenario = scenario;
        this.library = library;
        this.setup = setup;
        steps.add(new ByHand(scenario, setup));
        study = read(now());
    }

    /** Everything done so far. */
    ByHand now() {
        return steps.get(steps.size() - 1);
    }

    /** What the subject lives by. */
    Study study() {
        return study;
    }

    /** Why the last thing was not done; empty if it was. */
    String notice() {
        return notice;
    }

    /** Does something at a time in minutes, or says why not. */
    void apply(double time_min, Intervention what) {
        notice = "";
        try {
            ByHand changed = now().with(time_min, what);
            study = read(changed);
            steps.add(changed);
        } catch (InputException e) {
            notice = "Not done: " + e.problems().stream().map(Problem::message).collect(Collectors.joining("; "));
        } catch (IllegalArgumentException e) {
            notice = "Not done: " + e.getMessage();
        }
    }

    private Study read(ByHand changed) {
        if (changed.done().isEmpty()) {
            Arm arm = scenario.arm(setup.arm());
            return new Study(scenario, arm.with(arm.name(), arm.label(), setup.strengths(arm)));
        }
        Scenario read = ScenarioReader.parse("by hand", changed.text(), Map.of(), library);
        return new Study(read, read.arm(changed.arm()));
    }

    /** Sets the rate of the infusion that a slider stands for; 0 stops it. */
    void infuse(double time_min, Infusion infusion, double rate) {
        ByHand.Running running = running(time_min, infusion);
        String text = Units.text(rate, infusion.unit());
        if (running == null && rate > 0) {
            apply(time_min, new Intervention.Infuse(infusion.drug(), text, infusion.route()));
        } else if (running != null && rate == 0) {
            apply(time_min, new Intervention.Stop(running));
        } else if (running != null && rate(time_min, infusion) != rate) {
            apply(time_min, new Intervention.SetRate(running, text));
        }
    }

    private ByHand.Running running(double time_min, Infusion infusion) {
        return now().running(time_min).stream()
                .filter(each -> each.byHand() && each.drug().equals(infusion.drug())
                        && each.route() == infusion.route())
                .findFirst().orElse(null);
    }

    /** Rate of the infusion that a slider stands for, in its unit; 0 without one. */
    double rate(double time_min, Infusion infusionOrNull) {
        ByHand.Running running = infusionOrNull == null ? null : running(time_min, infusionOrNull);
        return running == null ? 0 : Units.parse(running.rate(), infusionOrNull.unit());
    }

    /** Takes back the last step; returns when it took effect, min, or infinity if there was none. */
    double takeBack() {
        if (steps.size() < 2) {
            notice = "Nothing to undo: nothing was done by hand";
            return Double.POSITIVE_INFINITY;
        }
        notice = "";
        ByHand last = steps.remove(steps.size() - 1);
        study = read(now());
        return last.done().get(last.done().size() - 1).time_min();
    }

    /** Takes back all steps after a time in minutes. */
    void forgetAfter(double time_min) {
        notice = "";
        while (steps.size() > 1 && now().done().get(steps.size() - 2).time_min() > time_min) {
            steps.remove(steps.size() - 1);
        }
        study = read(now());
    }
}
