package org.rexed.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.rexed.document.Fields;

/** Names that also become names of files and folders, on every operating system. */
public final class Names {
    private static final Pattern FILE_SAFE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern DEVICE = Pattern.compile("(com|lpt)[0-9]");
    private static final Set<String> RESERVED = Set.copyOf(List.of("con", "nul", "prn", "aux"));

    private Names() {}

    /** A required file-safe name. */
    public static String read(Fields fields, String key) {
        String name = fields.text(key);
        if (name.isEmpty()) {
            return name;
        }
        if (RESERVED.contains(name) || DEVICE.matcher(name).matches()) {
            fields.problem(key, key + ": \"" + name + "\" is reserved by Windows; choose another name");
        } else if (!FILE_SAFE.matcher(name).matches()) {
            String safe = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
            String hint = FILE_SAFE.matcher(safe).matches() ? "; did you mean \"" + safe + "\"?" : "";
            fields.problem(key, key + ": not file-safe; allowed are a-z, 0-9 and - inside, at most 64 characters"
                + hint);
        }
        return name;
    }
}
