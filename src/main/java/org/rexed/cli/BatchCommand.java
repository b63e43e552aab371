package org.rexed.cli;
import picocli.CommandLine.Command;
@Command(name = "batch") final class BatchCommand implements Runnable { public void run() {} }
