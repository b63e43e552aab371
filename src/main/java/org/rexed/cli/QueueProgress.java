package org.rexed.cli;

import org.rexed.measure.StudyQueue;

/** Shows on a bar how many subjects of a queue have ended. */
record QueueProgress<O>(ProgressBar bar) implements StudyQueue.Watcher<O> {
    @Override
    public void ended(int done, int failed, int runs) {
        bar.ended(done, failed, runs);
    }

    @Override
    public void complete(O owner) {
        // What follows is told by the command.
    }
}
