package org.rexed.lesson;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rexed.document.Grammar;
import org.rexed.document.Node;
import org.rexed.document.Spelling;
import org.rexed.measure.Band;
import org.rexed.scenario.ModelLibrary;

/**
 * A scenario or protocol with goals, questions to be answered before and after it is run, and what must be seen in it.
 *
 * @param name name of its file
 * @param title heading
 * @param minutes of class it takes
 * @param goals what one knows afterwards
 * @param background what one has to know before
 * @param questions predict, run, explain
 * @param expected what must be seen, by machine
 * @param notes for the teacher
 * @param trial the experiment
 * @param given text of the file
 */
public record Lesson(String name, String title, int minutes, List<String> goals, String background,
                     List<Question> questions, List<Expectation> expected, String notes, Trial trial, String given) {
    /** The key of a scenario or protocol that makes it a lesson. */
    public static final String KEY = "lesson";
    private static final List<String> FOLDERS = List.of("scenarios/teaching", "probes/teaching");
    private static final String SUFFIX = ".yaml";

    /**
     * One question in three steps.
     *
     * @param predict asked before the run
     * @param look where to look after it
     * @param figure name of the figure to look at; empty if none
     * @param explain asked at the end
     * @param answer for the teacher
     */
    public record Question(String predict, String look, String figure, String explain, String answer) {}

    /**
     * Something that must be seen.
     *
     * @param title what, in words
     * @param band where its 95 % interval must lie
     */
    public record Expectation(String title, Band band) {}

    /** Keeps its own copies. */
    public Lesson {
        goals = List.copyOf(goals);
        questions = List.copyOf(questions);
        expected = List.copyOf(expected);
    }

    /** Files of all lessons of a library, by name, sorted. */
    public static Map<String, Path> files(ModelLibrary library) {
        Map<String, Path> files = new TreeMap<>();
        for (String folder : FOLDERS) {
            Path path = library.home().resolve("models").resolve(folder);
            if (Files.isDirectory(path)) {
                try (Stream<Path> list = Files.list(path)) {
                    list.filter(file -> file.toString().endsWith(SUFFIX)).forEach(file -> files.put(
                        file.getFileName().toString().replaceFirst("\\.yaml$", ""), file));
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot list " + path, e);
                }
            }
        }
        return files;
    }

    /**
     * The file of a lesson.
     *
     * @throws IllegalArgumentException if there is none of that name, with the one that was probably meant
     */
    public static Path file(ModelLibrary library, String name) {
        Map<String, Path> files = files(library);
        Path file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException("unknown lesson \"" + name + "\""
                + Spelling.hint(name, files.keySet()));
        }
        return file;
    }

    /** Whether a scenario or protocol is a lesson. */
    public static boolean isOne(Node.Mapping tree) {
        return tree.entries().containsKey(KEY);
    }

    /**
     * Reads a scenario or protocol that is a lesson.
     *
     * @param changes values by path in place of those of the file
     * @throws org.rexed.document.InputException with every problem of it
     */
    public static Lesson read(Path file, Map<String, String> changes, ModelLibrary library) {
        return LessonReader.read(file, changes, library);
    }

    /** Reads the lesson of a scenario with notes of what is asked of it. */
    public static void read(Node.Mapping scenario, ModelLibrary library, Grammar grammar) {
        LessonReader.read(scenario, library, grammar);
    }

    /** The key that says how many subjects or circuits there are. */
    public String subjectsKey() {
        return trial instanceof StudyTrial ? "subjects" : "seeds";
    }
}
