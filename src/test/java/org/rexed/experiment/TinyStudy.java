package org.rexed.experiment;

import java.nio.file.Path;
import java.util.Map;
import org.rexed.recording.Event;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.recording.StateSample;
import org.rexed.scenario.Arm;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;
import org.rexed.simulation.Assembly;

/** A small scenario, and recordings made up for it where simulating would only take time. */
final class TinyStudy {
    static final ModelLibrary LIBRARY = new ModelLibrary(Path.of("."));
    static final String YAML = """
        rexed: 1
        name: tiny
        species: rat
        anatomy: rat-dorsal-horn
        subjects: 2
        seed: 1
        duration: 1 d
        reference: vehicle
        assays:
          - {assay: hargreaves, site: left-hindpaw, baseline: 1 h, at: [6 h, 1 d]}
        rasters:
          - {assay: hargreaves, at: [1 h]}
        arms:
          - name: vehicle
          - name: morphine
            doses:
              - {drug: morphine, rate: 30 mg/kg/d, route: pump, from: 2 h, for: 22 h}
        """;

    private TinyStudy() {}

    static Assembly assembly(Map<String, String> overrides) {
        Scenario scenario = ScenarioReader.parse("tiny.yaml", YAML, overrides, LIBRARY);
        return new Assembly(scenario, LIBRARY);
    }

    static Recording madeUp(Arm arm, int subject) {
        Recording recording = new Recording();
        double reading = 8 + subject + (arm.doses().isEmpty() ? 0 : 2);
        recording.add(new Observation(60, "hargreaves", "left-hindpaw", 8 + subject, "s", 8 + subject, false));
        recording.add(new Observation(1440, "hargreaves", "left-hindpaw", reading, "s", 8 + subject, reading > 19));
        recording.add(new StateSample(0, "rvm", "cck_level", 1, "1"));
        recording.add(new StateSample(0, "rvm", "unheard-of", 2, "1"));
        recording.add(new Event(0, "dose", "morphine", 1.5, "mg", "sc"));
        return recording;
    }
}
