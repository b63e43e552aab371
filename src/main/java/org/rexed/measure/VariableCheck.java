package org.rexed.measure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rexed.document.Location;
import org.rexed.document.Problems;
import org.rexed.document.Spelling;
import org.rexed.scenario.Arm;
import org.rexed.simulation.Assembly;
import org.rexed.simulation.RexedSimulation;

/** Checks that the slow variables a study is asked for exist; which there are is known to a begun subject only. */
public final class VariableCheck {
    private final Map<List<Object>, List<List<String>>> known = new HashMap<>();
    private final Problems problems = new Problems();

    /**
     * Notes every slow variable of a study that does not exist.
     *
     * @param places where each was named, by entity and name
     * @param where said at the end of each message; possibly empty
     */
    public void check(Study study, Map<List<String>, Location> places, String where) {
        for (Needs.Variable v : study.needs().variables()) {
            Arm arm = study.arms().stream().filter(a -> a.name().equals(v.arm())).findFirst().orElseThrow();
            List<List<String>> names = names(study.assembly(), arm);
            if (!names.contains(List.of(v.entity(), v.variable()))) {
                problems.add(places.get(List.of(v.entity(), v.variable())), message(v, names) + where);
            }
        }
    }

    private static String message(Needs.Variable v, List<List<String>> names) {
        List<String> ofEntity = names.stream().filter(name -> name.get(0).equals(v.entity()))
            .map(name -> name.get(1)).toList();
        return ofEntity.isEmpty()
            ? "entity: nothing called \"" + v.entity() + "\" in arm " + v.arm()
                + Spelling.hint(v.entity(), names.stream().map(n -> n.get(0)).distinct().toList())
            : "state: " + v.entity() + " has no variable \"" + v.variable() + "\" in arm " + v.arm()
                + Spelling.hint(v.variable(), ofEntity);
    }

    private List<List<String>> names(Assembly assembly, Arm arm) {
        List<Object> key = List.of(assembly.scenario().anatomy(), arm.drugs(),
            arm.mechanisms().entrySet().stream().filter(m -> m.getValue() > 0).map(Map.Entry::getKey).toList());
        return known.computeIfAbsent(key, k -> {
            RexedSimulation simulation = assembly.simulation(arm, 0);
            simulation.start();
            return simulation.observed().states().stream().map(s -> List.of(s.entity(), s.variable())).distinct()
                .toList();
        });
    }

    /** Throws everything that was noted. */
    public void throwIfAny() {
        problems.throwIfAny();
    }
}
