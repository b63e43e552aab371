package org.rexed.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.Laboratory;
import org.rexed.document.Document;
import org.rexed.document.Grammar;
import org.rexed.document.InputException;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.scenario.ModelLibrary.Kind;
import org.rexed.scenario.ScenarioReader;

/** The schema and the reference say what the readers of scenarios accept, no more, no less and nothing older. */
class ScenarioSchemaTest {
    private static final Path COMMITTED = Path.of("models/scenario.schema.json");
    private static final Path PAGE = Path.of("src/site/markdown/scenarios.md");
    private static final String BEGIN = "<!-- rexed schema --reference -->\n";
    private static final String END = "<!-- end -->";
    /** Sources in which a key of a scenario is asked for. */
    private static final List<String> READERS = List.of("scenario/ScenarioReader", "scenario/InjuryReader",
        "scenario/Times", "scenario/Battery", "scenario/Variation", "scenario/Strengths", "dosing/Dosing",
        "dosing/Goal", "pharmacology/DoseDraft", "measure/QuantityReader", "validation/PublishedStudy",
        "validation/Publication", "lesson/LessonReader", "measure/Band");
    private static final Pattern ASKED = Pattern.compile("\\b[a-z]+\\.(?:text|choice|decision|oneOf|named|word|form|"
        + "quantity|reading|integer|flag|map|mapOrEmpty|maps|texts|quantities|someQuantities"
        + "|has)\\(\\s*\"([a-z0-9-]+)\"");
    /** Keys of other files that these sources read too, and of claims. */
    private static final Set<String> ELSEWHERE = Set.of("cutoff", "attributed", "group", "overlap", "first", "second");

    private static String generated;
    private static JsonSchema schema;
    private static JsonNode tree;

    @BeforeAll
    static void generate() throws IOException {
        generated = ScenarioSchema.text(Laboratory.LIBRARY);
        tree = new ObjectMapper().readTree(generated);
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(tree);
    }

    private static List<String> complaints(Node.Mapping scenario) {
        return schema.validate(ScenarioSchema.json(scenario)).stream().map(ValidationMessage::toString).toList();
    }

    private static Node.Mapping parsed(String text) {
        Problems problems = new Problems();
        Node.Mapping read = Document.tree("s.yaml", text, problems).orElse(null);
        problems.throwIfAny();
        return read;
    }

    private static Map<String, Node.Mapping> shipped() {
        Map<String, Node.Mapping> scenarios = new LinkedHashMap<>();
        for (String name : Laboratory.LIBRARY.names(Kind.SCENARIO)) {
            scenarios.put(name, Laboratory.LIBRARY.tree(Kind.SCENARIO, name, new Problems()).orElseThrow());
        }
        for (String name : Laboratory.LIBRARY.names(Kind.CLAIM)) {
            Node.Entry scenario = Laboratory.LIBRARY.tree(Kind.CLAIM, name, new Problems()).orElseThrow()
                .entries().get("scenario");
            if (scenario != null && scenario.value() instanceof Node.Mapping mapping) {
                scenarios.put("claim " + name, mapping);
            }
        }
        return scenarios;
    }

    @Test
    void theCommittedSchemaIsTheOneOfTheReaders() throws IOException {
        assertThat(Files.readString(COMMITTED)).as("run: ./rexed schema > " + COMMITTED).isEqualTo(generated);
    }

    @Test
    void thePageHoldsTheReferenceOfTheReaders() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(page).contains(BEGIN).contains(END);
        assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)).strip())
            .as("put what ./rexed schema --reference prints between the marks of " + PAGE)
            .isEqualTo(ScenarioReference.text(Laboratory.LIBRARY).strip());
    }

    @Test
    void everyShippedScenarioIsValid() {
        Map<String, Node.Mapping> scenarios = shipped();
        assertThat(scenarios).hasSizeGreaterThan(20);
        scenarios.forEach((name, scenario) -> assertThat(complaints(scenario)).as(name).isEmpty());
    }

    @Test
    void everySpecimenIsValidAndSoIsItsResolvedText() {
        for (Node.Mapping specimen : Language.specimens()) {
            assertThat(complaints(specimen)).isEmpty();
            String resolved = ScenarioReader.read(specimen, Map.of(), Laboratory.LIBRARY).resolved();
            assertThat(complaints(parsed(resolved))).as(resolved).isEmpty();
        }
    }

    @Test
    void shippedScenariosAskNothingThatTheSchemaDoesNotKnow() {
        Map<String, Set<String>> known = new LinkedHashMap<>();
        Language.of(Laboratory.LIBRARY).rules().forEach(rule -> known.put(rule.name(), rule.keys()));
        for (String name : Laboratory.LIBRARY.names(Kind.SCENARIO)) {
            Grammar grammar = new Grammar();
            Language.read(Laboratory.LIBRARY.tree(Kind.SCENARIO, name, new Problems()).orElseThrow(),
                Laboratory.LIBRARY, grammar);
            Rule.of(grammar).values().stream().filter(rule -> !rule.ofNames()).forEach(rule ->
                assertThat(known.get(rule.name())).as(name + " " + rule.id()).containsAll(rule.keys()));
        }
    }

    @Test
    void everyKeyInTheSourcesOfTheReadersIsInTheSchema() throws IOException {
        Set<String> known = new TreeSet<>();
        Language.of(Laboratory.LIBRARY).rules().forEach(rule -> known.addAll(rule.keys()));
        Set<String> asked = new TreeSet<>();
        for (String reader : READERS) {
            Matcher matcher = ASKED.matcher(Files.readString(Path.of("src/main/java/org/rexed", reader + ".java")));
            while (matcher.find()) {
                asked.add(matcher.group(1));
            }
        }
        assertThat(asked).hasSizeGreaterThan(60);
        asked.removeAll(ELSEWHERE);
        assertThat(known).containsAll(asked);
    }

    @Test
    void namesComeFromTheLibrary() {
        JsonNode doses = tree.at("/$defs/arms-doses/properties");
        assertThat(texts(doses.at("/drug/enum"))).isEqualTo(Laboratory.LIBRARY.names(Kind.DRUG));
        assertThat(texts(tree.at("/$defs/assays/properties/assay/enum")))
            .isEqualTo(Laboratory.LIBRARY.names(Kind.ASSAY));
        assertThat(texts(tree.at("/$defs/mechanisms/propertyNames/enum")))
            .isEqualTo(Laboratory.LIBRARY.names(Kind.MECHANISM));
        assertThat(texts(tree.at("/$defs/assays/properties/site/enum"))).contains("left-hindpaw", "left-foot");
        assertThat(texts(doses.at("/route/enum"))).contains("iv", "rvm", "intrathecal");
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    @Test
    void everyExampleIsValid() {
        List<String> wrong = new ArrayList<>();
        Map<String, JsonNode> definitions = new LinkedHashMap<>();
        tree.get("$defs").properties().forEach(entry -> definitions.put(entry.getKey(), entry.getValue()));
        definitions.put("scenario", tree);
        definitions.forEach((rule, definition) -> definition.path("properties").properties().forEach(property -> {
            ObjectNode alone =
                property.getValue().deepCopy();
            alone.set("$defs", tree.get("$defs"));
            JsonSchema one = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(alone);
            property.getValue().path("examples").forEach(example -> one.validate(example)
                .forEach(message -> wrong.add(rule + "." + property.getKey() + ": " + message)));
        }));
        assertThat(wrong).isEmpty();
    }

    private static final String SMALL = """
        rexed: 1
        name: small
        species: rat
        anatomy: rat-dorsal-horn
        duration: 1 d
        reference: one
        mechanisms: {dynorphin: 0.5}
        assays:
          - {assay: hargreaves, site: left-hindpaw, baseline: 30 min, at: [6 h, 1 d]}
        arms:
          - name: one
            doses:
              - {drug: morphine, dose: 10 mg/kg, route: sc, at: 1 h}
            dosing:
              - {rule: taper, drug: morphine, dose: 1 mg/kg, route: sc, for: 1 d, every: 4 h, shape: linear}
              - {rule: patient-controlled, drug: morphine, dose: 1 mg/kg, route: iv, lockout: 9 min, for: 1 d,
                 goal: {plasma: 20 ng/mL}}
        """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'name: small' | 'nam: small'",
        "'rexed: 1' | 'rexed: 2'",
        "'species: rat' | 'species: ret'",
        "'duration: 1 d' | 'duration: 1 mg'",
        "'duration: 1 d' | 'duration: 1'",
        "'duration: 1 d' | 'duration: [1 d]'",
        "'reference: one' | 'subjects: 0'",
        "'dynorphin: 0.5' | 'dynorfin: 0.5'",
        "'dynorphin: 0.5' | 'dynorphin: 11'",
        "'dynorphin: 0.5' | 'dynorphin: yes'",
        "'assay: hargreaves' | 'assay: hargreves'",
        "'assay: hargreaves' | 'assay: hargreaves, battery: rat-thresholds'",
        "'site: left-hindpaw' | 'site: left-paw'",
        "'6 h, 1 d' | '6 h, 1 g'",
        "'drug: morphine, dose: 10' | 'drug: morfine, dose: 10'",
        "'dose: 10 mg/kg' | 'dose: 10 mg/kg, rate: 1 mg/h'",
        "'dose: 10 mg/kg' | 'dose: 10'",
        "'dose: 10 mg/kg' | 'dose: 10 h'",
        "'dose: 10 mg/kg, route: sc' | 'rate: 10 mg/kg, route: sc'",
        "'route: sc, at' | 'rout: sc, at'",
        "'route: sc, at: 1 h' | 'route: sc, from: 1 h'",
        "'rule: taper' | 'rule: tapir'",
        "'shape: linear' | 'lockout: 5 min'",
        "'shape: linear' | 'shape: linear, until: 1 d'",
        "'lockout: 9 min, ' | ''",
        "'lockout: 9 min' | 'lockout: 9 min, step: 50 %'",
        "'goal: {plasma: 20 ng/mL}' | 'goal: {}'",
        "'goal: {plasma: 20 ng/mL}' | 'goal: {plasma: 20 ng/mL, mu-occupancy: 0.5}'",
        "'goal: {plasma: 20 ng/mL}' | 'goal: {plasma: 20 ng/mL, below: 3}'",
    })
    void whatTheReaderRefusesForItsKeysNamesAndUnitsTheSchemaRefuses(String found, String mistake) {
        assertThat(complaints(parsed(SMALL))).isEmpty();
        assertThat(SMALL).contains(found);
        Node.Mapping wrong = parsed(SMALL.replace(found, mistake));
        assertThat(complaints(wrong)).as(mistake).isNotEmpty();
        try {
            ScenarioReader.read(wrong, Map.of(), Laboratory.LIBRARY);
            fail("the reader accepts " + mistake);
        } catch (InputException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }

    @Test
    void leavingOutWhatTheReaderDoesNotNeedIsValidSample() {
        leaveOut(37);
    }

    @Test
    @Tag("long")
    void leavingOutWhatTheReaderDoesNotNeedIsValid() {
        leaveOut(3);
    }

    /** Leaves out one entry after another; whatever the readers then accept has to be valid too. */
    private static void leaveOut(int every) {
        int number = 0;
        int accepted = 0;
        int refused = 0;
        for (Node.Mapping specimen : Language.specimens()) {
            for (Node.Mapping less : without(specimen)) {
                if (number++ % every != 0) {
                    continue;
                }
                boolean read = reads(less);
                accepted += read ? 1 : 0;
                List<String> complaints = complaints(less);
                refused += complaints.isEmpty() ? 0 : 1;
                assertThat(read ? complaints : List.of()).as(() -> ScenarioSchema.json(less).toString()).isEmpty();
            }
        }
        assertThat(accepted).isPositive();
        assertThat(refused).isPositive();
    }

    private static boolean reads(Node.Mapping scenario) {
        try {
            Language.read(scenario, Laboratory.LIBRARY, new Grammar());
            return true;
        } catch (InputException e) {
            return false;
        }
    }

    /** The mapping with each of its entries, and of those below, left out in turn. */
    private static List<Node.Mapping> without(Node.Mapping mapping) {
        List<Node.Mapping> all = new ArrayList<>();
        mapping.entries().forEach((key, entry) -> {
            all.add(new Node.Mapping(mapping.entries().entrySet().stream().filter(e -> !e.getKey().equals(key))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new)),
                mapping.location()));
            below(entry.value()).forEach(node -> {
                Map<String, Node.Entry> entries = new LinkedHashMap<>(mapping.entries());
                entries.put(key, new Node.Entry(entry.key(), node));
                all.add(new Node.Mapping(entries, mapping.location()));
            });
        });
        return all;
    }

    private static List<Node> below(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return List.copyOf(without(mapping));
        }
        List<Node> all = new ArrayList<>();
        if (node instanceof Node.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                for (Node item : below(sequence.items().get(i))) {
                    List<Node> items = new ArrayList<>(sequence.items());
                    items.set(i, item);
                    all.add(new Node.Sequence(items, sequence.location()));
                }
            }
        }
        return all;
    }
}
