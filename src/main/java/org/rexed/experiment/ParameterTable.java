package org.rexed.experiment;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rexed.document.Document;
import org.rexed.document.Location;
import org.rexed.document.Problems;
import org.rexed.evidence.Parameter;
import org.rexed.evidence.ParameterPaths;

/** Every parameter that a run used, as a table. */
public final class ParameterTable {
    private static final String MODELS = "models";

    private ParameterTable() {}

    /** The table as CSV, in the order of the parameters. */
    public static String csv(List<Parameter> parameters) {
        StringBuilder text = new StringBuilder("file,parameter,value,unit,origin,source,range_low,range_high,note\n");
        Map<String, Map<Location, String>> paths = new HashMap<>();
        for (Parameter p : parameters) {
            String file = p.location().file();
            String path = paths.computeIfAbsent(file, ParameterTable::paths).getOrDefault(p.location(), p.name());
            text.append(Csv.line(shortened(file), path, p.value(), p.unit(),
                p.origin().name().toLowerCase(Locale.ROOT), p.source(), p.low(), p.high(), p.note()));
        }
        return text.toString();
    }

    private static Map<Location, String> paths(String file) {
        return Document.tree(Path.of(file), new Problems()).map(ParameterPaths::byLocation).orElse(Map.of());
    }

    /** From the folder {@code models} on, so that tables of different installations are equal. */
    private static String shortened(String file) {
        String slashed = file.replace('\\', '/');
        int at = ("/" + slashed).lastIndexOf("/" + MODELS + "/");
        return at < 0 ? slashed : slashed.substring(at);
    }
}
