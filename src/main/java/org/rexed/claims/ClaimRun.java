package org.rexed.claims;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.experiment.DataFile;
import org.rexed.experiment.RunFolder;
import org.rexed.random.RandomKey;
import org.rexed.scenario.ModelLibrary;
import org.rexed.simulation.Assembly;

/** One claim under way: its experiment and controls, until every subject is there and it can be judged. */
final class ClaimRun {
    private final Claim claim;
    private final List<Setting> settings = new ArrayList<>();
    private int missing;

    /**
     * Reads all model files that the claim needs.
     *
     * @param changes values by path for the experiment and every control
     * @throws org.rexed.document.InputException with every problem
     */
    ClaimRun(Claim claim, Map<String, String> changes, ModelLibrary library) {
        this.claim = claim;
        settings.add(new Setting(claim, null, claim.measures(),
            new Assembly(claim.piece().scenario(changes, library), library)));
        for (Claim.Control control : claim.controls()) {
            List<Claim.Measure> broken = control.breaks().stream().map(claim.measures()::get).toList();
            settings.add(new Setting(claim, control, broken,
                new Assembly(claim.scenario(control, changes, library), library)));
        }
        missing = settings.stream().mapToInt(Setting::runs).sum();
    }

    Claim claim() {
        return claim;
    }

    List<Setting> settings() {
        return settings;
    }

    /** Counts a subject; true if it was the last. */
    boolean ended() {
        return --missing == 0;
    }

    /** SHA-256 of everything the result depends on. */
    String identity(String program) {
        StringBuilder text = new StringBuilder(program).append('\n').append(claim.judging());
        for (Setting setting : settings) {
            text.append('\n').append(setting.scenario().resolved());
            setting.arms().forEach(arm -> text.append(arm.name()).append(arm.mechanisms()).append('\n'));
        }
        return DataFile.sha256(text.toString());
    }

    /** Judges the claim and writes its folder; the manifest of the claim's folder comes last and makes it whole. */
    Result judge(RunFolder ledger, String command, String identity) {
        Path path = ledger.path().resolve(claim.id());
        Setting main = settings.get(0);
        Result result = new Result(claim, Result.Verdict.NOT_RUN, List.of(), List.of(), main.scenario().seed(),
            main.scenario().subjects(), path, false);
        if (settings.stream().allMatch(Setting::complete)) {
            result = judged(result);
        }
        RunFolder folder = RunFolder.inside(ledger.path(), claim.id());
        for (int i = 1; i < settings.size(); i++) {
            Setting control = settings.get(i);
            control.write(RunFolder.inside(path, "control-" + i), claim.piece().given(control.scenario()), command);
        }
        folder.note("claim", claim.id());
        folder.note("identity", identity);
        folder.write("result.json", ResultFile.text(result));
        main.write(folder, claim.piece().given(main.scenario()), command);
        settings.forEach(Setting::release);
        return result;
    }

    private Result judged(Result open) {
        Observed observed = settings.get(0).observed();
        List<Result.Finding> findings = claim.measures().stream().map(measure -> finding(measure, observed)).toList();
        List<Result.Controlled> controls = new ArrayList<>();
        for (Setting setting : settings.subList(1, settings.size())) {
            Observed changed = setting.observed();
            Map<Integer, Result.Finding> broken = new LinkedHashMap<>();
            for (int number : setting.control().breaks()) {
                broken.put(number, finding(claim.measures().get(number), changed));
            }
            controls.add(new Result.Controlled(setting.control(), broken));
        }
        return new Result(claim, Result.verdict(findings, controls), findings, controls, open.seed(), open.subjects(),
            open.folder(), false);
    }

    private static Result.Finding finding(Claim.Measure measure, Observed observed) {
        return Result.Finding.of(measure, measure.quantity().estimate(observed,
            RandomKey.of(0).child("bootstrap").child(measure.title())));
    }
}
