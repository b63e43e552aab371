package org.rexed.claims;
public final class Claim { public static void read(java.nio.file.Path f, org.rexed.scenario.ModelLibrary l) {} }
