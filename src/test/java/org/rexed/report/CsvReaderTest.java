package org.rexed.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records of RFC 4180 and what is refused. */
class CsvReaderTest {
    @TempDir
    Path folder;

    @Test
    void readsQuotesCommasAndLineBreaksInCells() {
        assertThat(read("a,b\r\n\"x,\"\"y\"\"\",\"two\nlines\"\n,\u00B5\n"))
                .containsExactly(List.of("a", "b"), List.of("x,\"y\"", "two\nlines"), List.of("", "\u00B5"));
    }

    @Test
    void readsLastRecordWithoutLineBreakAndSkipsByteOrderMark() {
        assertThat(read("\uFEFFa,b\n1,")).containsExactly(List.of("a", "b"), List.of("1", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "a~1\"2 | t.csv:2: a quotation mark stands inside a cell",
        "a~\"1\"2 | t.csv:2: text follows a closing quotation mark",
        "a~\"1 | t.csv:2: a quoted cell is not closed",
        "a^b | t.csv:1: a carriage return stands alone"})
    void refusesWhatIsNotRfc4180(String text, String message) {
        assertThatThrownBy(() -> read(text.replace('~', '\n').replace('^', '\r')))
                .isInstanceOf(UnreadableRunException.class).hasMessageStartingWith(message);
    }

    @Test
    void refusesOtherEncodings() throws IOException {
        Path file = Files.write(folder.resolve("t.csv"), "a\n\u00B5\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Row.each(file, List.of("a"), row -> { }))
                .isInstanceOf(UnreadableRunException.class).hasMessageContaining("not UTF-8");
    }

    @Test
    void namesLineAndColumnOfABadNumber() {
        Path file = write("n,m\n1,2\n\"3\n\",4\n5,six\n");
        assertThatThrownBy(() -> Row.each(file, List.of("m"), row -> row.number("m")))
                .hasMessageStartingWith("t.csv:5: column 'm': found 'six', expected a number");
    }

    @Test
    void refusesRecordsOfAnotherLengthAndDoubleColumns() {
        assertThatThrownBy(() -> Row.each(write("a,b\n1\n"), List.of("a"), row -> { }))
                .hasMessageStartingWith("t.csv:2: found 1 cells, the header has 2");
        assertThatThrownBy(() -> Row.each(write("a,a\n1,2\n"), List.of("a"), row -> { }))
                .hasMessageContaining("column 'a' appears twice");
    }

    private Path write(String text) {
        try {
            return Files.writeString(folder.resolve("t.csv"), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<List<String>> read(String text) {
        List<List<String>> records = new ArrayList<>();
        try (CsvReader csv = new CsvReader(write(text))) {
            for (List<String> cells = csv.next(); cells != null; cells = csv.next()) {
                records.add(cells);
            }
        }
        return records;
    }
}
