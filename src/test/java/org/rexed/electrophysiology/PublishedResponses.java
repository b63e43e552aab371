package org.rexed.electrophysiology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rexed.Laboratory;
import org.rexed.experiment.RunFolder;
import org.rexed.quantity.Decimals;
import org.rexed.scenario.ModelLibrary.Kind;

/**
 * The shipped protocols against published recordings. Targets and ranges: rates of afferents and NK1R projection cells
 * in 5 s holds (Medlock 2022), growth from pulse to pulse (Dickenson and Sullivan 1987, Aguiar 2010), temperature of
 * withdrawal (Dirig 1997), medullary cells in the tail flick (Barbaro 1986, Leung and Mason 1998).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PublishedResponses {
    @TempDir(cleanup = CleanupMode.ALWAYS)
    private static Path out;

    private final int circuits;
    private Results force;
    private Results train;
    private Results ramps;
    private Results medulla;

    PublishedResponses(int circuits) {
        this.circuits = circuits;
    }

    private Results run(String protocol, Map<String, String> changes) {
        Map<String, String> all = new TreeMap<>(changes);
        all.put("seeds", Integer.toString(circuits));
        Path file = Laboratory.LIBRARY.path(Kind.PROBE, protocol);
        ProtocolReader.Read read = ProtocolReader.read(file, all, Laboratory.LIBRARY);
        ProbeRun.Result result = new ProbeRun(read).run(
            RunFolder.create(out, protocol, getClass().getSimpleName(), false), "", "",
            Runtime.getRuntime().availableProcessors(), (done, failed, runs) -> { });
        assertThat(result.failed()).as(result.firstError()).isZero();
        return result.results();
    }

    @BeforeAll
    void record() {
        force = run("force-steps", Map.of());
        train = run("wind-up", Map.of("vary.frequency", "[1 Hz]"));
        ramps = run("heat-ramps", Map.of());
        medulla = run("tail-heat", Map.of());
    }

    @AfterAll
    void forget() {
        force = null;
        train = null;
        ramps = null;
        medulla = null;
    }

    private Results.Rate duringForce(String population, double force_mN) {
        return force.rates().stream()
            .filter(r -> r.population().equals(population) && r.phase().equals("stimulus"))
            .filter(r -> r.level().matches("(.*\\D)?" + Decimals.text(force_mN) + " mN.*"))
            .findFirst().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "a-beta, 10, 2.5", "a-beta, 20, 4.5", "a-beta, 30, 6.9", "a-beta, 50, 13.0", "a-beta, 100, 13.6",
        "a-beta, 200, 13.4", "a-beta, 400, 13.0", "a-delta, 50, 2.3", "a-delta, 100, 4.7", "a-delta, 200, 9.9",
        "a-delta, 400, 18.6", "c-peptidergic, 50, 1.7", "c-peptidergic, 100, 3.2", "c-peptidergic, 200, 7.1",
        "c-peptidergic, 400, 14.3", "c-nonpeptidergic, 50, 1.7", "c-nonpeptidergic, 100, 3.2",
        "c-nonpeptidergic, 200, 7.1", "c-nonpeptidergic, 400, 14.3"})
    void afferentsFireAtPublishedRates(String population, double force_mN, double rate_Hz) {
        assertThat(duringForce(population, force_mN).rate().mean()).isCloseTo(rate_Hz, within(0.15 * rate_Hz));
    }

    @ParameterizedTest
    @CsvSource({"a-delta, 5", "a-delta, 10", "a-delta, 20", "a-delta, 30", "c-peptidergic, 10", "c-peptidergic, 30",
        "c-nonpeptidergic, 10", "c-nonpeptidergic, 30"})
    void nociceptorsAreSilentAtInnocuousForce(String population, double force_mN) {
        assertThat(duringForce(population, force_mN).rate().mean()).isLessThanOrEqualTo(0.05);
    }

    @ParameterizedTest
    @CsvSource({"10, 0", "25, 0", "50, 1.63", "100, 5.46", "200, 9.70"})
    void projectionCellsCodeForce(double force_mN, double rate_Hz) {
        double median = duringForce("projection", force_mN).median().mean();
        assertThat(median).isCloseTo(rate_Hz, within(rate_Hz == 0 ? 0.2 : 0.4 * rate_Hz));
    }

    @Test
    void moreForceMoreDischarge() {
        double[] rates = DoubleStream.of(25, 50, 100, 200)
            .map(f -> duringForce("projection", f).median().mean()).toArray();
        for (int i = 1; i < rates.length; i++) {
            assertThat(rates[i]).isGreaterThan(rates[i - 1]);
        }
    }

    private double[] evoked(String condition, String window) {
        return train.evoked().stream()
            .filter(e -> e.population().equals("wide-dynamic-range") && e.condition().equals(condition)
                && e.window().equals(window))
            .mapToDouble(e -> e.spikes().mean()).toArray();
    }

    private static double mean(double[] values, int from, int to) {
        return Arrays.stream(values, from - 1, to).average().orElseThrow();
    }

    private Results.WindUp growth(String condition) {
        return train.windUp().stream()
            .filter(w -> w.population().equals("wide-dynamic-range") && w.condition().equals(condition)
                && w.window().equals("c"))
            .findFirst().orElseThrow();
    }

    @Test
    void deepCellsWindUpToAPlateau() {
        double[] c = evoked("control", "c");
        assertThat(c).hasSize(16);
        assertThat(c[4] / c[0]).isBetween(1.5, 5.0);
        double plateau = mean(c, 9, 16);
        assertThat(mean(c, 6, 8)).isGreaterThan(0.8 * plateau);
        assertThat(mean(c, 13, 16)).isCloseTo(mean(c, 9, 12), within(0.15 * plateau));
    }

    @Test
    void answersToADeltaFibersHardlyGrow() {
        double[] a = evoked("control", "a-delta");
        assertThat(mean(a, 5, 16)).isCloseTo(a[0], within(0.25 * a[0]));
    }

    @Test
    void windUpNeedsNmdaReceptorsAndYieldsToMorphine() {
        assertThat(growth("control").excess().mean()).isPositive();
        assertThat(growth("nmda-block").reduction().mean()).isGreaterThanOrEqualTo(0.5);
        assertThat(growth("morphine").total().mean()).isLessThan(0.8 * growth("control").total().mean());
        assertThat(growth("morphine").excess().mean()).isLessThan(growth("control").excess().mean());
    }

    @Test
    void withdrawalDependsOnTemperatureNotOnPower() {
        List<Results.Reflex> reflexes = ramps.reflexes();
        assertThat(reflexes).hasSize(3);
        double least = Double.MAX_VALUE;
        double most = 0;
        double latency_s = Double.MAX_VALUE;
        for (Results.Reflex r : reflexes) {
            assertThat(r.intensity().mean()).as(r.level()).isBetween(40.5, 43.0);
            assertThat(r.latency().mean()).as(r.level()).isLessThan(latency_s);
            latency_s = r.latency().mean();
            least = Math.min(least, r.intensity().mean());
            most = Math.max(most, r.intensity().mean());
        }
        assertThat(most - least).isLessThan(1);
    }

    private Results.Response response(String population) {
        return medulla.responses().stream()
            .filter(r -> r.condition().equals("anesthetized") && r.unit().equals("class")
                && r.population().equals(population))
            .findFirst().orElseThrow();
    }

    @Test
    void onCellsBurstAndOffCellsPauseBeforeTheReflex() {
        assertThat(response("on").excited().mean()).isGreaterThanOrEqualTo(0.75);
        assertThat(response("off").inhibited().mean()).isGreaterThanOrEqualTo(0.88);
        assertThat(response("on").onset().mean()).isNegative();
        assertThat(response("off").onset().mean()).isNegative();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anesthetized", "awake"})
    void neutralCellsGoOn(String condition) {
        double[] rate = medulla.rates().stream()
            .filter(r -> r.condition().equals(condition) && r.population().equals("neutral"))
            .mapToDouble(r -> r.rate().mean()).toArray();
        assertThat(rate).hasSize(2);
        assertThat(rate[1]).isCloseTo(rate[0], within(0.1 * rate[0]));
    }
}
