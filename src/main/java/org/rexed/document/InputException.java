package org.rexed.document;

import java.util.List;
import java.util.stream.Collectors;

/** Input that cannot be used; carries every problem with its place, and its message lists them one per line. */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    /** Creates the exception for problems that were collected. */
    public InputException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Creates the exception for a single problem. */
    public InputException(Location location, String message) {
        this(List.of(new Problem(location, message)));
    }

    /** The problems in file order, never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
