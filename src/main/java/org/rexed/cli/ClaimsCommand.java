package org.rexed.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.rexed.claims.Claim;
import org.rexed.claims.Ledger;
import org.rexed.claims.Result;
import org.rexed.document.Spelling;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.report.ClaimsReport;
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
            "  rexed claims --resume output/claims/1      goes on after a stop",
            "  rexed claims --quick                       a smoke version with few subjects"})
final class ClaimsCommand implements Callable<Integer> {
    private static final String ROW = "%-4s %-66s %-28s %-24s %3s  %s%n";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "ID",
            description = "Claims to run, by id or file (default: all of models/claims).")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--quick", description = "Few subjects: shows that the ledger runs, not whether claims hold.")
    private boolean quick;

    @Option(names = "--subjects", paramLabel = "NUMBER",
            description = "Subjects in each arm; at least 20 unless --quick (default: as each claim says).")
    private Integer subjects;

    @Option(names = "--seed", paramLabel = "NUMBER",
            description = "Other random numbers for all claims (default: as each claim says).")
    private Long seed;

    @Option(names = "--resume", paramLabel = "DIR",
            description = "Go on in the folder of an earlier start; finished claims are checked, not repeated.")
    private Path resume;

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Mixin
    private WorkOptions work = new WorkOptions();

    /** Runs the ledger; 6 if a subject failed, 7 if a claim does not hold. */
    @Override
    public Integer call() {
        ModelLibrary library = ModelLibrary.ofInstallation();
        int threads = work.threads();
        Ledger ledger;
        Map<String, Claim> claims;
        if (resume == null) {
            Ledger.Choice choice = choice();
            claims = claims(library, ids.isEmpty() ? library.names(Kind.CLAIM) : ids);
            ledger = Ledger.start(library, folders.create("claims"), choice);
        } else if (folders.name() != null) {
            throw new ParameterException(spec.commandLine(), "--resume goes on in its own folder; leave out --name");
        } else {
            ledger = Ledger.resume(library, resume, quick, subjects, seed);
            Set<String> all = new LinkedHashSet<>(ledger.asked());
            all.addAll(ids);
            claims = claims(library, all);
        }
        StopMessage.arm(spec.commandLine().getErr(), "stopped; go on with: rexed claims --resume " + ledger.path());
        List<Result> results;
        try (Progress progress = new Progress(ledger)) {
            results = ledger.judge(List.copyOf(claims.values()), List.copyOf(claims.keySet()), work.command(), threads,
                progress);
        }
        ClaimsReport.write(ledger.path());
        print(ledger, results);
        if (results.stream().anyMatch(result -> result.verdict() == Result.Verdict.NOT_RUN)) {
            return ExitCode.RUNS_FAILED;
        }
        boolean all = results.stream().allMatch(result -> result.verdict() == Result.Verdict.PASS);
        return all ? ExitCode.DONE : ExitCode.CLAIM_FAILED;
    }

    private Ledger.Choice choice() {
        try {
            return new Ledger.Choice(quick, subjects, seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Claims by the names or files they were asked for by. */
    private Map<String, Claim> claims(ModelLibrary library, Iterable<String> asked) {
        List<String> names = library.names(Kind.CLAIM);
        Map<String, Claim> claims = new LinkedHashMap<>();
        Map<String, String> byId = new LinkedHashMap<>();
        for (String name : asked) {
            boolean file = name.endsWith(".yaml") && Files.isRegularFile(Path.of(name));
            if (!file && !names.contains(name)) {
                throw new ParameterException(spec.commandLine(), "unknown claim \"" + name + "\""
                    + Spelling.hint(name, names));
            }
            Claim claim = Claim.read(file ? Path.of(name) : library.path(Kind.CLAIM, name), library);
            String other = byId.putIfAbsent(claim.id(), name);
            if (other != null && !other.equals(name)) {
                throw new ParameterException(spec.commandLine(), "\"" + other + "\" and \"" + name
                    + "\" are both claim " + claim.id());
            }
            claims.put(name, claim);
        }
        return claims;
    }

    /** A bar for subjects, a line and an up-to-date page for each claim. */
    private final class Progress implements Ledger.Watcher, AutoCloseable {
        private final ProgressBar bar = work.progress("subjects");
        private final Ledger ledger;

        Progress(Ledger ledger) {
            this.ledger = ledger;
        }

        @Override
        public void ended(int done, int failed, int runs) {
            bar.ended(done, failed, runs);
        }

        @Override
        public void judged(Result result) {
            bar.close();
            ClaimsReport.write(ledger.path());
            if (!work.quiet() && !work.json()) {
                spec.commandLine().getErr().println(result.claim().id() + " " + verdict(ledger, result)
                    + (result.earlier() ? " (finished earlier)" : ""));
            }
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    private static String verdict(Ledger ledger, Result result) {
        return result.verdict().key() + (ledger.quick() ? " (quick, provisional)" : "");
    }

    private void print(Ledger ledger, List<Result> results) {
        PrintWriter out = work.people();
        if (ledger.quick()) {
            out.println("quick: " + results.get(0).subjects() + " subjects instead of " + Claim.FEWEST_SUBJECTS
                + " or more; verdicts are provisional");
        }
        out.printf(Locale.ROOT, ROW, "id", "measure", "effect [95 % interval]", "must be", "n", "verdict");
        results.forEach(result -> print(ledger, result, out));
        long pass = results.stream().filter(result -> result.verdict() == Result.Verdict.PASS).count();
        out.println(pass + " of " + results.size() + " claims hold" + (ledger.quick() ? " (quick, provisional)" : ""));
        out.println(ledger.path());
        out.flush();
        if (work.json()) {
            spec.commandLine().getOut().print(JsonText.of(ledger.json(results)));
        }
    }

    private static void print(Ledger ledger, Result result, PrintWriter out) {
        String id = result.claim().id();
        if (result.findings().isEmpty()) {
            out.printf(Locale.ROOT, ROW, id, result.claim().title(), "", "", "", verdict(ledger, result)
                + "; see failed.csv in " + result.folder() + " or its controls");
        }
        for (Result.Finding finding : result.findings()) {
            boolean first = finding == result.findings().get(0);
            String holds = !finding.measure().judged() ? "not judged" : finding.holds() ? "holds" : "does not hold";
            out.printf(Locale.ROOT, ROW, first ? id : "", finding.measure().title(), interval(finding.estimate()),
                finding.measure().rule(), finding.estimate().n(),
                holds + (first ? "; " + verdict(ledger, result) : ""));
        }
        for (Result.Controlled controlled : result.controls()) {
            boolean first = true;
            for (Result.Finding finding : controlled.findings().values()) {
                out.printf(Locale.ROOT, ROW, "", (first ? "control: " + controlled.control().title()
                    : "  and: " + finding.measure().title()), interval(finding.estimate()),
                    "not " + finding.measure().rule(), finding.estimate().n(), broken(finding));
                first = false;
            }
        }
    }

    private static String broken(Result.Finding finding) {
        return !finding.determined() ? "not determined" : finding.holds() ? "does not break the claim"
            : "breaks the claim";
    }

    private static String interval(Estimate e) {
        return Double.isNaN(e.mean()) ? "not determined"
            : String.format(Locale.ROOT, Double.isNaN(e.low()) ? "%.4g" : "%.4g [%.4g, %.4g]", e.mean(), e.low(),
                e.high());
    }
}
