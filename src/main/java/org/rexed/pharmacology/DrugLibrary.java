package org.rexed.pharmacology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Problems;

/** The drugs of a model folder, one YAML file each, by name in alphabetical order. */
public final class DrugLibrary {
    private DrugLibrary() {}

    /**
     * Reads every {@code *.yaml} of a folder such as {@code models/drugs}.
     *
     * @throws UncheckedIOException if the folder cannot be listed
     */
    public static Map<String, Drug> read(Path folder, Problems problems) {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.getFileName().toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the drugs in " + folder, e);
        }
        Map<String, Drug> drugs = new TreeMap<>();
        for (Path file : files) {
            Fields fields = Document.read(file, problems);
            Drug drug = Drug.read(fields);
            if (!file.getFileName().toString().equals(drug.name() + ".yaml")) {
                fields.problem("name", "name: found \"" + drug.name() + "\" in the file " + file.getFileName()
                        + "; a drug's file is called by its name");
            }
            drugs.put(drug.name(), drug);
        }
        return Collections.unmodifiableMap(drugs);
    }
}
