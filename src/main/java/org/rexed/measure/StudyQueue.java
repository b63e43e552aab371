package org.rexed.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.experiment.Runner;
import org.rexed.recording.Recording;
import org.rexed.scenario.Arm;
import org.rexed.simulation.Assembly;

/**
 * The subjects of many studies in one queue, each different life once whatever the number of places that need it. Who
 * asked for studies is told as soon as the last of their subjects is there.
 *
 * @param <O> who asks for studies
 */
public final class StudyQueue<O> {
    private final Simulator simulator;
    private final Map<List<Object>, Life<O>> lives = new LinkedHashMap<>();
    private final Map<O, Integer> missing = new HashMap<>();

    /** Simulates one subject; tests put a made-up one in its place. */
    public interface Simulator {
        /** The real one. */
        Simulator REAL = (assembly, arm, subject) -> assembly.simulation(arm, subject).run();

        /** The subject's recording. */
        Recording run(Assembly assembly, Arm arm, int subject);
    }

    /** Is told how far the queue is. */
    public interface Watcher<O> {
        /** A subject ended. */
        default void ended(int done, int failed, int runs) {}

        /** The last subject of all studies of an owner ended. */
        default void complete(O owner) {}
    }

    /** One life, and every place where it is needed. */
    private record Life<O>(Assembly assembly, Arm arm, int subject, Simulator simulator, List<Place<O>> places)
            implements Runner.Job<Recording> {
        @Override
        public Recording run() {
            return simulator.run(assembly, arm, subject);
        }
    }

    /** A subject of an arm of a study. */
    private record Place<O>(O owner, Study study, Arm arm, int subject) {}

    /** Simulates a single study. */
    public static void simulate(Study study, int threads) {
        StudyQueue<Study> queue = new StudyQueue<>(Simulator.REAL);
        queue.add(study, study);
        queue.run(threads, new Watcher<>() {});
    }

    /** An empty queue. */
    public StudyQueue(Simulator simulator) {
        this.simulator = simulator;
    }

    /** Adds the subjects of a study. */
    public void add(O owner, Study study) {
        missing.merge(owner, study.runs(), Integer::sum);
        study.lives().forEach((arm, text) -> {
            for (int subject = 0; subject < study.scenario().subjects(); subject++) {
                int number = subject;
                lives.computeIfAbsent(List.of(text, subject), key ->
                    new Life<>(study.assembly(), arm, number, simulator, new ArrayList<>()))
                    .places.add(new Place<>(owner, study, arm, subject));
            }
        });
    }

    /** Number of lives. */
    public int runs() {
        return lives.size();
    }

    /**
     * Runs all lives in the order in which they were asked for.
     *
     * @return how many failed
     */
    public int run(int threads, Watcher<O> watcher) {
        Taker taker = new Taker(watcher);
        new Runner(threads).run(lives.values().iterator(), taker);
        return taker.failed;
    }

    /** Hands every life to the studies that need it. */
    private final class Taker implements Runner.Taker<Recording, Life<O>> {
        private final Watcher<O> watcher;
        private int done;
        private int failed;

        Taker(Watcher<O> watcher) {
            this.watcher = watcher;
        }

        @Override
        public void finished(Life<O> life, Recording recording) {
            life.places.forEach(place -> place.study.finished(place.arm, place.subject, recording));
            ended(life);
        }

        @Override
        public void failed(Life<O> life, Throwable error) {
            failed++;
            life.places.forEach(place -> place.study.failed(place.arm, place.subject, error));
            ended(life);
        }

        private void ended(Life<O> life) {
            watcher.ended(++done, failed, lives.size());
            for (Place<O> place : life.places) {
                if (missing.merge(place.owner, -1, Integer::sum) == 0) {
                    watcher.complete(place.owner);
                }
            }
        }
    }
}
