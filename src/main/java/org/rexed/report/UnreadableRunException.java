package org.rexed.report;

import java.nio.file.Path;

/** A run folder that lacks a file or holds one that cannot be understood; the message names file, line and column. */
public final class UnreadableRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableRunException(Path file, String message) {
        super(file.getFileName() + ": " + message + " (in " + file.toAbsolutePath().getParent() + ")");
    }

    UnreadableRunException(Path file, int line, String message) {
        super(file.getFileName() + ":" + line + ": " + message + " (in " + file.toAbsolutePath().getParent() + ")");
    }
}
