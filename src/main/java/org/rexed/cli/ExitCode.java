package org.rexed.cli;

/** What the program tells its caller when it ends. */
final class ExitCode {
    /** All that was asked for is done. */
    static final int DONE = 0;
    /** A file, option or value cannot be used. */
    static final int INPUT = 2;
    /** A file could not be read or written. */
    static final int DISK = 4;
    /** A folder is not what it should be. */
    static final int STATE = 5;
    /** Finished, but some subjects failed. */
    static final int RUNS_FAILED = 6;
    /** Finished, but a claim did not hold. */
    static final int CLAIM_FAILED = 7;
    /** A bug of the program. */
    static final int BUG = 70;

    private ExitCode() {}
}
