package org.rexed.gui;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;

/** Three hours with two heat tests, and a way to wait for a session. */
final class TinyStudy {
    static final String YAML = """
            rexed: 1
            name: tiny
            title: Three hours of morphine
            species: rat
            anatomy: rat-dorsal-horn
            subjects: 2
            seed: 7
            duration: 3 h
            tick: 1 min
            reference: vehicle
            assays:
              - {assay: hargreaves, site: left-hindpaw, baseline: 10 min, at: [2 h]}
            arms:
              - {name: vehicle, label: Vehicle}
              - name: morphine
                label: Morphine
                doses:
                  - {drug: morphine, rate: 30 mg/kg/d, route: pump, from: 30 min, for: 2 h}
              - name: ketamine
                label: Morphine and ketamine
                doses:
                  - {drug: morphine, dose: 5 mg/kg, route: sc, at: 30 min}
                  - {drug: ketamine, rate: 20 mg/kg/d, route: pump, from: 30 min, for: 2 h}
            """;

    private TinyStudy() {}

    static ModelLibrary library() {
        return new ModelLibrary(Path.of("."));
    }

    static Scenario scenario() {
        return ScenarioReader.parse("tiny.yaml", YAML, Map.of(), library());
    }

    /** Waits until a snapshot fulfils a condition; fails after a minute. */
    static Snapshot await(Session session, Predicate<Snapshot> condition) throws InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < end) {
            Snapshot latest = session.latest();
            if (condition.test(latest)) {
                return latest;
            }
            if (latest.state() == Snapshot.State.FAILED) {
                throw new AssertionError("session failed: " + latest.message());
            }
            Thread.sleep(5);
        }
        throw new AssertionError("still waiting at " + session.latest().clock() + ", " + session.latest().state());
    }
}
