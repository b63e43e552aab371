package org.rexed.lesson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.InputException;
import org.rexed.document.Location;
import org.rexed.document.Node;
import org.rexed.document.Problems;
import org.rexed.document.Quoted;
import org.rexed.experiment.DataFile;
import org.rexed.experiment.Experiment;
import org.rexed.experiment.RecordChoice;
import org.rexed.experiment.RunFolder;
import org.rexed.pharmacology.Species;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Names;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;
import org.rexed.scenario.Strengths;

/**
 * A patient whose strengths of mechanisms a class has to find out by experiments. The sealed file holds them encoded,
 * with a checksum: a student who opens it in an editor reads nothing and cannot change it unnoticed. It is no
 * cryptography. The program must know the strengths to simulate, so whoever changes the program can read them.
 *
 * @param name file-safe name
 * @param title heading
 * @param species rat, mouse or human
 * @param question what the class is asked
 * @param answer what the teacher wants to hear
 * @param strengths of the mechanisms that differ from the usual, by name
 * @param lock a hash of the teacher's word
 */
public record SealedPatient(String name, String title, Species species, String question, String answer,
                            Map<String, Double> strengths, String lock) {
    private static final int VERSION = 1;
    private static final String NAME = "patient";
    private static final String SEALED = "sealed-patient";
    /** What a scenario for a sealed patient must not say: it would undo or show what is sealed. */
    private static final List<String> SECRET = List.of("mechanisms", "parameters", "contested", "variation");

    /** Keeps its own copy. */
    public SealedPatient {
        strengths = Map.copyOf(strengths);
    }

    /** Whether a file is a patient, open or sealed. */
    public static boolean isOne(Node.Mapping tree) {
        return tree.entries().containsKey(NAME) || tree.entries().containsKey(SEALED);
    }

    /** Whether a file is sealed already. */
    public static boolean isSealed(Node.Mapping tree) {
        return tree.entries().containsKey(SEALED);
    }

    /**
     * Reads a patient, open or sealed.
     *
     * @param word the teacher's word, for one that is open; it locks the sealed one
     * @throws InputException with every problem; also if a sealed file was changed
     */
    public static SealedPatient read(Path file, String word, ModelLibrary library) {
        Problems problems = new Problems();
        Optional<Node.Mapping> tree = Document.tree(file, problems);
        problems.throwIfAny();
        boolean sealed = isSealed(tree.orElseThrow());
        Fields f = Document.fields(tree.get(), problems);
        f.integer("rexed", VERSION, VERSION);
        String name = Names.read(f, sealed ? SEALED : NAME);
        String title = f.text("title");
        Species species = f.choice("species", Species.class);
        String question = f.text("question");
        if (sealed) {
            String code = f.text("code");
            String check = f.text("check");
            f.done();
            problems.throwIfAny();
            SealedPatient open = opened(name, title, species, question, code, check);
            if (open == null) {
                throw new InputException(f.locationOf("check"), "check: the file was changed after it was sealed, or"
                    + " is not whole; get it from the teacher again");
            }
            return open;
        }
        String answer = f.text("answer");
        Map<String, Double> strengths = new LinkedHashMap<>(Strengths.read(f.map("mechanisms"),
            library.names(ModelLibrary.Kind.MECHANISM), Map.of()));
        strengths.values().removeIf(strength -> strength == 1);
        if (strengths.isEmpty() && !problems.any()) {
            f.problem("mechanisms", "mechanisms: all are as usual, so there is nothing to find out");
        }
        f.done();
        problems.throwIfAny();
        return new SealedPatient(name, title, species, question, answer, strengths, lock(name, word));
    }

    /** Whether a word is the one it was sealed with. */
    public boolean unlockedBy(String word) {
        return lock.equals(lock(name, word));
    }

    private static String lock(String name, String word) {
        return DataFile.sha256("rexed lock " + name + " " + word);
    }

    /** The sealed file. */
    public String sealed() {
        String hidden = hidden();
        return "# A patient for a class. What is asked is hidden in the code below; changed files are refused.\n"
            + "# Examine it: rexed lessons examine THIS-FILE SCENARIO.yaml\n"
            + "rexed: " + VERSION + "\n" + SEALED + ": " + name + "\ntitle: " + Quoted.text(title) + "\nspecies: "
            + species.key() + "\nquestion: " + Quoted.text(question) + "\ncode: "
            + Base64.getEncoder().encodeToString(mixed(name, hidden.getBytes(StandardCharsets.UTF_8)))
            + "\ncheck: " + check(name, title, species, question, hidden) + "\n";
    }

    private String hidden() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode().put("lock", lock).put("answer", answer);
        ObjectNode node = root.putObject("mechanisms");
        strengths.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> node.put(e.getKey(),
            e.getValue()));
        try {
            return mapper.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SealedPatient opened(String name, String title, Species species, String question, String code,
                                        String check) {
        try {
            String hidden = new String(mixed(name, Base64.getDecoder().decode(code)), StandardCharsets.UTF_8);
            if (!check(name, title, species, question, hidden).equals(check)) {
                return null;
            }
            JsonNode root = new ObjectMapper().readTree(hidden);
            Map<String, Double> strengths = new LinkedHashMap<>();
            root.get("mechanisms").properties().forEach(e -> strengths.put(e.getKey(), e.getValue().asDouble()));
            return new SealedPatient(name, title, species, question, root.get("answer").asText(), strengths,
                root.get("lock").asText());
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return null;
        }
    }

    private static String check(String name, String title, Species species, String question, String hidden) {
        return DataFile.sha256(String.join("\n", name, title, species.key(), question, hidden));
    }

    /** Bytes under a key stream of hashes; done twice it gives them back. */
    private static byte[] mixed(String name, byte[] bytes) {
        byte[] result = bytes.clone();
        String stream = "";
        for (int i = 0; i < result.length; i++) {
            int place = i % 64;
            stream = place == 0 ? DataFile.sha256("rexed seal " + name + " " + i) : stream;
            result[i] ^= (byte) (stream.charAt(place) * 7 + i);
        }
        return result;
    }

    /**
     * An experiment on the patient.
     *
     * @param file of the scenario
     * @param changes values by path in place of those of the scenario
     * @throws InputException if the scenario cannot be used for a sealed patient
     */
    public Examination examination(Path file, Map<String, String> changes, ModelLibrary library) {
        Problems problems = new Problems();
        Node.Mapping tree = Document.tree(file, problems).orElse(null);
        problems.throwIfAny();
        changes.forEach((path, value) -> {
            if (SECRET.stream().anyMatch(List.of(path.split("\\."))::contains)) {
                problems.add(new Location("--set " + path + "=" + value, 1, 1), refusal(path));
            }
        });
        refuse(tree, problems);
        Scenario shown = ScenarioReader.read(tree, changes, library);
        if (shown.species() != species) {
            problems.add(Document.fields(tree, new Problems()).locationOf("species"), "species: the patient is of "
                + "species " + species.key() + "; found " + shown.speciesName());
        }
        problems.throwIfAny();
        Map<String, String> all = new LinkedHashMap<>(changes);
        strengths.forEach((mechanism, strength) -> all.put("mechanisms." + mechanism, Double.toString(strength)));
        Scenario lived = ScenarioReader.read(tree, all, library);
        return new Examination(this, new StudyTrial(lived, shown, RecordChoice.NOTHING, List.of(), Map.of(), library),
            shown, DataFile.text(file));
    }

    private static void refuse(Node.Mapping tree, Problems problems) {
        List<Node.Mapping> places = new ArrayList<>(List.of(tree));
        Node.Entry arms = tree.entries().get("arms");
        if (arms != null && arms.value() instanceof Node.Sequence list) {
            list.items().stream().filter(Node.Mapping.class::isInstance).map(Node.Mapping.class::cast)
                .forEach(places::add);
        }
        for (Node.Mapping place : places) {
            for (String key : SECRET) {
                if (place.entries().containsKey(key)) {
                    problems.add(place.entries().get(key).key(), refusal(key));
                }
            }
        }
    }

    private static String refusal(String key) {
        return key + ": not with a sealed patient; allowed are drugs, doses, injuries, lesions and tests";
    }

    /**
     * An experiment on a sealed patient that has not begun. Its folder holds readings and the scenario as written, no
     * slow variables and nothing of what is sealed.
     *
     * @param scenario as written
     */
    public record Examination(SealedPatient patient, Trial trial, Scenario scenario, String given) {
        /** Subjects that failed. */
        public int run(RunFolder folder, String command, int threads, Experiment.Watcher watcher) {
            folder.note("patient", patient.name());
            return trial.run(folder, given, command, threads, watcher).failed();
        }
    }
}
