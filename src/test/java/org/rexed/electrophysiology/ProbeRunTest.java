package org.rexed.electrophysiology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rexed.Laboratory;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Site;
import org.rexed.experiment.RunFolder;
import org.rexed.neuron.ModulationPorts.Port;

/** Recordings of real circuits: conditions do what they say, pairs are pairs, threads change nothing. */
class ProbeRunTest {
    private static final String PRESS = """
        anatomy: rat-dorsal-horn
        seeds: 2
        settle: 200 ms
        baseline: 300 ms
        duration: 800 ms
        stimulus: {kind: force, site: left-hindpaw, force: 400 mN, hold: 700 ms}
        """;

    @TempDir
    private Path out;

    private ProbeRun.Result run(String name, String text, int threads) {
        ProtocolReader.Read read = ProtocolReader.parse(name + ".yaml", text, Map.of(), Laboratory.LIBRARY);
        return new ProbeRun(read).run(RunFolder.create(out, name, "threads-" + threads, false), text, "", threads,
            (done, failed, runs) -> { });
    }

    private static Map<String, Double> rates(ProbeRun.Result result, String population, String phase) {
        Map<String, Double> rates = new HashMap<>();
        result.results().rates().stream().filter(r -> r.population().equals(population) && r.phase().equals(phase))
            .forEach(r -> rates.put(r.condition(), r.rate().mean()));
        return rates;
    }

    @Test
    void blocksDeathAndLesionsShowInTheRates() {
        ProbeRun.Result result = run("conditions", PRESS + """
            conditions:
              control: {}
              same: {block: {ampa: 0}}
              no-ampa: {block: {ampa: 1}}
              no-glutamate: {block: {ampa: 1, nmda: 1}}
              no-inhibition: {block: {gaba: 1, glycine: 1}}
              no-ampa-at-projection: {block: {ampa: {fraction: 1, in: projection}, nmda: {fraction: 1, in: projection}}}
              dead: {dead: {projection: 1}}
              half-dead: {dead: {wide-dynamic-range: 0.5}}
              excitable: {modulate: [{port: threshold-shift, value: -8 mV, in: [neutral]}]}
            """, 2);
        assertThat(result.failed()).as(result.firstError()).isZero();
        Map<String, Double> projection = rates(result, "projection", "stimulus");
        assertThat(projection.get("control")).isPositive();
        assertThat(projection.get("same")).isEqualTo(projection.get("control"));
        assertThat(projection.get("no-ampa")).isLessThan(0.5 * projection.get("control"));
        assertThat(projection.get("no-glutamate")).isLessThan(0.05 * projection.get("control"));
        Map<String, Double> excitatory = rates(result, "excitatory", "stimulus");
        assertThat(excitatory.get("no-inhibition")).isGreaterThan(1.5 * excitatory.get("control"));
        assertThat(projection.get("no-ampa-at-projection")).isLessThan(0.2 * projection.get("control"));
        assertThat(projection.get("dead")).as("no living cell, no rate").isNaN();
        Map<String, Double> afferent = rates(result, "a-beta", "stimulus");
        assertThat(afferent.get("no-ampa")).isEqualTo(afferent.get("control"));
        assertThat(rates(result, "neutral", "baseline").get("excitable"))
            .isGreaterThan(2 * rates(result, "neutral", "baseline").get("control"));
        Map<String, Double> cells = new HashMap<>();
        result.results().rates().stream().filter(r -> r.population().equals("wide-dynamic-range"))
            .forEach(r -> cells.put(r.condition(), r.cells()));
        assertThat(cells.get("half-dead")).isCloseTo(cells.get("control") / 2, within(1.0));
    }

    /** By hand: linear rates follow the force above 8.5 mN; with the plateau at 100 mN they stay. */
    @Test
    void cFibresCodeForceAsTheConditionSays() {
        ProbeRun.Result result = run("coding", """
            anatomy: rat-dorsal-horn
            seeds: 6
            settle: 200 ms
            baseline: 300 ms
            duration: 2500 ms
            stimulus: {kind: force, site: left-hindpaw, hold: 2 s, spread: 100 mm}
            vary: {force: [100 mN, 400 mN]}
            conditions:
              linear: {}
              plateau: {c-fibre-coding: plateau}
            record: {classes: [c-peptidergic, c-nonpeptidergic, a-delta], spikes: none}
            """, 1);
        for (String population : List.of("c-peptidergic", "c-nonpeptidergic")) {
            assertThat(strongToWeak(result, population, "linear")).isCloseTo(391.5 / 91.5, within(0.5));
            assertThat(strongToWeak(result, population, "plateau")).isCloseTo(1, within(0.1));
        }
        assertThat(strongToWeak(result, "a-delta", "plateau")).isEqualTo(strongToWeak(result, "a-delta", "linear"));
    }

    private static double strongToWeak(ProbeRun.Result result, String population, String condition) {
        Map<String, Double> rates = new HashMap<>();
        result.results().rates().stream().filter(r -> r.population().equals(population)
            && r.phase().equals("stimulus") && r.condition().equals(condition))
            .forEach(r -> rates.put(r.level(), r.rate().mean()));
        return rates.get("400 mN") / rates.get("100 mN");
    }

    @Test
    void theSameCircuitsAndChanceUnderEveryCondition() throws IOException {
        ProbeRun.Result result = run("pairs", PRESS + """
            conditions:
              first: {}
              second: {}
              third: {block: {nmda: 1}}
            record: {classes: [projection, on], spikes: all}
            """, 2);
        Path folder = result.folder().path();
        Map<String, StringBuilder> spikes = new HashMap<>();
        try (Stream<String> lines = Files.lines(folder.resolve("spikes.csv"))) {
            lines.skip(1).map(line -> line.split(",")).forEach(c -> spikes.computeIfAbsent(c[6],
                k -> new StringBuilder()).append(String.join(",", c[0], c[1], c[2], c[3])).append('\n'));
        }
        assertThat(spikes.get("first")).isNotEmpty();
        assertThat(spikes.get("second").toString()).isEqualTo(spikes.get("first").toString());
        assertThat(spikes.get("third").toString()).isNotEqualTo(spikes.get("first").toString());
        result.results().rates().stream().filter(r -> r.condition().equals("second")).forEach(r -> {
            assertThat(r.difference().mean()).isZero();
            assertThat(r.difference().n()).isEqualTo(2);
        });
        List<String> header = Files.readAllLines(folder.resolve("spikes.csv")).subList(0, 1);
        assertThat(header.get(0)).startsWith("seed,neuron,class,time_ms");
    }

    @Test
    void spikesAndRatesTellTheSame() throws IOException {
        ProbeRun.Result result = run("count", PRESS + "record: {classes: [c-peptidergic], within: 5 mm}\n", 1);
        long spikes;
        try (Stream<String> lines = Files.lines(result.folder().path().resolve("spikes.csv"))) {
            spikes = lines.skip(1).map(line -> line.split(",")).filter(c -> c[0].equals("1"))
                .mapToDouble(c -> Double.parseDouble(c[3])).filter(t -> t >= 0 && t < 700).count();
        }
        List<String[]> rows = Files.readAllLines(result.folder().path().resolve("circuits.csv")).stream()
            .map(line -> line.split(",")).filter(c -> c[2].equals("1") && c[5].equals("stimulus")).toList();
        double rate = Double.parseDouble(rows.get(0)[6]);
        Circuit circuit = Circuit.build(Laboratory.anatomy(), Bench.key(1).child("circuit"));
        Site site = Laboratory.anatomy().sites().get("left-hindpaw");
        long cells = circuit.populations("c-peptidergic").stream().filter(p -> p.group().equals("L5"))
            .flatMapToInt(p -> IntStream.range(p.first(), p.end()))
            .filter(i -> StrictMath.hypot(circuit.x_mm(i) - site.x_mm(), circuit.y_mm(i) - site.y_mm()) <= 5).count();
        assertThat(cells).isPositive();
        assertThat(rate).isCloseTo(spikes / 0.7 / cells, within(1e-9));
    }

    @Test
    void tablesHaveTheSameBytesForOneAndTwoThreads() throws IOException {
        String text = PRESS + """
            trials: 2
            conditions: {control: {}, no-nmda: {block: {nmda: 1}}}
            withdrawal: hargreaves
            responses: {baseline: baseline, response: stimulus, significance: 0.05}
            record: {traces: [{class: projection, cells: 2, circuits: 2}]}
            """;
        run("threads", text, 1);
        run("threads", text, 2);
        Path one = out.resolve("threads/threads-1");
        Path two = out.resolve("threads/threads-2");
        for (String file : List.of("rates.csv", "circuits.csv", "psth.csv", "spikes.csv", "traces.csv",
                "withdrawal.csv", "withdrawal-summary.csv", "responses.csv", "resolved.yaml", "parameters.csv")) {
            assertThat(Files.readString(two.resolve(file))).as(file).isEqualTo(Files.readString(one.resolve(file)));
            assertThat(Files.readAllLines(one.resolve(file)).size()).as(file).isGreaterThan(2);
        }
        // Membrane potentials are sampled every 0.5 ms and lie where membranes live.
        List<String> traces = Files.readAllLines(one.resolve("traces.csv"));
        assertThat(traces).hasSize(1 + 2 * 2 * 2 * 2200);
        assertThat(traces.stream().skip(1).mapToDouble(line -> Double.parseDouble(line.split(",")[7])))
            .allSatisfy(v -> assertThat(v).isBetween(-100.0, 0.0));
    }

    @Test
    void spikesAreCountedAfterEachPulse() throws IOException {
        String text = """
            anatomy: rat-dorsal-horn
            seeds: 2
            trials: 2
            settle: 200 ms
            baseline: 300 ms
            duration: 3 s
            stimulus:
              {kind: electrical, site: left-hindpaw, strength: 2, pulses: 5, frequency: 2 Hz, radius: 15 mm}
            windows: {early: {from: 0 ms, until: 2.5 ms}, late: {from: 2.5 ms, until: 250 ms}}
            record: {classes: [a-beta], within: 5 mm}
            """;
        ProbeRun.Result result = run("pulses", text, 1);
        Path folder = result.folder().path();
        List<String> rows = Files.readAllLines(folder.resolve("windup.csv"));
        assertThat(rows).hasSize(1 + 5 * 2);
        assertThat(rows.get(0)).isEqualTo(
            "condition,level,class,dermatome,pulse,window,spikes,ci95_low,ci95_high,n");
        long late;
        try (Stream<String> lines = Files.lines(folder.resolve("spikes.csv"))) {
            late = lines.skip(1).mapToDouble(line -> Double.parseDouble(line.split(",")[3]))
                .filter(t -> t >= 1002.5 && t < 1250).count();
        }
        String[] third = rows.get(1 + 2 * 2 + 1).split(",");
        assertThat(List.of(third).subList(4, 6)).containsExactly("3", "late");
        double cells = result.results().rates().get(0).cells();
        assertThat(late).isPositive();
        assertThat(Double.parseDouble(third[6])).isCloseTo(late / (2.0 * 2 * cells), within(0.2 * late / (4 * cells)));
        List<Results.Evoked> evoked = result.results().evoked();
        for (int k = 0; k < evoked.size(); k += 2) {
            assertThat(evoked.get(k).spikes().mean() + evoked.get(k + 1).spikes().mean())
                .as("every fiber answers each pulse").isGreaterThanOrEqualTo(1);
        }
        double sum = result.results().evoked().stream().filter(e -> e.window().equals("late"))
            .mapToDouble(e -> e.spikes().mean()).sum();
        Results.WindUp late5 = result.results().windUp().get(1);
        assertThat(late5.total().mean()).isCloseTo(sum, within(1e-9));
        assertThat(late5.excess().mean()).isCloseTo(sum - late5.input().mean(), within(1e-9));
    }

    @Test
    void windowsFollowThePulsesThatTheFibresFeel() throws IOException {
        ProbeRun.Result result = run("volleys", """
            anatomy: rat-dorsal-horn
            seeds: 1
            settle: 200 ms
            baseline: 350 ms
            duration: 2 s
            stimulus: {kind: electrical, site: left-hindpaw, strength: 40, pulses: 4, frequency: 2 Hz, radius: 15 mm}
            windows:
              first: {from: 0 ms, until: 12 ms}
              second: {from: 12 ms, until: 60 ms}
              third: {from: 90 ms, until: 400 ms}
            record: {classes: [a-beta, a-delta, c-peptidergic], within: 12 mm, spikes: none}
            """, 1);
        for (Results.Evoked e : result.results().evoked()) {
            String own = Map.of("a-beta", "first", "a-delta", "second", "c-peptidergic", "third").get(e.population());
            if (e.window().equals(own)) {
                assertThat(e.spikes().mean()).as(e.population() + " " + e.pulse()).isCloseTo(1, within(0.3));
            } else {
                assertThat(e.spikes().mean()).as(e.population() + " " + e.pulse()).isLessThan(0.5);
            }
        }
        // What was given stands beside the answer.
        Path folder = result.folder().path();
        assertThat(Files.readAllLines(folder.resolve("stimulus.csv"))).containsExactly(
            "level,time_ms,intensity,resting,unit,pulse", "electrical,0,40,0,T,1", "electrical,500,40,0,T,2",
            "electrical,1000,40,0,T,3", "electrical,1500,40,0,T,4");
        assertThat(Files.readAllLines(folder.resolve("phases.csv"))).contains("first,pulse,0,12");
        assertThat(Files.readAllLines(folder.resolve("conditions.csv"))).containsExactly(
            "condition,label,reference", "control,control,true");
    }

    @Test
    void theStimulusIsWrittenOnBothSidesOfEveryChange() throws IOException {
        ProbeRun.Result result = run("press", PRESS + "record: {classes: [a-beta], spikes: none}\n", 1);
        assertThat(Files.readAllLines(result.folder().path().resolve("stimulus.csv"))).containsExactly(
            "level,time_ms,intensity,resting,unit,pulse", "force,-300,0,0,mN,", "force,-10,0,0,mN,",
            "force,0,400,0,mN,", "force,690,400,0,mN,", "force,700,0,0,mN,", "force,800,0,0,mN,");
    }

    @Test
    void drugsReachTheCircuitWithTheBloodAndAtAPlace() {
        String text = """
            anatomy: rat-dorsal-horn
            brain-state: anesthetized
            seeds: 1
            duration: 1 s
            stimulus: {kind: none}
            conditions:
              control: {}
              waited: {wait: 10 min}
              dosed: {doses: [{drug: morphine, dose: 5 mg/kg, route: iv}], wait: 10 min}
              microinjected: {apply: [{drug: morphine, at: brainstem, concentration: 1 umol/L}], wait: 2 min}
            """;
        ProtocolReader.Read read = ProtocolReader.parse("drugs.yaml", text, Map.of(), Laboratory.LIBRARY);
        Map<String, Circuit> circuits = new HashMap<>();
        read.protocol().conditions().forEach(c -> circuits.put(c.name(), read.bench().prepare(c, 3)));
        int on = circuits.get("control").populations("on").get(0).first();
        int fibre = circuits.get("control").populations("c-peptidergic").get(0).first();
        assertThat(leak(circuits.get("dosed"), on)).isGreaterThan(0.5);
        assertThat(leak(circuits.get("microinjected"), on)).isGreaterThan(0.5);
        assertThat(leak(circuits.get("waited"), on)).isCloseTo(0, within(0.01));
        assertThat(circuits.get("dosed").ports().releaseFactor[fibre]).isLessThan(0.8);
        assertThat(circuits.get("microinjected").ports().releaseFactor[fibre])
            .as("nothing of it reaches the cord").isCloseTo(circuits.get("waited").ports().releaseFactor[fibre],
                within(1e-9));
        // A naive animal that waits is the untreated circuit: its mechanisms rest.
        for (Port port : Port.values()) {
            double[] waited = circuits.get("waited").ports().column(port);
            for (double value : waited) {
                assertThat(value).as(port.key()).isCloseTo(port.neutral(), within(0.02));
            }
        }
        assertThat(circuits.get("dosed").brainState().name()).isEqualTo("anesthetized");
        for (int i = 0; i < circuits.get("control").size(); i++) {
            assertThat(circuits.get("dosed").x_mm(i)).isEqualTo(circuits.get("control").x_mm(i));
        }
    }

    private static double leak(Circuit circuit, int neuron) {
        return circuit.ports().addedLeak_nS[neuron];
    }
}
