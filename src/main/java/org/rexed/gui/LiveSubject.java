package org.rexed.gui;

import java.util.List;
import org.rexed.assay.ProbeObserver;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.Kinetics;
import org.rexed.recording.Recording;
import org.rexed.scenario.Arm;
import org.rexed.simulation.Assembly;
import org.rexed.simulation.Protocol;
import org.rexed.simulation.RexedSimulation;
import org.rexed.subject.Subject;

/** One subject that lives, and whose future may be planned anew while it does. */
final class LiveSubject {
    private final Assembly assembly;
    private final int number;
    private final RexedSimulation simulation;
    private Arm arm;

    /** A subject at the start of the study. */
    LiveSubject(Assembly assembly, Arm arm, int number) {
        this.assembly = assembly;
        this.number = number;
        this.arm = arm;
        simulation = assembly.simulation(arm, number);
        simulation.start();
    }

    /**
     * Goes on as if it had been in another arm from the start, which differs in what lies ahead only: more doses of
     * drugs it carries, other ends of infusions, other lesions.
     *
     * @return false, with nothing changed, if that needs a subject that lives from its start
     */
    boolean goOnAs(Arm other) {
        if (other == arm) {
            return true;
        }
        List<Dose> before = arm.doses();
        List<Dose> after = other.doses();
        // Rules of dosing may look at what else is given.
        if (!arm.drugs().containsAll(other.drugs()) || !other.drugs().containsAll(arm.drugs())
                || after.size() < before.size() || !arm.rules().isEmpty()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).equals(after.get(i)) && !endsOtherwise(before.get(i), after.get(i))) {
                return false;
            }
        }
        for (int i = 0; i < after.size(); i++) {
            Dose dose = after.get(i);
            Kinetics kinetics = kinetics(dose.drug());
            if (i >= before.size()) {
                kinetics.addAhead(dose);
            } else if (!before.get(i).equals(dose)) {
                kinetics.endAhead(before.get(i), dose);
            }
        }
        simulation.goOnBy(assembly.simulation(other, number).protocol());
        arm = other;
        return true;
    }

    private boolean endsOtherwise(Dose before, Dose after) {
        return before.form() == Dose.Form.INFUSION && after.form() == Dose.Form.INFUSION
                && before.drug().equals(after.drug()) && before.amount().equals(after.amount())
                && before.route() == after.route() && before.start_min() == after.start_min()
                && before.end_min() > time_min() && after.end_min() > time_min();
    }

    private Kinetics kinetics(String drug) {
        return subject().drugs().kinetics().stream().filter(each -> each.drug().equals(drug)).findFirst()
                .orElseThrow();
    }

    void watch(ProbeObserver observer) {
        simulation.watch(observer);
    }

    /** Advances one tick; false when the study is over. */
    boolean advance() {
        boolean more = simulation.advance();
        if (!more) {
            simulation.finish();
        }
        return more;
    }

    double time_min() {
        return simulation.time_min();
    }

    Subject subject() {
        return simulation.subject();
    }

    Recording observed() {
        return simulation.observed();
    }

    /** The test under way, or null. */
    Protocol.Test testing() {
        return simulation.testing();
    }
}
