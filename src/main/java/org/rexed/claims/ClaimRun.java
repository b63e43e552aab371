package org.rexed.claims;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rexed.experiment.DataFile;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.RunFolder;
import org.rexed.measure.Observed;
import org.rexed.measure.Study;
import org.rexed.random.RandomKey;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.simulation.Assembly;

/** One claim under way: its experiment and controls, until every subject is there and it can be judged. */
final class ClaimRun {
    private final Claim claim;
    private final List<Study> studies = new ArrayList<>();

    /**
     * Reads all model files that the claim needs.
     *
     * @param changes values by path for the experiment and every control
     * @throws org.rexed.document.InputException with every problem
     */
    ClaimRun(Claim claim, Map<String, String> changes, ModelLibrary library) {
        this.claim = claim;
        studies.add(study(claim.measures(), claim.piece().scenario(changes, library), library));
        for (Claim.Control control : claim.controls()) {
            List<Claim.Measure> broken = control.breaks().stream().map(claim.measures()::get).toList();
            studies.add(study(broken, claim.scenario(control, changes, library), library));
        }
    }

    private Study study(List<Claim.Measure> measures, Scenario scenario, ModelLibrary library) {
        return new Study(new Assembly(scenario, library), measures.stream().map(Claim.Measure::quantity).toList(),
            claim.attribution());
    }

    Claim claim() {
        return claim;
    }

    /** The experiment, then the same under each control. */
    List<Study> studies() {
        return studies;
    }

    /** SHA-256 of everything the result depends on. */
    String identity(String program) {
        StringBuilder text = new StringBuilder(program).append('\n').append(claim.judging());
        for (Study study : studies) {
            text.append('\n').append(study.scenario().resolved());
            study.arms().forEach(arm -> text.append(arm.name()).append(arm.mechanisms()).append('\n'));
        }
        return DataFile.sha256(text.toString());
    }

    /** Judges the claim and writes its folder; the manifest of the claim's folder comes last and makes it whole. */
    Result judge(RunFolder ledger, String command, String identity) {
        Path path = ledger.path().resolve(claim.id());
        Study main = studies.get(0);
        Result result = new Result(claim, Result.Verdict.NOT_RUN, List.of(), List.of(), main.scenario().seed(),
            main.scenario().subjects(), path, false);
        if (studies.stream().allMatch(Study::complete)) {
            result = judged(result);
        }
        RunFolder folder = RunFolder.inside(ledger.path(), claim.id());
        for (int i = 1; i < studies.size(); i++) {
            Study control = studies.get(i);
            control.write(RunFolder.inside(path, "control-" + i), claim.piece().given(control.scenario()), command);
        }
        folder.note("claim", claim.id());
        folder.note("identity", identity);
        folder.write("result.json", JsonText.of(ResultFile.json(result)));
        main.write(folder, claim.piece().given(main.scenario()), command);
        studies.forEach(Study::release);
        return result;
    }

    private Result judged(Result open) {
        Observed observed = studies.get(0).observed();
        List<Result.Finding> findings = claim.measures().stream().map(measure -> finding(measure, observed)).toList();
        List<Result.Controlled> controls = new ArrayList<>();
        for (int i = 0; i < claim.controls().size(); i++) {
            Claim.Control control = claim.controls().get(i);
            Observed changed = studies.get(i + 1).observed();
            Map<Integer, Result.Finding> broken = new LinkedHashMap<>();
            for (int number : control.breaks()) {
                broken.put(number, finding(claim.measures().get(number), changed));
            }
            controls.add(new Result.Controlled(control, broken));
        }
        return new Result(claim, Result.verdict(findings, controls), findings, controls, open.seed(), open.subjects(),
            open.folder(), false);
    }

    private static Result.Finding finding(Claim.Measure measure, Observed observed) {
        return Result.Finding.of(measure, measure.quantity().estimate(observed,
            RandomKey.of(0).child("bootstrap").child(measure.title())));
    }
}
