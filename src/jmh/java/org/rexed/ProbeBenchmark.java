package org.rexed;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.AnatomyReader;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.FiringSummary;
import org.rexed.circuit.Probe;
import org.rexed.circuit.Site;
import org.rexed.document.Document;
import org.rexed.document.Problems;
import org.rexed.evidence.ParameterReader;
import org.rexed.nociception.HeatRamp;
import org.rexed.nociception.PunctateForce;
import org.rexed.nociception.Stimulus;
import org.rexed.random.RandomKey;

/** Cost of one biological second of the rat circuit, start of the probe and its summary included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(0) // exec:java has no class path to hand on to another JVM
public class ProbeBenchmark {
    private static final int STEPS = 10_000;

    /** What happens to the skin. */
    public enum Skin {
        REST,
        HEAT,
        FORCE
    }

    /** Stimulus of the probe. */
    @Param
    public Skin skin;

    private Circuit circuit;
    private Stimulus stimulus;
    private long number;

    /** Draws one individual. */
    @Setup
    public void build() {
        Problems problems = new Problems();
        Path file = Path.of("models", "anatomy", "rat-dorsal-horn.yaml");
        Anatomy anatomy = AnatomyReader.read("rat", Document.read(file, problems), new ParameterReader());
        problems.throwIfAny();
        circuit = Circuit.build(anatomy, RandomKey.of(1));
        Site paw = anatomy.sites().get("left-hindpaw");
        stimulus = switch (skin) {
            case REST -> Stimulus.none();
            case HEAT -> new HeatRamp(paw.x_mm(), paw.y_mm(), 38, 6, 12, 100);
            case FORCE -> new PunctateForce(paw.x_mm(), paw.y_mm(), 150, 100, 900, 4);
        };
    }

    /** One second, each time with other draws. */
    @Benchmark
    public FiringSummary second() {
        Probe probe = new Probe(circuit, stimulus, RandomKey.of(number++));
        probe.advance(STEPS);
        return probe.summary();
    }
}
