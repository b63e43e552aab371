package org.rexed.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rexed.Laboratory;

/** The published experiments that come with the program. */
class PapersTest {
    private static final Path FOLDER = Path.of("models/scenarios/from-papers");
    private static final Pattern YEAR = Pattern.compile("_((19|20)\\d\\d)");
    private static final int FEWEST_STUDIES = 105;
    private static final int FEWEST_WITH_NULL_RESULT = 5;
    private static List<Path> files;
    private static List<PublishedStudy> studies;

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> paths = Files.list(FOLDER)) {
            files = paths.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
        }
        studies = files.stream().map(file -> PublishedStudy.read(file, Laboratory.LIBRARY)).toList();
    }

    @Test
    void thereAreEnough() {
        assertThat(studies).hasSizeGreaterThanOrEqualTo(FEWEST_STUDIES);
    }

    @Test
    void namesOfFilesAreThoseOfTheirScenarios() {
        assertThat(studies).allSatisfy(study ->
            assertThat(study.scenario().name()).isEqualTo(study.id().toLowerCase(Locale.ROOT)
                .replace('_', '-')));
        assertThat(studies).extracting(study -> study.scenario().name()).doesNotHaveDuplicates();
    }

    @Test
    void everyFileBeginsWithACommentThatNamesThePublication() {
        assertThat(files).allSatisfy(file -> {
            Matcher year = YEAR.matcher(file.getFileName().toString());
            assertThat(year.find()).as("year in the name of %s", file).isTrue();
            assertThat(header(file)).as("comment above the first key of %s", file).contains(year.group(1));
        });
    }

    @Test
    void severalReportThatNothingChanged() {
        assertThat(studies.stream().filter(study -> study.targets().stream().anyMatch(Target::isNull)))
            .hasSizeGreaterThanOrEqualTo(FEWEST_WITH_NULL_RESULT);
    }

    @Test
    void aStudyWithoutATargetThatCountsSaysThatItIsRecalled() {
        for (PublishedStudy study : studies) {
            if (study.targets().stream().noneMatch(Target::scored)) {
                assertThat(header(FOLDER.resolve(study.id() + ".yaml"))).as(study.id()).contains("recalled");
            }
        }
    }

    private static String header(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return String.join("\n", lines.takeWhile(line -> line.startsWith("#")).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
