package org.rexed.gui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.rexed.recording.Recording;
import org.rexed.scenario.Arm;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.simulation.Assembly;
import org.rexed.simulation.RexedSimulation;

/**
 * Arms side by side, and those of saved runs beside them. Subjects are simulated in the background, the first of every
 * arm first, and arrive one by one; subject 3 is the same animal in every arm, so differences are taken within
 * subjects. Knows nothing of Swing.
 */
final class Comparison implements AutoCloseable {
    private final List<Group> groups;
    private final int subjects;
    private final Map<Group, Map<Integer, Recording>> done = new LinkedHashMap<>();
    private final ExecutorService workers;
    private volatile boolean stopped;
    private int finished;
    private String failure = "";

    /**
     * An arm under a title.
     *
     * @param scenario what is simulated; null for a saved run
     * @param arm its arm; null for a saved run
     * @param saved recordings of a saved run by number of the subject; empty for what is simulated
     */
    record Group(String title, Scenario scenario, Arm arm, Map<Integer, Recording> saved) {
        /** An arm to simulate. */
        Group(String title, Scenario scenario, Arm arm) {
            this(title, scenario, arm, Map.of());
        }

        /** An arm of a saved run. */
        static Group saved(String title, Map<Integer, Recording> recordings) {
            return new Group(title, null, null, recordings);
        }

        boolean isSaved() {
            return scenario == null;
        }
    }

    /** A comparison of that many subjects in each group, on that many threads. */
    Comparison(List<Group> groups, int subjects, int threads) {
        this.groups = List.copyOf(groups);
        this.subjects = subjects;
        groups.forEach(group -> done.put(group, new TreeMap<>(group.saved())));
        workers = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "rexed-comparison");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
        });
    }

    /**
     * Begins.
     *
     * @param arrived is called, in one of the threads, after each subject
     */
    void start(ModelLibrary library, Runnable arrived) {
        Map<Scenario, Assembly> assemblies = new LinkedHashMap<>();
        for (int subject = 0; subject < subjects; subject++) {
            int number = subject;
            for (Group group : simulated()) {
                workers.execute(() -> {
                    simulate(library, assemblies, group, number);
                    arrived.run();
                });
            }
        }
        workers.shutdown();
    }

    private void simulate(ModelLibrary library, Map<Scenario, Assembly> assemblies, Group group, int number) {
        try {
            Assembly assembly;
            synchronized (assemblies) {
                assembly = assemblies.computeIfAbsent(group.scenario(), each -> new Assembly(each, library));
            }
            RexedSimulation simulation = assembly.simulation(group.arm(), number);
            simulation.start();
            while (!stopped && simulation.advance()) {
                // each tick does its own work
            }
            if (!stopped) {
                simulation.finish();
                synchronized (this) {
                    done.get(group).put(number, simulation.observed());
                    finished++;
                }
            }
        } catch (RuntimeException e) {
            synchronized (this) {
                finished++;
                failure = group.title() + ", subject " + (number + 1) + ": " + e.getMessage();
            }
        }
    }

    /** The groups that are not of saved runs, in order. */
    List<Group> simulated() {
        return groups.stream().filter(group -> !group.isSaved()).toList();
    }

    /** Number of subjects to simulate in all groups together. */
    int total() {
        return simulated().size() * subjects;
    }

    /** How many have ended. */
    synchronized int finished() {
        return finished;
    }

    /** What went wrong last; empty if nothing did. */
    synchronized String failure() {
        return failure;
    }

    /** The groups, in order. */
    List<Group> groups() {
        return groups;
    }

    /** What can be shown so far. */
    synchronized List<Measure> measures() {
        Map<Measure, Boolean> all = new LinkedHashMap<>();
        for (Map<Integer, Recording> each : done.values()) {
            each.values().stream().limit(1).flatMap(recording -> Measure.in(recording).stream())
                    .forEach(measure -> all.put(measure, true));
        }
        List<Measure> sorted = new ArrayList<>(all.keySet());
        sorted.sort((a, b) -> Boolean.compare(b.reading(), a.reading()));
        return sorted;
    }

    /** Mean course of a group with its interval. */
    synchronized Band band(Group group, Measure measure) {
        return Band.over(done.get(group).values().stream().map(measure::course).toList());
    }

    /** Mean difference to another group within subjects, with its interval. */
    synchronized Band difference(Group group, Group reference, Measure measure) {
        List<TreeMap<Double, Double>> differences = new ArrayList<>();
        done.get(group).forEach((number, recording) -> {
            Recording other = done.get(reference).get(number);
            if (other != null) {
                differences.add(Band.difference(measure.course(recording), measure.course(other)));
            }
        });
        return Band.over(differences);
    }

    /** The recordings of a group so far, by number of the subject. */
    synchronized Map<Integer, Recording> recordings(Group group) {
        return Map.copyOf(done.get(group));
    }

    /** Stops; what has arrived stays. */
    @Override
    public void close() {
        stopped = true;
        workers.shutdownNow();
    }
}
