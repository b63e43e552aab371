package org.rexed.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.document.Document;
import org.rexed.document.InputException;
import org.rexed.document.Problem;
import org.rexed.document.Problems;
import org.rexed.scenario.ModelLibrary.Kind;

/** Finding model files by name, and their sources in the list of references. */
class ModelLibraryTest {
    @TempDir
    private Path home;
    private final Problems problems = new Problems();

    private void write(String file, String text) throws IOException {
        Path path = home.resolve("models").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void listsNamesSortedAndScenariosWithTheirFolders() throws IOException {
        write("drugs/morphine.yaml", "");
        write("drugs/alfentanil.yaml", "");
        write("drugs/notes.txt", "");
        write("drugs/old/heroin.yaml", "");
        write("scenarios/quickstart.yaml", "");
        write("scenarios/from-papers/Vanderah_2001.yaml", "");
        ModelLibrary library = new ModelLibrary(home);
        assertThat(library.names(Kind.DRUG)).containsExactly("alfentanil", "morphine");
        assertThat(library.names(Kind.SCENARIO)).containsExactly("from-papers/Vanderah_2001", "quickstart");
        assertThat(library.names(Kind.CLAIM)).isEmpty();
        assertThat(library.path(Kind.SCENARIO, "from-papers/Vanderah_2001")).isRegularFile();
    }

    @Test
    void unknownNamesAreRefusedEvenIfSuchAFileExistsElsewhere() throws IOException {
        write("drugs/morphine.yaml", "");
        write("secret.yaml", "");
        ModelLibrary library = new ModelLibrary(home);
        assertThatThrownBy(() -> library.path(Kind.DRUG, "../secret")).hasMessageContaining("unknown drug");
        assertThatThrownBy(() -> library.path(Kind.DRUG, "morfine"))
            .hasMessage("unknown drug \"morfine\"; did you mean \"morphine\"?");
    }

    @Test
    void everySourceMustBeAReference() throws IOException {
        write("drugs/morphine.yaml", "a: {source: Smith_2001}\nb: {source: Smyth_2001}\n");
        write("evidence/references.yaml", "Smith_2001: {citation: Smith 2001}\n");
        ModelLibrary library = new ModelLibrary(home);
        assertThat(library.fields(Kind.DRUG, "morphine", problems).keys()).containsExactly("a", "b");
        assertThat(problems.list()).extracting(Problem::toString).containsExactly(
            library.path(Kind.DRUG, "morphine") + ":2:13: source: \"Smyth_2001\" is not in"
                + " models/evidence/references.yaml;"
                + " did you mean \"Smith_2001\"?");
    }

    @Test
    void aLibraryWithoutReferencesIsBroken() throws IOException {
        write("drugs/morphine.yaml", "a: 1\n");
        assertThatThrownBy(() -> new ModelLibrary(home).fields(Kind.DRUG, "morphine", problems))
            .isInstanceOf(InputException.class).hasMessageContaining("references.yaml:1:1: file not found");
    }

    private List<String> anatomy(String name, String text) throws IOException {
        write("evidence/references.yaml", "Smith_2001: {citation: Smith 2001}\n");
        write("anatomy/rat.yaml", "species: rat\nskin:\n  width: {value: 8 mm, source: Smith_2001}\n");
        write("anatomy/" + name + ".yaml", text);
        ModelLibrary library = new ModelLibrary(home);
        library.fields(Kind.ANATOMY, name, problems);
        String folder = library.path(Kind.ANATOMY, name).getParent() + java.io.File.separator;
        return problems.list().stream().map(Problem::toString).map(line -> line.replace(folder, "")).toList();
    }

    @Test
    void anAnatomyMayStateOnlyItsDifferencesThroughSeveralFiles() throws IOException {
        write("anatomy/human.yaml", "based-on: rat\nspecies: human\nskin: {width: {value: 20 mm}}\n");
        assertThat(anatomy("child", "based-on: human\nadds: {skin: {height: {value: 3 mm}}}\n")).isEmpty();
        ModelLibrary library = new ModelLibrary(home);
        assertThat(library.fields(Kind.ANATOMY, "child", problems).text("species")).isEqualTo("human");
        assertThat(library.keys(Kind.ANATOMY, "child", "skin")).containsExactly("width", "height");
        assertThat(library.fields(Kind.ANATOMY, "child", problems).map("skin").map("width")
            .quantity("value", "mm")).isEqualTo(20);
    }

    @Test
    void inheritanceThatCannotBeIsOneClearMessage() throws IOException {
        assertThat(anatomy("human", "based-on: ratt\nspecies: human\n"))
            .containsExactly("human.yaml:1:11: based-on: found \"ratt\"; did you mean \"rat\"?");
    }

    @Test
    void anAnatomyCannotBeBasedOnItself() throws IOException {
        write("anatomy/mouse.yaml", "species: mouse\nbased-on: human\n");
        assertThat(anatomy("human", "based-on: mouse\n")).containsExactly("mouse.yaml:2:11: based-on: \"human\" is"
            + " based on this file, in the end; one of them has to be complete");
    }

    @Test
    void aMistakeInTheOtherFileIsToldThere() throws IOException {
        write("anatomy/mouse.yaml", "based-on: rat\nskin: {width: {value: 1 mm, source: Smyth_2001}}\n");
        assertThat(anatomy("human", "based-on: mouse\n")).containsExactly("mouse.yaml:2:37: source: \"Smyth_2001\" is"
            + " not in models/evidence/references.yaml; did you mean \"Smith_2001\"?");
    }

    @Test
    void everyFileOfTheInstallationIsReadable() {
        ModelLibrary library = new ModelLibrary(Path.of("."));
        assertThat(library.names(Kind.DRUG)).isNotEmpty();
        for (Kind kind : Kind.values()) {
            library.names(kind).forEach(name -> Document.tree(library.path(kind, name), problems));
        }
        library.names(Kind.DRUG).forEach(name -> library.fields(Kind.DRUG, name, problems));
        assertThat(problems.list()).isEmpty();
    }
}
