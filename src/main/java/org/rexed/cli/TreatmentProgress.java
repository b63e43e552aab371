package org.rexed.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.rexed.treatment.TreatmentPlan;
import org.rexed.treatment.TreatmentRun;

/** A bar for the subjects of a comparison of treatments or of a forecast, a line for each schedule that is tried. */
final class TreatmentProgress implements TreatmentRun.Watcher, AutoCloseable {
    private final WorkOptions work;
    private final ProgressBar bar;
    private final PrintWriter err;

    TreatmentProgress(WorkOptions work, String what, PrintWriter err) {
        this.work = work;
        this.err = err;
        bar = work.progress(what);
    }

    @Override
    public void ended(int done, int failed, int runs) {
        bar.ended(done, failed, runs);
    }

    @Override
    public void complete(TreatmentPlan owner) {
        bar.close();
    }

    @Override
    public void tried(int schedules, int of, double cost, double lowest) {
        if (work.progressWanted()) {
            err.println(String.format(Locale.ROOT, "schedule %d of %d: cost %.4g, lowest %.4g", schedules, of, cost,
                lowest));
        }
    }

    @Override
    public void close() {
        bar.close();
    }
}
