package org.rexed.document;

/** Something wrong at a place in a file: what is wrong; what was found; what is allowed; did you mean. */
public record Problem(Location location, String message) {
    @Override
    public String toString() {
        return location + ": " + message;
    }
}
