package org.rexed.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.rexed.experiment.Version;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Entry point of the {@code rexed} command. */
@Command(name = "rexed", mixinStandardHelpOptions = true, versionProvider = Main.VersionText.class, sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Simulates opioid-induced hyperalgesia: a pain circuit inside days of drug exposure.%n"
            + "Not for clinical use.",
        subcommands = {RunCommand.class, ProbeCommand.class, CheckCommand.class, ListCommand.class,
            DescribeCommand.class, PkCommand.class, BatchCommand.class, MergeCommand.class, SlurmCommand.class,
            EvalCommand.class, CalibrateCommand.class, ValidateCommand.class, ClaimsCommand.class,
            AttributeCommand.class, DiagnoseCommand.class, TreatCommand.class, SensitivityCommand.class,
            LessonsCommand.class, ReportCommand.class, ReproduceCommand.class, DiffCommand.class,
            DoctorCommand.class, GuiCommand.class, SchemaCommand.class, AutoComplete.GenerateCompletion.class},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:a file, option or value cannot be used", "4:a file could not be read or written",
            "5:a folder is not what it should be", "6:finished, some runs failed",
            "7:finished, a claim or validation did not hold", "70:a bug of the program", "130, 143:stopped"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  rexed run models/scenarios/quickstart.yaml",
            "  rexed probe wind-up",
            "  rexed check my-study.yaml",
            "  rexed describe morphine",
            "  rexed COMMAND --help      options and examples of a command",
            "  source <(rexed generate-completion)      completion for bash and zsh"})
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where in the program an error arose.")
    private boolean debug;

    /** Version of program, Java and system, for {@code --version}. */
    static final class VersionText implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"rexed " + Version.text(), "Java " + System.getProperty("java.version") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch")};
        }
    }

    Main() {}

    /** Starts the command line. */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        if (!Arrays.asList(args).contains("gui")) {
            System.setProperty("java.awt.headless", "true");
        }
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(out, err, args);
        out.flush();
        StopMessage.disarm();
        System.exit(out.checkError() && code == ExitCode.DONE ? ExitCode.DISK : code);
    }

    /** Runs one command; returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new Main());
        line.setOut(out).setErr(err).setExpandAtFiles(false).setUsageHelpWidth(110).setUsageHelpAutoWidth(false);
        line.getSubcommands().values().forEach(sub -> sub.getCommandSpec().versionProvider(new VersionText()));
        Errors errors = new Errors(args);
        line.setParameterExceptionHandler(errors).setExecutionExceptionHandler(errors);
        return line.execute(args);
    }

    boolean debug() {
        return debug;
    }

    /** Without a command: what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
