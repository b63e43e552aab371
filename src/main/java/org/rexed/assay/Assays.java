package org.rexed.assay;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rexed.document.Fields;
import org.rexed.evidence.ParameterReader;

/** The kinds of assay that files in {@code models/assays} can describe. */
public final class Assays {
    private static final String IN_SPECIES = "in-species";
    private static final String REPEAT_INTERVAL = "repeat-interval";

    private static final Map<String, Reader> KINDS = kinds();

    /** Reads one kind. */
    @FunctionalInterface
    private interface Reader {
        Assay read(String name, Fields f, ParameterReader numbers);
    }

    private Assays() {}

    private static Map<String, Reader> kinds() {
        Map<String, Reader> kinds = new LinkedHashMap<>();
        kinds.put("radiant-heat", RisingStimulus::readRadiantHeat);
        kinds.put("von-frey-up-down", VonFrey::read);
        kinds.put("rising-stimulus", RisingStimulus::read);
        kinds.put("unit-recording", UnitRecording::read);
        kinds.put("peptide-release", PeptideRelease::read);
        kinds.put("pain-rating", PainRating::read);
        kinds.put("temporal-summation", TemporalSummation::read);
        kinds.put("cold-pressor", ColdPressor::read);
        kinds.put("hyperalgesia-area", HyperalgesiaArea::read);
        return kinds;
    }

    /**
     * What an assay file says of a species: all it says in general, with what it states below {@code in-species} for
     * that one in its place. A mouse is not tested with the filaments of a rat.
     *
     * @param f the whole file
     * @param species name of the species
     * @param known names of species; another one in the file is a problem
     */
    public static Fields inSpecies(Fields f, String species, Collection<String> known) {
        if (f.has(IN_SPECIES)) {
            Fields named = f.map(IN_SPECIES);
            named.keys().stream().filter(each -> !known.contains(each)).forEach(each -> named.problem(each,
                    IN_SPECIES + ": unknown species \"" + each + "\"; allowed: " + String.join(", ", known)));
        }
        return f.changed(IN_SPECIES, species);
    }

    /** Reads an assay file as it is for a species; null if its kind is not known (a problem is reported then). */
    public static Assay read(String name, Fields f, ParameterReader numbers) {
        Reader reader = KINDS.get(f.oneOf("kind", KINDS.keySet()));
        Window.positive(f, REPEAT_INTERVAL, "min", numbers);
        return reader == null ? null : reader.read(name, f, numbers);
    }
}
