package org.rexed.experiment;

/** An output folder that must not be used as it is; the message says why and what to do. */
public final class FolderException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Reason reason;

    /** Why the folder cannot be used. */
    public enum Reason {
        /** The name cannot be a folder's name, or is taken and replacing was not asked for. */
        NAME,
        /** The folder was not made by this program, or not by this version or plan. */
        FOREIGN
    }

    /** For a folder that must not be used. */
    public FolderException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why the folder cannot be used. */
    public Reason reason() {
        return reason;
    }
}
