package org.rexed.claims;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rexed.experiment.Csv;
import org.rexed.experiment.FolderException;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.ModelIdentity;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.Statistics.Estimate;
import org.rexed.experiment.Version;
import org.rexed.measure.StudyQueue;
import org.rexed.measure.VariableCheck;
import org.rexed.random.RandomKey;
import org.rexed.scenario.ModelLibrary;

/**
 * Runs claims and judges them by the 95 % intervals of what they measure. The subjects of all claims go through one
 * queue, each different life once; a claim is judged and written as soon as its last subject is there, so that a stop
 * loses only the claims under way.
 */
public final class Ledger {
    /** Subjects of a smoke version. */
    public static final int QUICK_SUBJECTS = 4;
    /** What the manifest of a ledger calls itself. */
    public static final String KIND = "claims";

    /** Bits of a derived seed: exact in every spreadsheet. */
    private static final int SEED_BITS = 44;

    private final ModelLibrary library;
    private final RunFolder folder;
    private final Choice choice;
    private final StudyQueue.Simulator simulator;

    /**
     * How a ledger differs from what the claim files say.
     *
     * @param quick whether it is a smoke version
     * @param subjects in each arm; null for as many as the files say
     * @param seed other random numbers for all claims; null for those of the files
     */
    public record Choice(boolean quick, Integer subjects, Long seed) {
        /**
         * Refuses too few subjects.
         *
         * @throws IllegalArgumentException saying what is allowed
         */
        public Choice {
            if (subjects != null && subjects < (quick ? 2 : Claim.FEWEST_SUBJECTS)) {
                throw new IllegalArgumentException("--subjects: found " + subjects + "; allowed " + (quick ? "2 or more"
                    : Claim.FEWEST_SUBJECTS + " or more; fewer only with --quick, which judges nothing"));
            }
        }

        private Map<String, String> changes(long seedOfFile) {
            Map<String, String> changes = new LinkedHashMap<>();
            if (quick || subjects != null) {
                changes.put("subjects", Integer.toString(subjects == null ? QUICK_SUBJECTS : subjects));
            }
            if (seed != null) {
                changes.put("seed", Long.toString(RandomKey.of(seed).child("claims").child(seedOfFile).high()
                    >>> (Long.SIZE - SEED_BITS)));
            }
            return changes;
        }
    }

    /** Is told how far the ledger is. */
    public interface Watcher {
        /** A subject ended. */
        void ended(int done, int failed, int runs);

        /** A claim was judged, its folder and the tables written. */
        void judged(Result result);
    }

    private Ledger(ModelLibrary library, RunFolder folder, Choice choice, StudyQueue.Simulator simulator) {
        this.library = library;
        this.folder = folder;
        this.choice = choice;
        this.simulator = simulator;
    }

    /** A ledger in a new folder. */
    public static Ledger start(ModelLibrary library, RunFolder folder, Choice choice) {
        return start(library, folder, choice, StudyQueue.Simulator.REAL);
    }

    static Ledger start(ModelLibrary library, RunFolder folder, Choice choice, StudyQueue.Simulator simulator) {
        return new Ledger(library, folder, choice, simulator);
    }

    /**
     * A ledger that goes on in the folder of an earlier start, with the choice made then.
     *
     * @param quick whether a smoke version is asked for now; if not, the folder may hold either
     * @param subjects number asked for now; null if the folder's own is right
     * @param seed seed asked for now; null if the folder's own is right
     * @throws FolderException if the folder is no ledger's, or was begun with another choice
     */
    public static Ledger resume(ModelLibrary library, Path path, boolean quick, Integer subjects, Long seed) {
        StudyQueue.Simulator real = StudyQueue.Simulator.REAL;
        Ledger ledger = resume(library, path, real);
        Choice then = ledger.choice;
        if (quick && !then.quick || seed != null && !seed.equals(then.seed)
                || subjects != null && !subjects.equals(then.subjects)) {
            throw new FolderException(FolderException.Reason.FOREIGN, path + " was begun with another choice of"
                + " --quick, --seed or --subjects; leave these out to go on with it, or start anew without --resume");
        }
        return ledger;
    }

    static Ledger resume(ModelLibrary library, Path path, StudyQueue.Simulator simulator) {
        RunFolder folder = RunFolder.open(path);
        if (!folder.noted("kind").equals(KIND)) {
            throw new FolderException(FolderException.Reason.FOREIGN, path + " is no folder of a claims ledger");
        }
        String seed = folder.noted("other-seed");
        String subjects = folder.noted("other-subjects");
        try {
            Choice then = new Choice(Boolean.parseBoolean(folder.noted("quick")),
                subjects.isEmpty() ? null : Integer.valueOf(subjects), seed.isEmpty() ? null : Long.valueOf(seed));
            return new Ledger(library, folder, then, simulator);
        } catch (IllegalArgumentException e) {
            throw new FolderException(FolderException.Reason.FOREIGN, path + " is damaged: its manifest names a seed or"
                + " number of subjects that cannot be");
        }
    }

    /** Where the ledger is. */
    public Path path() {
        return folder.path();
    }

    /** Whether it is a smoke version. */
    public boolean quick() {
        return choice.quick;
    }

    /** Names or files of the claims an earlier start was asked for; none in a new folder. */
    public List<String> asked() {
        return folder.noted("asked").lines().toList();
    }

    /**
     * Runs what is left to do of all claims; writes a folder for each, {@code claims.csv} and {@code claims.json}.
     *
     * @param asked names or files by which a later start finds the same claims
     * @return the results in the order of the claims
     * @throws org.rexed.document.InputException if a claim asks for a slow variable that does not exist
     * @throws FolderException if the folder of a finished claim is damaged or was made with something else
     */
    public List<Result> judge(List<Claim> claims, List<String> asked, String command, int threads, Watcher watcher) {
        return folder.locked(() -> work(claims, asked, command, threads, watcher));
    }

    private List<Result> work(List<Claim> claims, List<String> asked, String command, int threads, Watcher watcher) {
        String program = ModelIdentity.of(library);
        Map<String, Result> results = new LinkedHashMap<>();
        Map<ClaimRun, String> left = new LinkedHashMap<>();
        VariableCheck variables = new VariableCheck();
        for (Claim claim : claims) {
            ClaimRun run = new ClaimRun(claim, choice.changes(claim.scenario().seed()), library);
            String identity = run.identity(program);
            results.put(claim.id(), earlier(run, identity));
            if (results.get(claim.id()) == null) {
                check(run, variables);
                left.put(run, identity);
            }
        }
        variables.throwIfAny();
        StudyQueue<ClaimRun> queue = new StudyQueue<>(simulator);
        left.keySet().forEach(run -> run.studies().forEach(study -> queue.add(run, study)));
        folder.note("kind", KIND);
        folder.note("quick", Boolean.toString(choice.quick));
        folder.note("other-seed", choice.seed == null ? "" : choice.seed.toString());
        folder.note("other-subjects", choice.subjects == null ? "" : choice.subjects.toString());
        folder.note("asked", String.join("\n", asked));
        folder.begin(command, "claims", choice.seed == null ? 0 : choice.seed,
            choice.subjects == null ? choice.quick ? QUICK_SUBJECTS : 0 : choice.subjects, queue.runs());
        List<Result> earlier = results.values().stream().filter(Objects::nonNull).toList();
        write(earlier);
        earlier.forEach(watcher::judged);
        int failed = queue.run(threads, new StudyQueue.Watcher<>() {
            @Override
            public void ended(int done, int failed, int runs) {
                watcher.ended(done, failed, runs);
            }

            @Override
            public void complete(ClaimRun run) {
                Result result = run.judge(folder, command, left.get(run));
                results.put(run.claim().id(), result);
                write(results.values().stream().filter(Objects::nonNull).toList());
                watcher.judged(result);
            }
        });
        List<Result> all = List.copyOf(results.values());
        write(all);
        folder.end(failed);
        return all;
    }

    private static void check(ClaimRun run, VariableCheck variables) {
        for (int i = 0; i < run.studies().size(); i++) {
            variables.check(run.studies().get(i), run.claim().places(),
                i == 0 ? "" : " in the control \"" + run.claim().controls().get(i - 1).title() + "\"");
        }
    }

    /** The result of an earlier start, or null if there is none that is whole. */
    private Result earlier(ClaimRun run, String identity) {
        Path path = folder.path().resolve(run.claim().id());
        if (!Files.isRegularFile(path.resolve(RunFolder.MANIFEST)) || !RunFolder.open(path).finished()) {
            return null;
        }
        return ResultFile.read(run.claim(), path, identity, run.studies().get(0).scenario().seed(),
            run.studies().get(0).scenario().subjects());
    }

    private void write(List<Result> results) {
        folder.write("claims.csv", csv(results));
        folder.write("claims.json", JsonText.of(json(results)));
    }

    /** All results with everything a page about them shows. */
    public ObjectNode json(List<Result> results) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("quick", choice.quick)
            .put("folder", folder.path().toString()).put("version", Version.text());
        ArrayNode claims = root.putArray("claims");
        results.forEach(result -> claims.add(ResultFile.json(result)));
        return root;
    }

    /** All results as a table: a row for each measure, and for each measure that a control must break. */
    private String csv(List<Result> results) {
        StringBuilder text = new StringBuilder("id,title,setting,measure,effect,ci95_low,ci95_high,n,rule,judged,holds,"
            + "control_broken,verdict,quick,seed,folder\n");
        for (Result r : results) {
            r.findings().forEach(finding -> text.append(row(r, "experiment", finding, "")));
            r.controls().forEach(controlled -> controlled.findings().values().forEach(finding -> text.append(
                row(r, controlled.control().title(), finding, Boolean.toString(controlled.broken())))));
            if (r.findings().isEmpty()) {
                text.append(Csv.line(r.claim().id(), r.claim().title(), "experiment", "", Double.NaN, Double.NaN,
                    Double.NaN, 0, "", "", "", "", r.verdict().key(), choice.quick, r.seed(), r.claim().id()));
            }
        }
        return text.toString();
    }

    private String row(Result r, String setting, Result.Finding f, String broken) {
        Estimate e = f.estimate();
        return Csv.line(r.claim().id(), r.claim().title(), setting, f.measure().title(), e.mean(), e.low(), e.high(),
            e.n(), f.measure().rule(), f.measure().judged(), f.holds(), broken, r.verdict().key(), choice.quick,
            r.seed(), r.claim().id());
    }
}
