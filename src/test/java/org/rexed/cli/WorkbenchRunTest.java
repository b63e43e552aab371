package org.rexed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.experiment.RecordChoice;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.StudyTables;
import org.rexed.gui.Intervention;
import org.rexed.gui.Session;
import org.rexed.gui.Snapshot;
import org.rexed.pharmacology.Route;
import org.rexed.recording.Recording;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.Scenario;
import org.rexed.scenario.ScenarioReader;
import org.rexed.simulation.Assembly;

/** A session of the workbench and {@code rexed run} of the scenario it saved give tables with one hash. */
class WorkbenchRunTest {
    private static final String STUDY = """
        rexed: 1
        name: short
        title: Ninety minutes
        species: rat
        anatomy: rat-dorsal-horn
        subjects: 2
        seed: 11
        duration: 90 min
        reference: vehicle
        assays:
          - {assay: hargreaves, site: left-hindpaw, baseline: 10 min, at: [60 min]}
        arms:
          - {name: vehicle}
          - name: morphine
            doses: [{drug: morphine, rate: 30 mg/kg/d, route: pump, from: 5 min, for: 80 min}]
        """;

    @TempDir
    private Path folder;

    private static Snapshot await(Session session, Predicate<Snapshot> condition) throws InterruptedException {
        long end = System.nanoTime() + 120_000_000_000L;
        while (!condition.test(session.latest())) {
            assertThat(System.nanoTime()).as("still waiting at " + session.latest().clock()).isLessThan(end);
            Thread.sleep(5);
        }
        return session.latest();
    }

    @Test
    void sessionAndCommandGiveTheSameBytes() throws Exception {
        ModelLibrary library = new ModelLibrary(Path.of("."));
        Scenario scenario = ScenarioReader.parse("short.yaml", STUDY, Map.of(), library);
        Snapshot end;
        try (Session session = new Session(scenario, library)) {
            session.setSpeed(Session.UNLIMITED);
            session.setProbeSpeed(Session.UNLIMITED);
            await(session, Snapshot::waiting);
            session.stepToTest();
            await(session, s -> s.waiting() && s.recorded().observations().size() == 1);
            session.intervene(new Intervention.Give("naloxone", "0.5 mg/kg", Route.SC));
            session.intervene(new Intervention.Cut());
            session.intervene(new Intervention.SetRate(session.latest().byHand().running(11).get(0), "60 mg/kg/d"));
            session.run();
            end = await(session, s -> s.state() == Snapshot.State.FINISHED);
        }
        assertThat(end.byHand().done()).hasSize(3);
        Path saved = Files.writeString(folder.resolve("saved.yaml"), end.byHand().text(), StandardCharsets.UTF_8);
        Path byHand = tables(saved, end, library);

        Terminal terminal = new Terminal();
        assertThat(terminal.rexed("run", saved.toString(), "--only", "by-hand/0", "--record", "states=all",
                "--no-report", "--json", "--no-progress", "--out", folder.resolve("cli").toString()))
                .as(terminal.err()).isZero();
        Path run = Path.of(terminal.json().get("folder").asText());
        for (String table : new String[] {"observations.csv", "states.csv", "events.csv", "summary.csv"}) {
            assertThat(Files.size(run.resolve(table))).isGreaterThan(100);
            assertThat(hash(byHand.resolve(table))).as(table).isEqualTo(hash(run.resolve(table)));
        }
    }

    private Path tables(Path saved, Snapshot seen, ModelLibrary library) {
        Scenario scenario = ScenarioReader.read(saved, Map.of(), library);
        Recording recording = new Recording();
        seen.recorded().observations().forEach(recording::add);
        seen.recorded().states().forEach(recording::add);
        seen.recorded().events().forEach(recording::add);
        RunFolder out = RunFolder.create(folder.resolve("gui"), "short", null, false);
        try (StudyTables tables = new StudyTables(out, new Assembly(scenario, library),
                RecordChoice.parse("states=all"), "", "", 1)) {
            tables.add("by-hand", 0, recording);
            tables.finish();
        }
        return out.path();
    }

    private static String hash(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(file)));
    }

    private static byte[] bytes(Path file) throws IOException {
        return Files.readAllBytes(file);
    }
}
