package org.rexed.electrophysiology;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.PopulationSpec;
import org.rexed.document.Fields;
import org.rexed.electrophysiology.Protocol.Level;
import org.rexed.electrophysiology.Protocol.Recorded;
import org.rexed.electrophysiology.Protocol.Trace;

/** Reads what a protocol writes down. */
final class RecordReader {
    private static final String ALL = "all";
    private static final String NONE = "none";
    private static final String STIMULATED = "stimulated";
    private static final String EACH = "each";
    private static final int MOST = 100_000;

    private final Anatomy anatomy;
    private final int circuits;
    private final Set<String> stimulated = new LinkedHashSet<>();

    RecordReader(Anatomy anatomy, List<Level> levels, int circuits) {
        this.anatomy = anatomy;
        this.circuits = circuits;
        levels.forEach(level -> {
            if (level.presented().site() != null) {
                stimulated.add(level.presented().site().dermatome());
            }
        });
    }

    Recorded read(Fields f) {
        List<String> classes = classes(f);
        List<Group> groups = new ArrayList<>();
        List<List<String>> places = places(f);
        for (PopulationSpec spec : anatomy.populations()) {
            if (classes.contains(spec.name())) {
                groups.addAll(groups(spec, places));
            }
        }
        double bin_ms = f.quantity("bin", "ms", 1, 60_000);
        double within_mm = f.quantity("within", "mm", 0.1, 10_000, Double.POSITIVE_INFINITY);
        if (f.has("within") && stimulated.isEmpty()) {
            f.problem("within", "within: nothing is stimulated, so there is no place to be near to");
        }
        int rasters = count(f, "spikes");
        List<Trace> traces = new ArrayList<>();
        f.maps("traces").forEach(trace -> traces.add(trace(trace)));
        f.done();
        return new Recorded(groups, within_mm, rasters, bin_ms, traces);
    }

    private List<String> classes(Fields f) {
        List<String> names = anatomy.populations().stream().map(PopulationSpec::name).toList();
        if (f.raw("classes").equals(ALL)) {
            f.text("classes");
            return names;
        }
        List<String> classes = Target.names(f, "classes", names);
        if (classes.isEmpty()) {
            f.problem("classes", "classes: none; expected all or a list of classes");
        }
        return classes;
    }

    /** Number of circuits: all, none or a number. */
    private int count(Fields f, String key) {
        String text = f.raw(key);
        if (text.equals(ALL) || text.equals(NONE)) {
            f.text(key);
            return text.equals(ALL) ? circuits : 0;
        }
        return (int) f.integer(key, 0, MOST);
    }

    /** Lists of dermatomes that are reported together. */
    private List<List<String>> places(Fields f) {
        String text = f.raw("dermatomes");
        if (!f.has("dermatomes")) {
            return stimulated.isEmpty() ? List.of(anatomy.dermatomes())
                : stimulated.stream().map(List::of).toList();
        }
        if (text.equals(ALL)) {
            return List.of(anatomy.dermatomes());
        }
        if (text.equals(EACH)) {
            return anatomy.dermatomes().stream().map(List::of).toList();
        }
        if (text.equals(STIMULATED) && !stimulated.isEmpty()) {
            return stimulated.stream().map(List::of).toList();
        }
        List<String> allowed = new ArrayList<>(List.of(STIMULATED, EACH, ALL));
        allowed.addAll(anatomy.dermatomes());
        return Target.names(f, "dermatomes", allowed).stream().map(List::of).toList();
    }

    private static List<Group> groups(PopulationSpec spec, List<List<String>> places) {
        if (!spec.perDermatome()) {
            return spec.counts().keySet().stream().map(n -> new Group(spec.name(), n, Set.of(n))).toList();
        }
        return places.stream().map(place -> new Group(spec.name(), place.size() == 1 ? place.get(0) : ALL,
            new LinkedHashSet<>(place))).toList();
    }

    private Trace trace(Fields f) {
        List<String> classes = anatomy.populations().stream().filter(p -> !p.isAfferent()).map(PopulationSpec::name)
            .toList();
        String name = f.oneOf("class", classes);
        int cells = (int) f.integer("cells", 1, MOST, 1);
        int many = (int) f.integer("circuits", 1, MOST, 1);
        List<String> places = new ArrayList<>(Target.names(f, "dermatome", anatomy.dermatomes()));
        if (places.isEmpty()) {
            places.add(stimulated.isEmpty() ? anatomy.dermatomes().get(0) : stimulated.iterator().next());
        }
        f.done();
        PopulationSpec spec = classes.contains(name) ? anatomy.population(name) : null;
        boolean nucleus = spec != null && !spec.perDermatome();
        String place = nucleus ? spec.counts().keySet().iterator().next() : places.get(0);
        return new Trace(new Group(name, place, Set.of(place)), cells, many);
    }
}
