package org.rexed.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** YAML files read strictly: what is refused, and where. */
class DocumentTest {
    @TempDir
    private Path folder;
    private final Problems problems = new Problems();

    private String only() {
        assertThat(problems.list()).hasSize(1);
        return problems.list().get(0).toString();
    }

    private void parse(String text) {
        Document.parse("a.yaml", text, problems);
    }

    @Test
    void aMappingIsNoKey() {
        assertThat(refused("a: {b: 1,{c: 2}\n")).contains("a.yaml:1:10: a key must be text; found a mapping");
        assertThat(refused("a: {b: 1,{c: 2}: }\n")).contains("a key must be text");
    }

    private String refused(String text) {
        Problems all = new Problems();
        Document.parse("b.yaml", text, all);
        return all.list().toString().replace("b.yaml", "a.yaml");
    }

    @Test
    void everyScalarStaysTheTextThatWasWritten() {
        Fields f = Document.parse("a.yaml", "a: no\nb: 010\nc: 12:30\nd: 1_000\ne: .nan\nf: 'x y'\n", problems);
        assertThat(f.keys()).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(f.text("a")).isEqualTo("no");
        assertThat(f.text("b")).isEqualTo("010");
        assertThat(f.text("c")).isEqualTo("12:30");
        assertThat(f.text("d")).isEqualTo("1_000");
        assertThat(f.text("e")).isEqualTo(".nan");
        assertThat(f.text("f")).isEqualTo("x y");
        assertThat(problems.any()).isFalse();
    }

    @Test
    void duplicateKeysNameBothLinesAndTheRestIsStillRead() {
        Fields f = Document.parse("a.yaml", "dose: 5\nname: x\ndose: 50\n", problems);
        assertThat(only()).isEqualTo("a.yaml:3:1: duplicate key \"dose\"; first in line 1, again in line 3");
        assertThat(f.text("name")).isEqualTo("x");
        assertThat(f.text("dose")).isEqualTo("5");
    }

    @Test
    void aDecimalCommaInBracesIsOneValueAgain() {
        Fields f = Document.parse("a.yaml", "a: {dose: 1,5 mg, b: 1, 5: , c: -2,25}\n", problems).map("a");
        assertThat(f.text("dose")).isEqualTo("1,5 mg");
        assertThat(f.text("c")).isEqualTo("-2,25");
        assertThat(f.keys()).containsExactly("dose", "b", "5", "c");
    }

    @Test
    void anchorsAliasesAndTagsAreRefusedTogether() {
        parse("a: &x 1\nb: *x\nc: !!int 3\nd: !mine [1]\n");
        assertThat(problems.list()).extracting(Problem::toString).satisfiesExactly(
            first -> assertThat(first).startsWith("a.yaml:1:4: anchors are not allowed; found \"&x\""),
            second -> assertThat(second).startsWith("a.yaml:2:4: aliases are not allowed; found \"*x\""),
            third -> assertThat(third).startsWith("a.yaml:3:4: tags are not allowed"),
            fourth -> assertThat(fourth).startsWith("a.yaml:4:4: tags are not allowed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: ! x", "!!javax.script.ScriptEngineManager [a]", "%TAG ! tag:x,2000:\n---\na: 1",
        "a: !<x> 1",
        "%YAML 1.1\n---\na: 1", "a: 1\n---\nb: 2", "a: 1\n...\n---\nb: 2", "- a", "plain", "? [a]\n: b",
        "{a: 1", "a: [1", "a: 'x",
        "a: 1\n  b: 2", "a: b: c", "a: \"\\q\"", "a: @x", "? {b: c}\n: d", "a: 1\nb",
        "a\u0000: 1", "a: \u2028", "a: \ud800"})
    void refusesWithAPositionAndWithoutACrash(String text) {
        parse(text);
        assertThat(problems.list()).isNotEmpty().allSatisfy(p -> assertThat(p.location().line()).isPositive());
        assertThat(problems.list().get(0).message()).isNotBlank();
    }

    @Test
    void syntaxErrorsAreToldInPlainWords() {
        parse("a: b: c\n");
        assertThat(only()).startsWith("a.yaml:1:5: second \": \" in one line");
    }

    @Test
    void tabsAreRefusedWithTheirPositionExceptInComments() {
        parse("a: 1 # with\ta tab\nb:\n \tc: 1\n");
        assertThat(only()).isEqualTo("a.yaml:3:2: tab character; indent and separate with blanks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n"})
    void emptyFilesAreRefused(String text) {
        parse(text);
        assertThat(only()).matches("a.yaml:\\d+:\\d+: file is empty; expected keys and values");
    }

    @Test
    void byteOrderMarkAndCarriageReturnsAreAccepted() {
        Fields f = Document.parse("a.yaml", "\ufeffa: 1\r\nb: 2\r\n", problems);
        assertThat(f.text("a")).isEqualTo("1");
        assertThat(f.text("b")).isEqualTo("2");
        assertThat(f.locationOf("b")).hasToString("a.yaml:2:4");
        assertThat(problems.any()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {21, 100, 20_000, 1_000_000})
    void deepNestingIsRefusedNotACrash(int depth) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            parse("a:\n  " + "[\n ".repeat(depth - 1));
            assertThat(only()).isEqualTo("a.yaml:21:2: nested too deeply; allowed 20 levels");
        });
    }

    @Test
    void twentyLevelsAreAccepted() {
        parse("a: " + "[".repeat(19) + "]".repeat(19));
        assertThat(problems.any()).isFalse();
    }

    @Test
    void longTextsAreRefused() {
        parse("a: 1\nb: " + "9".repeat(5000) + "\n");
        assertThat(only()).isEqualTo("a.yaml:2:4: text too long; found 5000 characters; allowed 4096");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b: ", "# ", "b: '"})
    void longLinesAreRefusedAtOnce(String begin) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20),
            () -> parse("a: 1\n" + begin + "9".repeat(2_900_000)));
        assertThat(only()).isEqualTo("a.yaml:2:1: line too long; allowed 65536 characters");
    }

    @Test
    void longTextOverManyLinesIsRefusedAtOnce() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20),
            () -> parse("b: |\n" + " 9999999\n".repeat(300_000)));
        assertThat(only()).startsWith("a.yaml:1:4: text too long");
    }

    @Test
    void manyKeysAreReadQuickly() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 250_000; i++) {
            text.append('k').append(i).append(": 1\n");
        }
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> parse(text.toString()));
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void columnsCountCharacters() {
        parse("\u00e9\ud83d\ude00: 1\n\u00e9\ud83d\ude00: &b 2\n");
        assertThat(problems.list().get(0).location()).hasToString("a.yaml:2:1");
        assertThat(problems.list().get(1).location()).hasToString("a.yaml:2:5");
    }

    @Test
    void fileProblemsHaveAPosition() throws IOException {
        Path latin = folder.resolve("latin.yaml");
        Files.write(latin, "a: 1\nb: \u00b5g\n".getBytes(StandardCharsets.ISO_8859_1));
        Document.read(latin, problems);
        assertThat(only()).isEqualTo(latin + ":2:4: not valid UTF-8; found byte 0xb5 at byte 8;"
            + " save the file as UTF-8");
    }

    @Test
    void missingFoldersAndHugeFilesAreRefused() throws IOException {
        Path huge = folder.resolve("huge.yaml");
        Files.write(huge, new byte[3 * 1024 * 1024 + 1]);
        Document.read(folder.resolve("none.yaml"), problems);
        Document.read(folder, problems);
        Document.read(huge, problems);
        assertThat(problems.list()).extracting(Problem::message)
            .containsExactly("file not found", "not a file; found a folder", "file too large; allowed 3 MiB");
    }

    @Test
    void anUnreadableFileDoesNotAlsoReportMissingKeys() {
        Fields f = Document.parse("a.yaml", "a: [1\n", problems);
        f.text("name");
        f.map("subject").quantity("mass", "g");
        f.done();
        assertThat(problems.list()).hasSize(1);
    }

    @Test
    void problemsComeInFileOrderAndAreThrownTogether() {
        problems.add(new Location("b", 9, 1), "second");
        problems.add(new Location("b", 2, 5), "first");
        problems.add(new Location("a", 1, 1), "third");
        problems.add(new Location("a", 1, 1), "third");
        assertThatThrownBy(problems::throwIfAny).isInstanceOf(InputException.class)
            .hasMessage("b:2:5: first\nb:9:1: second\na:1:1: third");
    }
}
