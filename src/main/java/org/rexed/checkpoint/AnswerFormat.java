package org.rexed.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.rexed.assay.Reading;
import org.rexed.circuit.FiringSummary;

/**
 * An answer as deflated bytes: number of probes, then of each its length, number of neurons, spikes, calcium and
 * releases; the potential; whether there is a reading, its value, whether it is censored and its unit. Numbers are kept
 * to the bit.
 */
final class AnswerFormat {
    private static final int MOST_PROBES = 10_000;
    private static final int MOST_NEURONS = 1_000_000;
    private static final int LONGEST_UNIT = 64;

    /** Bytes that are no answer. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(Throwable cause) {
            super(cause);
        }
    }

    private AnswerFormat() {}

    static byte[] encode(Answer answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, fast, 1 << 13))) {
            out.writeInt(answer.firing().size());
            for (FiringSummary firing : answer.firing()) {
                write(firing, out);
            }
            out.writeDouble(answer.potential_mV());
            out.writeBoolean(answer.reading() != null);
            if (answer.reading() != null) {
                out.writeDouble(answer.reading().value());
                out.writeBoolean(answer.reading().censored());
                byte[] unit = answer.reading().unit().getBytes(StandardCharsets.UTF_8);
                out.writeInt(unit.length);
                out.write(unit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    private static void write(FiringSummary firing, DataOutputStream out) throws IOException {
        int n = firing.spikes().length;
        ByteBuffer numbers = ByteBuffer.allocate(n * (Integer.BYTES + 2 * Double.BYTES));
        for (int spikes : firing.spikes()) {
            numbers.putInt(spikes);
        }
        for (double calcium_fC : firing.calcium_fC()) {
            numbers.putDouble(calcium_fC);
        }
        for (double releases : firing.peptideReleases()) {
            numbers.putDouble(releases);
        }
        out.writeDouble(firing.duration_ms());
        out.writeInt(n);
        out.write(numbers.array());
    }

    static Answer decode(ByteBuffer coded) throws UnreadableException {
        byte[] bytes = new byte[coded.remaining()];
        coded.duplicate().get(bytes);
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            List<FiringSummary> firing = new ArrayList<>();
            for (int probes = count(in, MOST_PROBES); probes > 0; probes--) {
                firing.add(firing(in));
            }
            double potential_mV = in.readDouble();
            Reading reading = null;
            if (in.readBoolean()) {
                double value = in.readDouble();
                boolean censored = in.readBoolean();
                byte[] unit = in.readNBytes(count(in, LONGEST_UNIT));
                reading = new Reading(value, new String(unit, StandardCharsets.UTF_8), censored);
            }
            if (in.read() >= 0) {
                throw new IOException("more than an answer");
            }
            return new Answer(firing, potential_mV, reading);
        } catch (IOException e) {
            throw new UnreadableException(e);
        }
    }

    private static FiringSummary firing(DataInputStream in) throws IOException {
        double duration_ms = in.readDouble();
        int n = count(in, MOST_NEURONS);
        int[] spikes = new int[n];
        double[] calcium_fC = new double[n];
        double[] releases = new double[n];
        byte[] bytes = in.readNBytes(n * (Integer.BYTES + 2 * Double.BYTES));
        if (bytes.length < n * (Integer.BYTES + 2 * Double.BYTES)) {
            throw new IOException("less than an answer");
        }
        ByteBuffer numbers = ByteBuffer.wrap(bytes);
        for (int i = 0; i < n; i++) {
            spikes[i] = numbers.getInt();
        }
        for (int i = 0; i < n; i++) {
            calcium_fC[i] = numbers.getDouble();
        }
        for (int i = 0; i < n; i++) {
            releases[i] = numbers.getDouble();
        }
        return new FiringSummary(duration_ms, spikes, calcium_fC, releases);
    }

    /** A number that says how much follows; one that cannot be is refused before room for it is made. */
    private static int count(DataInputStream in, int most) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > most) {
            throw new IOException("a number of " + count);
        }
        return count;
    }
}
