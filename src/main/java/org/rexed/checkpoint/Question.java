package org.rexed.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.rexed.circuit.Circuit;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.random.RandomKey;

/**
 * Names one use of the millisecond clock by all that its outcome depends on, as a SHA-256: the draws, the state of the
 * brain, the person's criterion, which neurons are alive and every modulation port of each. The circuit itself follows
 * from study and subject, for which a {@link Journal} stands as a whole.
 */
public final class Question {
    /** Bytes of a name. */
    static final int LENGTH = 32;

    private final byte[] name;

    Question(byte[] name) {
        this.name = name;
    }

    /**
     * The question under the present modulation.
     *
     * @param what name of the assay and site, or of the spell
     * @param chance key of its draws
     */
    public static Question of(Circuit circuit, String what, RandomKey chance) {
        MessageDigest digest = sha256();
        digest.update(what.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(circuit.brainState().name().getBytes(StandardCharsets.UTF_8));
        ByteBuffer numbers = ByteBuffer.allocate(Double.BYTES * Math.max(3, circuit.size()));
        numbers.putLong(chance.high()).putLong(chance.low()).putDouble(circuit.criterion());
        digest.update(numbers.flip());
        byte[] alive = new byte[circuit.size()];
        for (int i = 0; i < alive.length; i++) {
            alive[i] = (byte) (circuit.neurons().alive(i) ? 1 : 0);
        }
        digest.update(alive);
        for (Port port : Port.values()) {
            numbers.clear();
            numbers.asDoubleBuffer().put(circuit.ports().column(port));
            digest.update(numbers);
        }
        return new Question(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The name, {@value #LENGTH} bytes. */
    byte[] name() {
        return name.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Question && Arrays.equals(name, ((Question) other).name);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(name);
    }
}
