package org.rexed.document;

/** A place in a text file; line and column count from 1, the column in characters. */
public record Location(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
