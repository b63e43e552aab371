package org.rexed.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rexed.Laboratory;
import org.rexed.lesson.Lesson;
import org.rexed.mechanism.Mechanisms;
import org.rexed.scenario.ModelLibrary.Kind;
import org.rexed.schema.ParameterPage;
import picocli.CommandLine;

/** What the documentation tells a reader to type works, and what it says of the program is there. */
class DocumentationTest {
    private static final Path SITE = Path.of("src/site/markdown");
    private static final List<Path> PAGES = List.of(Path.of("README.md"), SITE.resolve("tutorial.md"),
        SITE.resolve("how-to.md"), SITE.resolve("lessons.md"));
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
    /** Commands that only read, so that they can be tried in a test. */
    private static final Set<String> CHEAP = Set.of("list", "describe", "check", "schema", "pk");

    /** Lines of fenced blocks that call the program, as words without its name. */
    static Stream<List<String>> commands() throws IOException {
        List<List<String>> commands = new ArrayList<>();
        for (Path page : PAGES) {
            boolean fenced = false;
            for (String line : Files.readAllLines(page)) {
                fenced ^= line.startsWith("```");
                if (fenced && line.startsWith("./rexed ")) {
                    commands.add(words(line.substring("./rexed ".length())));
                }
            }
        }
        return commands.stream();
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line.replaceFirst("\\s+#.*$", "").replaceFirst("\\s+>.*$", ""));
        while (matcher.find()) {
            words.add(matcher.group(1) != null ? matcher.group(1)
                : matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
        return words;
    }

    /** A file that the reader is told to write. */
    private static boolean isReaders(String word) {
        return word.startsWith("my-") || word.startsWith("rat-7.sealed");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandsCanBeTyped(List<String> words) {
        String line = String.join(" ", words);
        assertThatCode(() -> new CommandLine(new Main()).parseArgs(words.toArray(String[]::new))).as(line)
            .doesNotThrowAnyException();
        words.stream().filter(word -> word.endsWith(".yaml") && !isReaders(word) && !word.startsWith("--"))
            .forEach(word -> assertThat(Path.of(word)).as(line).exists());
        String name = words.size() > 1 ? words.get(1) : "";
        if (!name.contains(".") && !name.startsWith("-")) {
            switch (words.get(0)) {
                case "run" -> assertThat(Laboratory.LIBRARY.names(Kind.SCENARIO)).contains(name);
                case "probe" -> assertThat(Laboratory.LIBRARY.names(Kind.PROBE)).contains(name);
                case "attribute" -> assertThat(Laboratory.LIBRARY.names(Kind.ATTRIBUTION)).contains(name);
                case "sensitivity" -> assertThat(Laboratory.LIBRARY.names(Kind.SENSITIVITY)).contains(name);
                default -> { }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void cheapCommandsDoWhatTheyAreThereFor(List<String> words) {
        boolean lesson = words.get(0).equals("lessons") && !words.contains("--run") && !words.contains("seal")
            && !words.contains("examine");
        boolean readers = words.stream().anyMatch(DocumentationTest::isReaders);
        if (!readers && (lesson || CHEAP.contains(words.get(0)) || words.contains("--help")
                || words.contains("--dry-run"))) {
            Terminal terminal = new Terminal();
            assertThat(terminal.rexed(words.toArray(String[]::new))).as(String.join(" ", words) + terminal.err())
                .isZero();
            assertThat(terminal.out()).isNotBlank();
        }
    }

    @Test
    void enoughCommandsWereFound() throws IOException {
        assertThat(commands().count()).isGreaterThan(25);
    }

    @Test
    void everySubmodelOfTheOddHasItsClassAndTest() throws IOException {
        String page = Files.readString(SITE.resolve("odd.md"));
        Matcher row = Pattern.compile("(?m)^\\| .* \\| `([a-z]+)\\.(\\w+)` \\| `([a-z]+)\\.(\\w+)` \\|$")
            .matcher(page.substring(page.indexOf("## 7 Submodels")));
        Set<String> classes = new TreeSet<>();
        while (row.find()) {
            assertThat(Path.of("src/main/java/org/rexed", row.group(1), row.group(2) + ".java")).exists();
            assertThat(Path.of("src/test/java/org/rexed", row.group(3), row.group(4) + ".java")).exists();
            classes.add(row.group(2).toLowerCase(Locale.ROOT));
        }
        // Every mechanism that can be switched is a submodel.
        assertThat(classes).hasSizeGreaterThan(40).containsAll(Mechanisms.SWITCHABLE.stream()
            .map(name -> name.replace("-", "")).toList());
        assertThat(page).containsSubsequence("## 1 Purpose and patterns",
            "## 2 Entities, state variables, and scales", "## 3 Process overview and scheduling",
            "## 4 Design concepts", "### Basic principles", "### Emergence", "### Adaptation", "### Objectives",
            "### Learning", "### Prediction", "### Sensing", "### Interaction", "### Stochasticity", "### Collectives",
            "### Observation", "## 5 Initialization", "## 6 Input data", "## 7 Submodels");
    }

    @Test
    void thePageOfParametersIsThatOfTheModel() throws IOException {
        assertThat(Files.readString(SITE.resolve("parameters.md")))
            .as("rexed schema --parameters > src/site/markdown/parameters.md")
            .isEqualTo(ParameterPage.text(Laboratory.LIBRARY));
    }

    @Test
    void lessonsAreOnTheirPageAndInTheGallery() throws IOException {
        for (String name : Lesson.files(Laboratory.LIBRARY).keySet()) {
            assertThat(Files.readString(SITE.resolve("lessons.md"))).contains("| `" + name + "` |");
            assertThat(Files.readString(Path.of("src/site/gallery.sh"))).contains(name + " ");
        }
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        for (String page : List.of("tutorial.md", "how-to.md", "explanation.md", "odd.md", "model-card.md",
                "lessons.md", "gallery.md")) {
            Matcher link = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)").matcher(Files.readString(SITE.resolve(page)));
            while (link.find()) {
                assertThat(SITE.resolve(link.group(1))).as(page).exists();
            }
        }
    }
}
