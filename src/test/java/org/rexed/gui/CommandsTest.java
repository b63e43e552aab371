package org.rexed.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.swing.KeyStroke;
import org.junit.jupiter.api.Test;

/** Menus and keys, without a window. */
class CommandsTest {
    private final List<Command> all = new WorkbenchActions(null).all();

    @Test
    void everyCommandHasAMenuAMnemonicOfItsTitleAndATip() {
        assertThat(all).allSatisfy(each -> {
            assertThat(Command.MENUS).contains(each.menu());
            assertThat(each.title().toUpperCase(Locale.ROOT)).contains(String.valueOf(each.mnemonic()));
            assertThat(each.tip()).isNotBlank();
            assertThat(KeyStroke.getKeyStroke(each.keys())).as(each.title()).isNotNull();
        });
    }

    @Test
    void noKeyAndNoMnemonicOfAMenuIsTakenTwice() {
        assertThat(all).extracting(Command::keys).doesNotHaveDuplicates();
        for (String menu : Command.MENUS) {
            assertThat(all.stream().filter(each -> each.menu().equals(menu)).map(Command::mnemonic)).as(menu)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void singleKeysAreKnownFromTheOthers() {
        assertThat(all.stream().filter(Command::isPlainKey).map(Command::keyWords))
                .containsExactlyInAnyOrder("Space", ".", "T", "+", "-", "F", "S", ",", "M", "Esc");
    }

    @Test
    void theDocumentationListsAllOfThem() throws Exception {
        String page = Files.readString(Path.of("src/site/markdown/workbench.md"), StandardCharsets.UTF_8);
        assertThat(all).allSatisfy(each -> assertThat(page)
                .contains("| " + each.title() + " | `" + each.keyWords() + "` | " + each.tip() + " |"));
        assertThat(WorkbenchActions.keys(all).lines().filter(line -> line.startsWith("  "))).hasSize(all.size());
    }
}
