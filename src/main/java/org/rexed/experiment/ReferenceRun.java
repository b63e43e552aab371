package org.rexed.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.rexed.recording.Observation;
import org.rexed.recording.Recording;
import org.rexed.recording.StateSample;
import org.rexed.simulation.Assembly;

/** A study in one number, by which two machines, Javas or builds can be compared. */
public final class ReferenceRun {
    private static final String EXPECTED = "/org/rexed/reference.sha256";

    private ReferenceRun() {}

    /** SHA-256 of every reading and every slow variable of the first subject of the first arm, to the last bit. */
    public static String hash(Assembly assembly) {
        Recording recording = assembly.simulation(assembly.scenario().arms().get(0), 0).run();
        StringBuilder text = new StringBuilder();
        for (Observation o : recording.observations()) {
            text.append(o.assay()).append(' ').append(bits(o.reading())).append('\n');
        }
        for (StateSample s : recording.states()) {
            text.append(s.entity()).append(' ').append(s.variable()).append(' ')
                .append(bits(s.value())).append('\n');
        }
        return DataFile.sha256(text.toString());
    }

    private static String bits(double value) {
        return Long.toHexString(Double.doubleToLongBits(value));
    }

    /** The hash of the reference study of this release. */
    public static String expected() {
        try (InputStream in = ReferenceRun.class.getResourceAsStream(EXPECTED)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
