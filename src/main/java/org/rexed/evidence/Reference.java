package org.rexed.evidence;

/** A published source; {@code doi} is empty if it has none. */
public record Reference(String key, String citation, String doi) {}
