package org.rexed.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that change a scenario before it is read. */
final class ScenarioOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--set", paramLabel = "PATH=VALUE",
            description = "Change any field, such as mechanisms.dynorphin=off or"
                + " arms.morphine.doses.0.rate=\"10 mg/kg/d\"; may be repeated.")
    private List<String> set = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Root of all random numbers.")
    private String seed;

    @Option(names = "--subjects", paramLabel = "NUMBER", description = "Subjects in each arm.")
    private String subjects;

    /** Values by path. */
    Map<String, String> overrides() {
        Map<String, String> overrides = new LinkedHashMap<>();
        for (String text : set) {
            String[] parts = text.split("=", 2);
            if (parts.length < 2 || parts[0].isBlank()) {
                throw wrong("--set: found \"" + text + "\"; expected path=value, such as subjects=4");
            }
            put(overrides, parts[0].strip(), parts[1].strip());
        }
        if (seed != null) {
            put(overrides, "seed", seed);
        }
        if (subjects != null) {
            put(overrides, "subjects", subjects);
        }
        return overrides;
    }

    private void put(Map<String, String> overrides, String path, String value) {
        if (overrides.put(path, value) != null) {
            throw wrong(path + " is given twice");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
