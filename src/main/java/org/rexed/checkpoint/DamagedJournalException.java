package org.rexed.checkpoint;

/** A checkpoint that cannot be gone on from: damaged, of another study, or of another version. */
public final class DamagedJournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedJournalException(String message) {
        super(message);
    }
}
