package org.rexed.gui;

import java.awt.Component;
import java.awt.KeyEventDispatcher;
import java.awt.KeyboardFocusManager;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.util.List;
import javax.swing.AbstractButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JList;
import javax.swing.JMenu;
import javax.swing.JMenuBar;
import javax.swing.JMenuItem;
import javax.swing.JSpinner;
import javax.swing.KeyStroke;
import javax.swing.RootPaneContainer;
import javax.swing.SwingUtilities;
import javax.swing.text.JTextComponent;

/** Menus and keys of a window, made from one list of commands. */
final class Keyboard {
    private final JFrame frame;
    private final List<Command> commands;
    private final KeyEventDispatcher typing = this::typed;

    /** Lets the escape key close a window or dialog. */
    static <W extends Window & RootPaneContainer> void escapeCloses(W window) {
        window.getRootPane().registerKeyboardAction(event -> window.dispose(), KeyStroke.getKeyStroke("ESCAPE"),
                JComponent.WHEN_IN_FOCUSED_WINDOW);
    }

    Keyboard(JFrame frame, List<Command> commands) {
        this.frame = frame;
        this.commands = commands;
        JMenuBar bar = new JMenuBar();
        for (String title : Command.MENUS) {
            JMenu menu = new JMenu(title);
            menu.setMnemonic(title.charAt(0));
            for (Command each : commands) {
                if (each.menu().equals(title)) {
                    menu.add(item(each));
                }
            }
            bar.add(menu);
        }
        frame.setJMenuBar(bar);
        KeyboardFocusManager.getCurrentKeyboardFocusManager().addKeyEventDispatcher(typing);
    }

    private static JMenuItem item(Command command) {
        String key = command.isPlainKey() ? "   (" + command.keyWords() + ")" : "";
        JMenuItem item = new JMenuItem(command.title() + key, command.mnemonic());
        item.setName(command.title());
        item.setToolTipText(command.tip());
        if (!command.keys().isEmpty() && !command.isPlainKey()) {
            item.setAccelerator(KeyStroke.getKeyStroke(command.keys()));
        }
        item.addActionListener(event -> command.action().run());
        return item;
    }

    /** Keys without a modifier work wherever the focus is, except where they mean something else. */
    private boolean typed(KeyEvent event) {
        Component focus = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
        if (event.getID() != KeyEvent.KEY_PRESSED || event.getModifiersEx() != 0 || focus == null
                || focus instanceof JTextComponent || focus instanceof AbstractButton || focus instanceof JList
                || focus instanceof JComboBox || focus instanceof JSpinner
                || !SwingUtilities.isDescendingFrom(focus, frame)) {
            return false;
        }
        for (Command each : commands) {
            if (each.isPlainKey() && KeyStroke.getKeyStroke(each.keys()).getKeyCode() == event.getKeyCode()) {
                each.action().run();
                event.consume();
                return true;
            }
        }
        return false;
    }

    /** Lets the keys go. */
    void remove() {
        KeyboardFocusManager.getCurrentKeyboardFocusManager().removeKeyEventDispatcher(typing);
    }
}
