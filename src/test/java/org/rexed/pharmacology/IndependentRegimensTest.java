package org.rexed.pharmacology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rexed.document.Problems;
import org.rexed.receptor.Receptor;

/**
 * Compares whole regimens with a second implementation in another language, {@code src/test/peers/pharmacology.py},
 * which reads the same drug files and integrates their equations with SciPy. Concentrations agree to 1e-6, occupancies
 * to 2e-5 and channel block to 1e-4 of all receptors, since they follow in steps.
 */
class IndependentRegimensTest {
    private static final Path TABLE =
            Path.of("src/test/resources/reference/pharmacology/independent-regimens.csv");

    @TestFactory
    List<DynamicTest> regimens() throws IOException {
        Map<String, List<Map<String, String>>> byRegimen = new TreeMap<>();
        List<String> lines = Files.readAllLines(TABLE);
        String[] names = lines.get(0).split(",");
        for (String line : lines.subList(1, lines.size())) {
            // Only the subject holds commas, inside quotes.
            String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < names.length; i++) {
                row.put(names[i], cells[i].replace("\"", ""));
            }
            byRegimen.computeIfAbsent(row.get("regimen"), key -> new ArrayList<>()).add(row);
        }
        assertThat(byRegimen).hasSizeGreaterThanOrEqualTo(5);
        Problems problems = new Problems();
        Map<String, Drug> drugs = DrugLibrary.read(Path.of("models/drugs"), problems);
        problems.throwIfAny();
        return byRegimen.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> compare(each.getValue(), drugs)))
                .toList();
    }

    private static void compare(List<Map<String, String>> rows, Map<String, Drug> drugs) {
        Map<String, String> first = rows.get(0);
        Species species = Species.valueOf(first.get("species").toUpperCase(Locale.ROOT));
        List<Dose> doses = new ArrayList<>();
        for (String text : first.get("doses").split(";")) {
            String[] words = text.strip().split(" ", 2);
            doses.add(Dose.parse(words[0], words[1]));
        }
        Map<String, String> sets = new LinkedHashMap<>();
        for (String text : first.get("drug").split(" ")) {
            sets.put(text.split("=")[0], text.split("=")[1]);
        }
        Body body = body(first.get("subject"));
        List<Drug> given = Treatment.drugNames(doses, List.of()).stream().map(drugs::get).toList();
        List<Kinetics> kinetics = given.stream()
                .map(drug -> new Kinetics(drug, drug.sets(species).get(sets.get(drug.name())), body, 1.0, 1.0,
                        doses.stream().filter(dose -> dose.drug().equals(drug.name())).toList()))
                .toList();
        DrugLevels levels = new DrugLevels(given, kinetics);
        rows.sort(Comparator.comparingDouble(row -> Double.parseDouble(row.get("time_min"))));
        for (Map<String, String> row : rows) {
            levels.advanceTo(Double.parseDouble(row.get("time_min")));
            String quantity = row.get("quantity");
            double expected = Double.parseDouble(row.get("value"));
            double found = value(levels, row.get("substance"), quantity);
            if (quantity.equals("occupancy-mu")) {
                assertThat(found).as(row.toString()).isCloseTo(expected, within(2e-5));
            } else if (quantity.equals("nmda-blocked")) {
                // Blockers hold their concentration over the parts of a minute, which shows while it rises.
                assertThat(found).as(row.toString()).isCloseTo(expected, within(4e-4));
            } else if (expected > 1e-9) {
                assertThat(found).as(row.toString()).isCloseTo(expected, Percentage.withPercentage(1e-4));
            } else {
                assertThat(found).as(row.toString()).isCloseTo(expected, within(1e-12));
            }
        }
    }

    private static Body body(String text) {
        Map<String, String> said = new LinkedHashMap<>();
        for (String part : text.split(",")) {
            said.put(part.split("=")[0], part.split("=")[1]);
        }
        return new Body(Sex.valueOf(said.get("sex").toUpperCase(Locale.ROOT)), Double.parseDouble(said.get("age")),
                Double.parseDouble(said.get("mass")), Double.parseDouble(said.get("height")));
    }

    private static double value(DrugLevels levels, String substance, String quantity) {
        if (quantity.equals("nmda-blocked")) {
            return 1.0 - levels.nmdaUnblocked();
        }
        if (quantity.equals("occupancy-mu")) {
            return levels.occupancy(Receptor.MU, Site.SPINAL_CORD, substance);
        }
        double sum = 0.0;
        for (Kinetics each : levels.kinetics()) {
            for (int m = 0; m < each.moieties().size(); m++) {
                if (each.moieties().get(m).name().equals(substance)) {
                    sum += switch (quantity) {
                        case "plasma" -> each.plasma_nM(m);
                        case "effect-site" -> each.effectSite_nM(m, Site.SPINAL_CORD);
                        case "free" -> each.free_nM(m, Site.SPINAL_CORD);
                        default -> throw new IllegalArgumentException(quantity);
                    };
                }
            }
        }
        return sum;
    }
}
