package org.rexed.electrophysiology;

import java.nio.file.Files;
import java.nio.file.Path;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.CircuitExport;
import org.rexed.electrophysiology.Protocol.Level;
import org.rexed.experiment.FolderException;

/**
 * Writes what other simulators need to repeat a protocol: for each condition, level and circuit a folder with the
 * circuit, its input and the spikes of the first trial, which is the one {@link ProbeRun} records.
 */
public final class ProbeExport {
    private final Protocol protocol;
    private final Bench bench;

    /**
     * An export of a protocol that was read.
     *
     * @param certainRelease whether every spike releases at every synapse, so that nothing random is left
     */
    public ProbeExport(ProtocolReader.Read read, boolean certainRelease) {
        protocol = read.protocol();
        bench = read.bench();
        if (certainRelease) {
            bench.makeReleaseCertain();
        }
    }

    /**
     * Writes the folders {@code condition/level-1/seed-7}.
     *
     * @param folder where to; made if it does not exist
     * @return how many folders were written
     * @throws FolderException if one of them is there already
     * @throws java.io.UncheckedIOException if a file cannot be written
     */
    public int write(Path folder) {
        double duration_ms = protocol.settle_ms() + protocol.baseline_ms() + protocol.duration_ms();
        int written = 0;
        for (Condition condition : protocol.conditions()) {
            for (int number = 0; number < protocol.circuits(); number++) {
                long seed = protocol.seed() + number;
                Circuit circuit = bench.prepare(condition, seed);
                for (int i = 0; i < protocol.levels().size(); i++) {
                    Level level = protocol.levels().get(i);
                    Path place = folder.resolve(condition.name()).resolve("level-" + (i + 1)).resolve("seed-" + seed);
                    if (Files.exists(place)) {
                        throw new FolderException(FolderException.Reason.NAME,
                            "--export: " + place + " exists; choose another folder");
                    }
                    new CircuitExport(circuit, level.presented().stimulus(), Bench.chance(seed, level, 0), duration_ms)
                        .write(place);
                    written++;
                }
            }
        }
        return written;
    }
}
