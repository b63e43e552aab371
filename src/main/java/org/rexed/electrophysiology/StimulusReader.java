package org.rexed.electrophysiology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.assay.Assays;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.Site;
import org.rexed.document.Fields;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.document.Spelling;
import org.rexed.nociception.Stimulus;
import org.rexed.nociception.StimulusKind;
import org.rexed.nociception.StimulusKind.Field;
import org.rexed.quantity.Units;
import org.rexed.scenario.Defaults;
import org.rexed.scenario.ModelLibrary;

/** Reads the stimulus of a protocol; kinds and fields are those of {@link StimulusKind}. */
final class StimulusReader {
    private final Anatomy anatomy;
    private final double onset_ms;

    /**
     * A reader for one anatomy.
     *
     * @param onset_ms time of the onset since a probe began
     */
    StimulusReader(Anatomy anatomy, double onset_ms) {
        this.anatomy = anatomy;
        this.onset_ms = onset_ms;
    }

    /** A stimulus's tree with the values of the usual assay filled in where nothing is said, as it is for a species. */
    static Node.Mapping complete(Node.Mapping stimulus, String species, ModelLibrary library) {
        Node.Entry kind = stimulus.entries().get("kind");
        if (kind == null || !(kind.value() instanceof Node.Text text)) {
            return stimulus;
        }
        Map<String, String> defaults = new LinkedHashMap<>();
        switch (StimulusKind.of(text.value())) {
            case FORCE, PRESSURE -> defaults.put("spread", assay(library, species, "von-frey", "spread", "mm"));
            case RADIANT_HEAT -> {
                defaults.put("start", assay(library, species, "hargreaves", "start-temperature", "Cel"));
                defaults.put("rise-in-first-second",
                    assay(library, species, "hargreaves", "temperature-rise-in-first-second", "K"));
                defaults.put("spread", assay(library, species, "hargreaves", "spread", "mm"));
            }
            case CONTACT, SURFACE ->
                defaults.put("start", assay(library, species, "hargreaves", "start-temperature", "Cel"));
            default -> { }
        }
        Node.Mapping result = stimulus;
        for (Map.Entry<String, String> entry : defaults.entrySet()) {
            result = Defaults.with(result, entry.getKey(), entry.getValue());
        }
        return result;
    }

    /** A parameter of an assay, as text; a broken assay file is told by whoever reads it as an assay. */
    private static String assay(ModelLibrary library, String species, String assay, String key, String unit) {
        Fields f = Assays.inSpecies(library.fields(ModelLibrary.Kind.ASSAY, assay, new Problems()), species,
            library.names(ModelLibrary.Kind.SUBJECT));
        double value = f.isMap(key) ? f.map(key).quantity("value", unit) : Double.NaN;
        return Double.isNaN(value) ? "" : Units.text(value, unit);
    }

    /** Unit of a field of a kind; empty for one that is a text. */
    static String unit(StimulusKind kind, String field) {
        return kind.fields().stream().filter(f -> f.name().equals(field)).map(Field::unit).findFirst().orElse("");
    }

    /** Fields of a kind that can be varied. */
    static List<String> fields(StimulusKind kind) {
        List<String> fields = new ArrayList<>(kind.fields().stream().map(Field::name).sorted().toList());
        if (kind != StimulusKind.NONE) {
            fields.add("site");
        }
        return fields;
    }

    /** Reads a stimulus; problems go to the file's list, and the result is then a placeholder. */
    Presented read(Fields f) {
        StimulusKind kind = f.choice("kind", StimulusKind.class);
        Site site = kind == StimulusKind.NONE ? null : site(f);
        Map<String, Double> values = new LinkedHashMap<>();
        kind.fields().forEach(field -> values.put(field.name(), value(f, field)));
        f.done();
        Stimulus stimulus = kind.at(site == null ? 0 : site.x_mm(), site == null ? 0 : site.y_mm(), onset_ms, values);
        double[] sinceOnset_ms = Arrays.stream(stimulus.pulses_ms()).map(t -> t - onset_ms).toArray();
        return new Presented(stimulus, site, kind.duration_ms(values), sinceOnset_ms, kind.unit());
    }

    private static double value(Fields f, Field field) {
        double value = Double.isNaN(field.otherwise())
                ? f.quantity(field.name(), field.read(), field.low(), field.high())
                : f.quantity(field.name(), field.read(), field.low(), field.high(), field.otherwise());
        if (field.whole() && value != Math.rint(value)) {
            f.problem(field.name(), field.name() + ": must be a whole number; found " + f.raw(field.name()));
        }
        return value;
    }

    private Site site(Fields f) {
        String name = f.text("site");
        if (!name.isEmpty() && !anatomy.sites().containsKey(name)) {
            f.problem("site", "site: found \"" + name + "\"; anatomy " + anatomy.name() + (anatomy.sites().isEmpty()
                ? " has no sites" : " has " + String.join(", ", anatomy.sites().keySet()))
                + Spelling.nearest(name, anatomy.sites().keySet()).map(near -> "; did you mean \"" + near + "\"?")
                    .orElse(""));
        }
        return anatomy.sites().getOrDefault(name, new Site(name, "", 0, 0));
    }
}
