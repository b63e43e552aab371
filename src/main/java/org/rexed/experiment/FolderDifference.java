package org.rexed.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where the tables of two run folders differ, byte by byte; manifests, which name times and places, figures and
 * reports, which are made from tables, are left out.
 *
 * @param table name of the table
 * @param line line of the first difference, from 1; 0 if one folder does not have the table
 * @param first that line in the first folder; empty if it ends before
 * @param second that line in the second
 */
public record FolderDifference(String table, int line, String first, String second) {
    /**
     * The first difference of every table.
     *
     * @throws FolderException if neither folder has a table
     */
    public static List<FolderDifference> between(Path first, Path second) {
        TreeSet<String> names = new TreeSet<>(tables(first));
        names.addAll(tables(second));
        if (names.isEmpty()) {
            throw new FolderException(FolderException.Reason.FOREIGN, "neither " + first + " nor " + second
                + " has tables of a run");
        }
        List<FolderDifference> differences = new ArrayList<>();
        for (String name : names) {
            FolderDifference difference = of(name, first.resolve(name), second.resolve(name));
            if (difference != null) {
                differences.add(difference);
            }
        }
        return differences;
    }

    private static List<String> tables(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".csv")
                && !name.equals("ledger.csv")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    private static FolderDifference of(String name, Path first, Path second) {
        if (!Files.exists(first) || !Files.exists(second)) {
            return new FolderDifference(name, 0, Files.exists(first) ? "there" : "missing",
                Files.exists(second) ? "there" : "missing");
        }
        try (BufferedReader one = Files.newBufferedReader(first, StandardCharsets.UTF_8);
                BufferedReader other = Files.newBufferedReader(second, StandardCharsets.UTF_8)) {
            if (Files.mismatch(first, second) < 0) {
                return null;
            }
            for (int line = 1;; line++) {
                String mine = one.readLine();
                String theirs = other.readLine();
                if (mine == null || !mine.equals(theirs)) {
                    return new FolderDifference(name, line, mine == null ? "" : mine, theirs == null ? "" : theirs);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compare " + first + " and " + second, e);
        }
    }

    @Override
    public String toString() {
        return line == 0 ? table + ": " + first + " in the first folder, " + second + " in the second"
            : table + ", line " + line + ":\n  " + first + "\n  " + second;
    }
}
