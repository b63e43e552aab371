package org.rexed.gui;

import java.util.List;

/**
 * Something the workbench can do, as it stands in a menu and in the list of keys.
 *
 * @param menu title of its menu
 * @param title what it does
 * @param mnemonic letter that chooses it in the menu
 * @param keys its key, as {@link javax.swing.KeyStroke} writes it; empty for none
 * @param tip what it does, in a sentence
 * @param action does it
 */
record Command(String menu, String title, char mnemonic, String keys, String tip, Runnable action) {
    /** Menus in their order, with the letter that opens each. */
    static final List<String> MENUS = List.of("File", "Run", "Intervene", "Compare", "View", "Help");

    /** Whether the key is a single one, which must not act while someone types. */
    boolean isPlainKey() {
        return !keys.isEmpty() && !keys.contains(" ") && !keys.matches("F[0-9]+");
    }

    /** The key as people write it, such as Ctrl+S. */
    String keyWords() {
        return keys.replace("control ", "Ctrl+").replace("shift ", "Shift+").replace("SPACE", "Space")
                .replace("PERIOD", ".").replace("EQUALS", "+").replace("MINUS", "-").replace("COMMA", ",")
                .replace("BACK_SPACE", "Backspace").replace("LEFT", "Left").replace("RIGHT", "Right")
                .replace("ESCAPE", "Esc");
    }
}
