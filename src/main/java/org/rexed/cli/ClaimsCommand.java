package org.rexed.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.rexed.claims.Claim;
import org.rexed.claims.Ledger;
import org.rexed.claims.Ledger.Finding;
import org.rexed.document.Spelling;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed claims}: runs the claims ledger. */
@Command(name = "claims", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Runs the experiments of the claims ledger and says which claims hold; 7 if one does not.",
        footerHeading = "%nExamples:%n",
        footer = {"  rexed claims", "  rexed claims A1 A3",
            "  rexed claims --quick      a smoke version with few subjects"})
final class ClaimsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "ID", description = "Claims to run (default: all).")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--quick", description = "Few subjects: shows that the ledger runs, not whether claims hold.")
    private boolean quick;

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Mixin
    private WorkOptions work = new WorkOptions();

    /** Runs the ledger. */
    @Override
    public Integer call() {
        ModelLibrary library = ModelLibrary.ofInstallation();
        List<Claim> claims = claims(library);
        int threads = work.threads();
        RunFolder folder = folders.create("claims");
        StopMessage.arm(spec.commandLine().getErr(), "stopped; " + folder.path() + " is incomplete");
        Ledger ledger = new Ledger(library, folder, threads, quick, work.command());
        List<Ledger.Result> results = ledger.judge(claims, name -> work.progress(name + " subjects"));
        PrintWriter people = work.people();
        print(results, people);
        people.println(folder.path());
        people.flush();
        String json = Json.text(json(results, folder.path()));
        if (work.json()) {
            spec.commandLine().getOut().print(json);
        }
        if (results.stream().anyMatch(result -> result.verdict() == Ledger.Verdict.NOT_RUN)) {
            return ExitCode.RUNS_FAILED;
        }
        boolean all = results.stream().allMatch(result -> result.verdict() == Ledger.Verdict.PASS);
        return all ? ExitCode.DONE : ExitCode.CLAIM_FAILED;
    }

    private List<Claim> claims(ModelLibrary library) {
        List<String> names = library.names(Kind.CLAIM);
        for (String id : ids) {
            if (!names.contains(id)) {
                throw new ParameterException(spec.commandLine(), "unknown claim \"" + id + "\""
                    + Spelling.hint(id, names));
            }
        }
        return (ids.isEmpty() ? names : ids).stream().distinct()
            .map(id -> Claim.read(library.path(Kind.CLAIM, id), library)).toList();
    }

    private void print(List<Ledger.Result> results, PrintWriter out) {
        if (quick) {
            out.println("quick: " + Ledger.QUICK_SUBJECTS
                + " subjects instead of 20 or more; verdicts are provisional");
        }
        String format = "%-4s %-66s %-26s %-20s %3s  %s%n";
        out.printf(Locale.ROOT, format, "id", "measure", "effect [95 % interval]", "must be", "n", "verdict");
        for (Ledger.Result result : results) {
            String id = result.claim().id();
            if (result.findings().isEmpty()) {
                out.printf(Locale.ROOT, format, id, result.claim().title(), "", "", "", result.verdict().key());
            }
            for (Finding finding : result.findings()) {
                boolean first = finding == result.findings().get(0);
                out.printf(Locale.ROOT, format, first ? id : "", finding.measure().title(),
                    interval(finding.estimate()),
                    finding.measure().rule(), finding.estimate().n(),
                    (finding.holds() ? "holds" : "does not hold") + (first ? "; " + result.verdict().key() : ""));
            }
            if (result.control() != null) {
                out.printf(Locale.ROOT, format, "", "control: " + result.claim().control().title(),
                    interval(result.control().estimate()), "not " + result.control().measure().rule(),
                    result.control().estimate().n(), result.control().holds() ? "does not break the claim"
                        : "breaks the claim");
            }
        }
    }

    private static String interval(Estimate e) {
        return Double.isNaN(e.mean()) ? "not determined"
            : String.format(Locale.ROOT, Double.isNaN(e.low()) ? "%.4g" : "%.4g [%.4g, %.4g]", e.mean(), e.low(),
                e.high());
    }

    private ObjectNode json(List<Ledger.Result> results, Path folder) {
        ObjectNode root = Json.object().put("quick", quick).put("folder", folder.toString());
        ArrayNode claims = root.putArray("claims");
        for (Ledger.Result result : results) {
            ObjectNode node = claims.addObject().put("id", result.claim().id()).put("title", result.claim().title())
                .put("verdict", result.verdict().key());
            node.put("measure", result.claim().measures().get(0).title());
            if (!result.findings().isEmpty()) {
                put(node, result.findings().get(0));
            }
            if (result.control() == null) {
                node.putNull("control");
            } else {
                ObjectNode control = node.putObject("control").put("title", result.claim().control().title());
                put(control, result.control());
                control.put("broken", !result.control().holds());
            }
            node.put("folder", result.folder().toString());
            ArrayNode measures = node.putArray("measures");
            for (Finding finding : result.findings()) {
                ObjectNode measure = measures.addObject().put("measure", finding.measure().title())
                    .put("rule", finding.measure().rule()).put("holds", finding.holds());
                put(measure, finding);
            }
        }
        return root;
    }

    private static void put(ObjectNode node, Finding finding) {
        Json.put(node, "effect", finding.estimate().mean());
        Json.interval(node, "ci95", finding.estimate().low(), finding.estimate().high());
        node.put("n", finding.estimate().n());
    }
}
