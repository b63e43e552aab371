package org.rexed.experiment;
public final class Batch { public static void read(java.nio.file.Path f, org.rexed.scenario.ModelLibrary l) {} }
