package org.rexed;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.AnatomyReader;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.FiringSummary;
import org.rexed.circuit.Probe;
import org.rexed.document.Document;
import org.rexed.document.Problems;
import org.rexed.evidence.ParameterReader;
import org.rexed.nociception.Stimulus;
import org.rexed.random.RandomKey;

/** Cost of one biological second of the Vogels-Abbott benchmark of 4,000 cells, which others have timed too. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 2)
@Fork(0) // exec:java has no class path to hand on to another JVM
public class NetworkBenchmark {
    private static final int STEPS = 10_000;
    private Circuit circuit;

    /** Draws one network. */
    @Setup
    public void build() {
        Problems problems = new Problems();
        Path file = Path.of("models", "anatomy", "vogels-abbott.yaml");
        Anatomy anatomy = AnatomyReader.read("vogels-abbott", Document.read(file, problems), new ParameterReader());
        problems.throwIfAny();
        circuit = Circuit.build(anatomy, RandomKey.of(1));
    }

    /** One second, always the same. */
    @Benchmark
    public FiringSummary second() {
        Probe probe = new Probe(circuit, Stimulus.none(), RandomKey.of(1));
        probe.advance(STEPS);
        return probe.summary();
    }
}
