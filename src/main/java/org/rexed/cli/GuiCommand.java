package org.rexed.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rexed.gui.Workbench;
import org.rexed.scenario.ModelLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed gui}: the workbench. */
@Command(name = "gui", mixinStandardHelpOptions = true,
        description = "Opens the workbench: watch neurons, give doses while it runs, inspect any agent.",
        footerHeading = "%nExample:%n", footer = "  rexed gui models/scenarios/quickstart.yaml")
final class GuiCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "SCENARIO", description = "A scenario to open at once.")
    private String scenario;

    /** Opens the window and returns when it is closed; 2 without a display. */
    @Override
    public Integer call() {
        Path path = scenario == null ? null : ModelFiles.scenario(ModelLibrary.ofInstallation(), scenario, spec);
        try {
            Workbench.open(path, (out, arguments) -> Main.run(out, out, arguments));
        } catch (IllegalStateException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.INPUT;
        }
        return ExitCode.DONE;
    }
}
