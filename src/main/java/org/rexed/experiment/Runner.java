package org.rexed.experiment;

import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.rexed.checkpoint.DamagedJournalException;

/**
 * Runs many subjects at once, each on one thread, and hands their results over in the order of the jobs, whatever order
 * they finish in. Only a few results wait at any time, so memory does not grow with the study.
 */
public final class Runner {
    private static final int WAITING_PER_THREAD = 4;

    private final int threads;

    /** One subject to simulate. */
    public interface Job<R> {
        /** Simulates the subject from its start to its end. */
        R run() throws Exception;
    }

    /** Receives every result, in the order of the jobs, on the calling thread. */
    public interface Taker<R, J extends Job<R>> {
        /** A job that ended with a recording. */
        void finished(J job, R recording);

        /** A job that ended with an error. */
        void failed(J job, Throwable error);
    }

    private record Running<R, J>(J job, Future<R> result) {}

    /** A runner on that many threads. */
    public Runner(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread is needed; found " + threads);
        }
        this.threads = threads;
    }

    /** As many threads as the machine has cores. */
    public static int allCores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * Runs all jobs; a job that fails does not disturb the others.
     *
     * @throws UncheckedIOException if a job could not read or write a file
     * @throws DamagedJournalException if a job found a checkpoint that cannot be gone on from
     */
    public <R, J extends Job<R>> void run(Iterator<J> jobs, Taker<R, J> taker) {
        ExecutorService pool = Executors.newFixedThreadPool(threads, Runner::worker);
        try {
            Deque<Running<R, J>> running = new ArrayDeque<>();
            while (jobs.hasNext() || !running.isEmpty()) {
                while (jobs.hasNext() && running.size() < threads * WAITING_PER_THREAD) {
                    J job = jobs.next();
                    Callable<R> task = job::run;
                    running.add(new Running<>(job, pool.submit(task)));
                }
                take(running.remove(), taker);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "subject");
        // A program that was told to stop does not wait for a subject.
        thread.setDaemon(true);
        return thread;
    }

    private static <R, J extends Job<R>> void take(Running<R, J> head, Taker<R, J> taker) {
        R recording;
        try {
            recording = head.result().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UncheckedIOException || e.getCause() instanceof DamagedJournalException) {
                // Nothing can be written any more, or gone on with: that is no fault of the subject.
                throw (RuntimeException) e.getCause();
            }
            taker.failed(head.job(), e.getCause());
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while subjects were running", e);
        }
        taker.finished(head.job(), recording);
    }
}
