package org.rexed.experiment;

/** The version of this program, as its results name it. */
public final class Version {
    private Version() {}

    /** The version of the jar, or {@code development} when run from classes. */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
