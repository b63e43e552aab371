package org.rexed.gui;

import java.util.prefs.AbstractPreferences;
import java.util.prefs.Preferences;
import java.util.prefs.PreferencesFactory;

/** Preferences that are never stored: MASON's display asks for some, and would write into the user's home. */
final class ForgetfulPreferences extends AbstractPreferences {
    private static final String[] NOTHING = new String[0];

    /** Gives the Java library an empty tree of preferences. */
    public static final class Factory implements PreferencesFactory {
        private final Preferences root = new ForgetfulPreferences(null, "");

        @Override
        public Preferences systemRoot() {
            return root;
        }

        @Override
        public Preferences userRoot() {
            return root;
        }
    }

    private ForgetfulPreferences(ForgetfulPreferences parent, String name) {
        super(parent, name);
    }

    /** Takes the place of the system's preferences unless they are in use already. */
    static void install() {
        if (System.getProperty("java.util.prefs.PreferencesFactory") == null) {
            System.setProperty("java.util.prefs.PreferencesFactory", Factory.class.getName());
        }
    }

    @Override
    protected void putSpi(String key, String value) {
        // forgotten
    }

    @Override
    protected String getSpi(String key) {
        return null;
    }

    @Override
    protected void removeSpi(String key) {
        // nothing to remove
    }

    @Override
    protected void removeNodeSpi() {
        // nothing to remove
    }

    @Override
    protected String[] keysSpi() {
        return NOTHING;
    }

    @Override
    protected String[] childrenNamesSpi() {
        return NOTHING;
    }

    @Override
    protected AbstractPreferences childSpi(String name) {
        return new ForgetfulPreferences(this, name);
    }

    @Override
    protected void syncSpi() {
        // nothing to synchronize
    }

    @Override
    protected void flushSpi() {
        // nothing to write
    }
}
