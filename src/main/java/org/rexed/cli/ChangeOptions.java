package org.rexed.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that change a scenario or protocol before it is read. */
final class ChangeOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--set", paramLabel = "PATH=VALUE",
            description = "Change any field by its path, list positions counted from 0; may be repeated.")
    private List<String> set = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Root of all random numbers.")
    private String seed;

    /**
     * Values by path.
     *
     * @param key a field with an option of its own
     * @param value what was given there, or null
     */
    Map<String, String> overrides(String key, String value) {
        Map<String, String> overrides = new LinkedHashMap<>();
        for (String text : set) {
            String[] parts = text.split("=", 2);
            if (parts.length < 2 || parts[0].isBlank()) {
                throw wrong("--set: found \"" + text + "\"; expected path=value, such as seed=4");
            }
            put(overrides, parts[0].strip(), parts[1].strip());
        }
        if (seed != null) {
            put(overrides, "seed", seed);
        }
        add(overrides, key, value);
        return overrides;
    }

    /**
     * Adds what another option gave.
     *
     * @param value what was given there, or null
     */
    void add(Map<String, String> overrides, String key, String value) {
        if (value != null) {
            put(overrides, key, value);
        }
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
