package org.rexed.pharmacology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Problems;

/** Drugs by name, read when they are first asked for, together with the metabolites and enantiomers they name. */
public final class DrugLibrary {
    private final Function<String, Fields> files;
    private final Map<String, Drug> drugs = new LinkedHashMap<>();
    private final Set<String> reading = new LinkedHashSet<>();

    /**
     * A library over a source of files.
     *
     * @param files gives the content of a drug's file by the drug's name, or null if there is none
     */
    public DrugLibrary(Function<String, Fields> files) {
        this.files = files;
    }

    /** A drug, or null if there is none of that name; problems go to the list of its file. */
    public Drug drug(String name) {
        if (drugs.containsKey(name)) {
            return drugs.get(name);
        }
        Fields fields = files.apply(name);
        if (fields == null) {
            return null;
        }
        if (!reading.add(name)) {
            fields.problem("name", "name: " + name + " becomes itself by way of " + String.join(", ", reading));
            return null;
        }
        Drug drug = Drug.read(fields, this::drug);
        reading.remove(name);
        if (!drug.name().equals(name)) {
            fields.problem("name", "name: found \"" + drug.name() + "\" in the file " + name
                    + ".yaml; a drug's file is called by its name");
        }
        drugs.put(name, drug);
        return drug;
    }

    /**
     * From now on uses other sets of kinetic values than the defaults of the files.
     *
     * @param which species that the choice holds for
     * @param sets names of sets by drug
     * @throws IllegalArgumentException if a drug or a set is not there
     */
    public void choose(Species which, Map<String, String> sets) {
        sets.forEach((name, set) -> {
            Drug drug = drug(name);
            if (drug == null) {
                throw new IllegalArgumentException("no drug " + name);
            }
            drugs.put(name, drug.with(which, set));
        });
    }

    /**
     * Reads every {@code *.yaml} of a folder such as {@code models/drugs}, by name in alphabetical order.
     *
     * @throws UncheckedIOException if the folder cannot be listed
     */
    public static Map<String, Drug> read(Path folder, Problems problems) {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".yaml"))
                    .forEach(file -> files.put(file.substring(0, file.length() - ".yaml".length()),
                            folder.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the drugs in " + folder, e);
        }
        DrugLibrary library = new DrugLibrary(
                name -> files.containsKey(name) ? Document.read(files.get(name), problems) : null);
        Map<String, Drug> drugs = new TreeMap<>();
        files.keySet().forEach(name -> drugs.put(name, library.drug(name)));
        return Collections.unmodifiableMap(drugs);
    }
}
