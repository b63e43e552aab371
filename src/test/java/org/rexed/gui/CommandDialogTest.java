package org.rexed.gui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is typed or pasted into the dialog of commands. */
class CommandDialogTest {
    @Test
    void quotesHoldAPathWithBlanksTogether() {
        assertThat(CommandDialog.words("run \"my studies/one.yaml\" --only  morphine/0 "))
                .containsExactly("run", "my studies/one.yaml", "--only", "morphine/0");
        assertThat(CommandDialog.words("run a.yaml --set 'duration=2 h'"))
                .containsExactly("run", "a.yaml", "--set", "duration=2 h");
        assertThat(CommandDialog.words("--set=duration='2 h'")).containsExactly("--set=duration=2 h");
        assertThat(CommandDialog.words("  ")).isEmpty();
    }
}
