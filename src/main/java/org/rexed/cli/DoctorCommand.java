package org.rexed.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rexed.document.InputException;
import org.rexed.experiment.ReferenceRun;
import org.rexed.experiment.Runner;
import org.rexed.experiment.Version;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ScenarioReader;
import org.rexed.simulation.Assembly;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rexed doctor}: whether this installation works as it should. */
@Command(name = "doctor", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Checks the installation: Java, cores, memory, locale, display, model files, and whether a short"
            + " study has the bits of the release.",
        footerHeading = "%nExamples:%n", footer = {"  rexed doctor"})
final class DoctorCommand implements Callable<Integer> {
    private static final String STUDY = "/org/rexed/reference.yaml";
    private static final long SMALL_MEMORY = 512L << 20;

    @Spec
    private CommandSpec spec;

    private boolean sound = true;

    /** Checks; 7 if something is not as it should be. */
    @Override
    public Integer call() throws IOException {
        note(true, "version " + Version.text() + ", Java " + System.getProperty("java.version") + " ("
            + System.getProperty("java.vm.name") + "), " + System.getProperty("os.name") + " "
            + System.getProperty("os.arch"));
        long memory = Runtime.getRuntime().maxMemory();
        note(memory >= SMALL_MEMORY, Runner.allCores() + " cores, " + (memory >> 20) + " MB of memory for Java"
            + (memory >= SMALL_MEMORY ? "" : "; long studies of many subjects need 512"));
        String names = System.getProperty("sun.jnu.encoding", "unknown");
        boolean unicode = Charset.isSupported(names) && Charset.forName(names).newEncoder().canEncode('µ');
        note(unicode, "names of files are " + names + (unicode ? ""
            : "; those beyond ASCII cannot be opened: set LC_ALL=C.UTF-8"));
        note(true, hasDisplay() ? "a display for rexed gui" : "no display: rexed gui cannot open here");
        Path out = Path.of("output").toAbsolutePath();
        Path place = Files.isDirectory(out) ? out : out.getParent();
        note(Files.isWritable(place), place + (Files.isWritable(place) ? " can be written" : " cannot be written"));
        ModelLibrary library = ModelLibrary.ofInstallation();
        try {
            reference(library);
        } catch (InputException e) {
            note(false, "model files: " + e.problems().get(0));
        }
        return sound ? ExitCode.DONE : ExitCode.CLAIM_FAILED;
    }

    private void reference(ModelLibrary library) throws IOException {
        String text;
        try (InputStream in = DoctorCommand.class.getResourceAsStream(STUDY)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Assembly assembly = new Assembly(ScenarioReader.parse("reference.yaml", text, Map.of(), library), library);
        String found = ReferenceRun.hash(assembly);
        boolean same = found.equals(ReferenceRun.expected());
        note(same, same ? "a short study has the bits of the release: " + found.substring(0, 16)
            : "a short study differs from the release: found " + found + ", expected " + ReferenceRun.expected()
                + "; model files or program were changed, or this Java computes differently");
    }

    /** Java itself is told to do without one unless the workbench is opened. */
    private static boolean hasDisplay() {
        return !System.getProperty("os.name").equals("Linux") || System.getenv("DISPLAY") != null;
    }

    private void note(boolean good, String text) {
        sound &= good;
        spec.commandLine().getOut().println((good ? "ok    " : "WRONG ") + text);
        spec.commandLine().getOut().flush();
    }
}
