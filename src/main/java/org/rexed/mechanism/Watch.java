package org.rexed.mechanism;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.rexed.neuron.ModulationPorts;
import org.rexed.neuron.ModulationPorts.Port;

/**
 * Strict mode: holds mechanisms to what they declare. A mechanism that reads or writes a signal, or moves a modulation
 * port, without having declared it stops the run. Watching changes no result.
 */
public final class Watch {
    private final Milieu milieu;
    private final Map<Port, double[]> before = new EnumMap<>(Port.class);
    private final Map<String, Set<Signal>> read = new HashMap<>();
    private final Map<String, Set<Signal>> written = new HashMap<>();
    private final Map<String, Set<Port>> moved = new HashMap<>();
    private Mechanism watched;

    /** A watch over the mechanisms of one milieu. */
    public Watch(Milieu milieu) {
        this.milieu = milieu;
    }

    /**
     * Advances a mechanism over a tick.
     *
     * @throws IllegalStateException if it reads or writes a signal that it did not declare
     */
    public void advance(Mechanism mechanism, double step_min) {
        during(mechanism, () -> mechanism.advance(step_min));
    }

    /**
     * Lets a mechanism modulate ports.
     *
     * @throws IllegalStateException if it moves a port, or reads or writes a signal, that it did not declare
     */
    public void modulate(Mechanism mechanism, ModulationPorts ports) {
        for (Port port : Port.values()) {
            double[] column = ports.column(port);
            double[] kept = before.computeIfAbsent(port, p -> new double[column.length]);
            System.arraycopy(column, 0, kept, 0, column.length);
        }
        during(mechanism, () -> mechanism.modulate(ports));
        for (Port port : Port.values()) {
            if (!Arrays.equals(before.get(port), ports.column(port))) {
                note(moved, mechanism, Port.class, port);
                if (!mechanism.modulates().contains(port)) {
                    throw new IllegalStateException(
                            "mechanism " + mechanism.name() + " modulates " + port.key() + " without declaring it");
                }
            }
        }
    }

    private void during(Mechanism mechanism, Runnable work) {
        watched = mechanism;
        milieu.watch(this);
        try {
            work.run();
        } finally {
            milieu.watch(null);
            watched = null;
        }
    }

    /** A signal is read; a mechanism may read back what it writes. */
    void reads(Signal signal) {
        note(read, watched, Signal.class, signal);
        if (!watched.reads().contains(signal) && !watched.writes().contains(signal)) {
            throw undeclared("reads", signal);
        }
    }

    /** A signal is written. */
    void writes(Signal signal) {
        note(written, watched, Signal.class, signal);
        if (!watched.writes().contains(signal)) {
            throw undeclared("writes", signal);
        }
    }

    private IllegalStateException undeclared(String what, Signal signal) {
        return new IllegalStateException(
                "mechanism " + watched.name() + " " + what + " " + signal.key() + " without declaring it");
    }

    private static <E extends Enum<E>> void note(Map<String, Set<E>> seen, Mechanism by, Class<E> kind, E what) {
        seen.computeIfAbsent(by.name(), name -> EnumSet.noneOf(kind)).add(what);
    }

    /** Signals that a mechanism has read so far. */
    public Set<Signal> readBy(String mechanism) {
        return Collections.unmodifiableSet(read.getOrDefault(mechanism, Set.of()));
    }

    /** Signals that a mechanism has written so far. */
    public Set<Signal> writtenBy(String mechanism) {
        return Collections.unmodifiableSet(written.getOrDefault(mechanism, Set.of()));
    }

    /** Ports that a mechanism has moved so far. */
    public Set<Port> movedBy(String mechanism) {
        return Collections.unmodifiableSet(moved.getOrDefault(mechanism, Set.of()));
    }
}
