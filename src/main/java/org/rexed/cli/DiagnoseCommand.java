package org.rexed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rexed.diagnosis.Clinic;
import org.rexed.diagnosis.ClinicRun;
import org.rexed.diagnosis.PatientFile;
import org.rexed.diagnosis.Verdict;
import org.rexed.document.Document;
import org.rexed.document.Problems;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.RunFolder;
import org.rexed.report.DiagnosisReport;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed diagnose}: what ails a patient, from readouts alone. */
@Command(name = "diagnose", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Tells tolerance, hyperalgesia, both, disease progression, more activity, undertreatment and"
            + " withdrawal apart from readouts alone, by the rules of a clinic: of one patient, or of all simulated"
            + " patients of the clinic, with a confusion matrix. For teaching and research; not for clinical use.",
        footerHeading = "%nExamples:%n",
        footer = {"  rexed diagnose pain-clinic                          all patients, confusion matrix",
            "  rexed diagnose pain-clinic --subjects 4             a small version",
            "  rexed diagnose pain-clinic --patient hyperalgesia/3 one simulated patient",
            "  rexed diagnose patient.yaml                         readings written by hand"})
final class DiagnoseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE",
            description = "A clinic or the name of one in models/clinics, or a file with the readings of a patient.")
    private String file;

    @Option(names = "--subjects", paramLabel = "NUMBER",
            description = "Patients in each group (default: as the clinic says).")
    private String subjects;

    @Option(names = "--patient", paramLabel = "GROUP/NUMBER",
            description = "Simulates and judges a single patient, such as hyperalgesia/3.")
    private String patient;

    @Option(names = "--resume",
            description = "Go on in the folder of an earlier start that was stopped; the result is the same.")
    private boolean resume;

    @Mixin
    private ChangeOptions changes = new ChangeOptions();

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Mixin
    private WorkOptions work = new WorkOptions();

    /** Judges; 6 if a patient could not be simulated. */
    @Override
    public Integer call() {
        ModelLibrary library = ModelLibrary.ofInstallation();
        Path path = ModelFiles.file(library, Kind.CLINIC, file, spec);
        if (Document.tree(path, new Problems()).filter(PatientFile::isOne).isPresent()) {
            PatientFile read = PatientFile.read(path, library);
            print(read.clinic().rules().judge(read.readings()), null);
            return ExitCode.DONE;
        }
        Clinic clinic = Clinic.read(path, changes.overrides("subjects", subjects), library);
        ClinicRun run = new ClinicRun(clinic, library);
        if (patient != null) {
            one(clinic, run);
            return ExitCode.DONE;
        }
        int threads = work.threads();
        RunFolder folder = folders.create(clinic.name(), resume);
        StopMessage.arm(spec.commandLine().getErr(), "stopped; go on with the same command, --name "
            + folder.path().getFileName() + " and --resume");
        ObjectNode result;
        try (ProgressBar bar = work.progress("patients")) {
            result = run.run(folder, work.command(), threads, new QueueProgress<>(bar));
        }
        if (result.get("patients").isEmpty()) {
            spec.commandLine().getErr().println("patients failed; failed.csv in " + folder.path() + " says why");
            return ExitCode.RUNS_FAILED;
        }
        DiagnosisReport.write(folder.path());
        if (work.json()) {
            spec.commandLine().getOut().print(JsonText.of(result));
        }
        print(result.get("scores"), work.people());
        work.people().println(folder.path());
        return ExitCode.DONE;
    }

    private void one(Clinic clinic, ClinicRun run) {
        String[] parts = patient.split("/", -1);
        if (parts.length != 2 || !parts[1].matches("[0-9]{1,6}")) {
            throw new ParameterException(spec.commandLine(), "--patient: found \"" + patient
                + "\"; expected group/number, such as " + clinic.truth().keySet().iterator().next() + "/0");
        }
        try {
            print(run.consult(parts[0], Integer.parseInt(parts[1])), clinic.truth().get(parts[0]));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--patient: " + e.getMessage(), e);
        }
    }

    private void print(Verdict verdict, String truth) {
        if (work.json()) {
            ObjectNode root = Json.object();
            verdict.addTo(root);
            if (truth != null) {
                root.put("truth", truth);
            }
            spec.commandLine().getOut().print(JsonText.of(root));
            return;
        }
        PrintWriter out = work.people();
        out.printf(Locale.ROOT, "%s, confidence %.2f%n", verdict.cause().title(), verdict.confidence());
        out.println(verdict.cause().reasoning());
        for (Verdict.Reason reason : verdict.reasons()) {
            out.printf(Locale.ROOT, "  %-60s %8.2f  %-6s weight %+.2f%n", reason.readout().title(), reason.reading(),
                reason.finding().word(), reason.weight());
        }
        for (Map.Entry<String, Double> each : verdict.probabilities().entrySet()) {
            out.printf(Locale.ROOT, "  %-24s %.3f%n", each.getKey(), each.getValue());
        }
        if (truth != null) {
            out.println("true cause: " + truth);
        }
        out.println("For teaching and research; not for clinical use.");
        out.flush();
    }

    private static void print(JsonNode scores, PrintWriter out) {
        out.printf(Locale.ROOT, "%-16s %8s  %-26s %s%n", "cause", "patients", "rules right [95 %]",
            "statistical classifier right [95 %]");
        scores.get("by_cause").forEach(row -> line(out, row.get("cause").asText(), row));
        line(out, "all", scores);
        out.flush();
    }

    private static void line(PrintWriter out, String name, JsonNode row) {
        out.printf(Locale.ROOT, "%-16s %8d  %-26s %s%n", name, row.get("patients").asInt(), share(row, "rules"),
            share(row, "statistics"));
    }

    private static String share(JsonNode row, String key) {
        JsonNode ends = row.get(key + "_ci95");
        return row.get(key).isNumber() ? String.format(Locale.ROOT, "%.1f %% [%.1f, %.1f]",
            100 * row.get(key).asDouble(),
            100 * ends.get(0).asDouble(), 100 * ends.get(1).asDouble()) : "none";
    }
}
