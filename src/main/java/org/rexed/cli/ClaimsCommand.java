package org.rexed.cli;
import picocli.CommandLine.Command;
@Command(name = "claims") final class ClaimsCommand implements Runnable { public void run() {} }
