package org.rexed.electrophysiology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.Circuit;
import org.rexed.neuron.ModulationPorts.Port;
import org.rexed.neuron.Neurons;

/** What a protocol may name of the millisecond circuit: its step, brain states, receptor channels and ports. */
final class FastClock {
    private static final String FREE_FRACTION = "-free-fraction";

    private FastClock() {}

    /** Length of a step in ms. */
    static double step_ms(Circuit circuit) {
        return Neurons.STEP_ms;
    }

    /** Whole steps nearest to a time. */
    static int steps(Circuit circuit, double time_ms) {
        return (int) StrictMath.round(time_ms / step_ms(circuit));
    }

    /** States of the brain that an anatomy describes. */
    static List<String> brainStates(Anatomy anatomy) {
        return List.of();
    }

    /** Puts a circuit into one of these states. */
    static void choose(Circuit circuit, String brainState) {
        throw new IllegalArgumentException("no brain state " + brainState + " in " + circuit.anatomy().name());
    }

    /** Ports by the names used in files. */
    static Map<String, Port> ports() {
        Map<String, Port> ports = new LinkedHashMap<>();
        for (Port port : Port.values()) {
            ports.put(port.name().toLowerCase(Locale.ROOT).replace('_', '-'), port);
        }
        return ports;
    }

    /** Receptor channels that can be blocked, with the port that does it. */
    static Map<String, Port> channels() {
        Map<String, Port> channels = new LinkedHashMap<>();
        ports().forEach((name, port) -> {
            if (name.endsWith(FREE_FRACTION)) {
                channels.put(name.substring(0, name.length() - FREE_FRACTION.length()), port);
            }
        });
        return channels;
    }

    /** Whether changes of a port add up; factors multiply. */
    static boolean adds(Port port) {
        return !unit(port).equals("1");
    }

    /** Unit of a port. */
    static String unit(Port port) {
        String name = port.name();
        return name.endsWith("_SHIFT") ? "mV" : name.endsWith("_LEAK") || name.endsWith("_TONE") ? "nS" : "1";
    }
}
