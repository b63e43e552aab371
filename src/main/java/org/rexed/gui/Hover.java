package org.rexed.gui;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.rexed.document.Fields;
import org.rexed.document.Problems;
import org.rexed.evidence.Parameter;
import org.rexed.pharmacology.Drug;
import org.rexed.pharmacology.Species;
import org.rexed.scenario.ModelLibrary;

/** What controls tell on hover: meaning, unit, range and sources. */
final class Hover {
    private static final int MOST_SOURCES = 6;

    private Hover() {}

    /** A mechanism: what it does, what speaks against it, its range, and the sources of its parameters. */
    static String mechanism(ModelLibrary library, String name) {
        Fields file = library.fields(ModelLibrary.Kind.MECHANISM, name, new Problems());
        Set<String> sources = new LinkedHashSet<>();
        int count = 0;
        Fields parameters = file.mapOrEmpty("parameters");
        for (String key : parameters.keys()) {
            count++;
            if (parameters.isMap(key) && parameters.map(key).has("source")) {
                sources.addAll(parameters.map(key).texts("source"));
            }
        }
        String against = file.text("against", "");
        return html("<b>" + file.text("title", VariableChoice.words(name)) + "</b><br>"
                + escaped(file.text("explains", ""))
                + (against.isEmpty() ? "" : "<br><i>Against: " + escaped(against) + "</i>")
                + "<br>On or off here; a scenario may scale it from 0 to 10 (1: as published). " + count
                + " parameters" + from(sources) + ".<br>Takes effect at a reset.");
    }

    /** A drug and the infusion that its slider sets. */
    static String drug(Drug drug, Species species, Infusion infusion) {
        Set<String> sources = new LinkedHashSet<>();
        for (Parameter each : drug.parameters(species).values()) {
            if (each.source() != null && !each.source().isBlank()) {
                sources.add(each.source());
            }
        }
        return html("<b>" + escaped(drug.title()) + "</b><br>Extra infusion by " + infusion.route().key()
                + ", on top of what the arm prescribes. Slider: 0 to " + ControlPanel.number(infusion.largest()) + " "
                + infusion.unit() + "; the field takes any rate.<br>Kinetics " + drug.set(species).name()
                + (drug.set(species).derived() ? ", taken from another species" : "") + from(sources) + ".");
    }

    private static String from(Set<String> sources) {
        if (sources.isEmpty()) {
            return "";
        }
        String names = String.join(", ", sources.stream().limit(MOST_SOURCES).toList()).replace('_', ' ');
        return "; sources: " + escaped(names) + (sources.size() > MOST_SOURCES
                ? String.format(Locale.ROOT, " and %d more", sources.size() - MOST_SOURCES) : "");
    }

    private static String html(String body) {
        return "<html><p width=340>" + body + "</p></html>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
