package org.rexed.electrophysiology;

import java.util.LinkedHashMap;
import java.util.Map;
import org.rexed.neuron.ModulationPorts.Port;

/** What a protocol may change of the millisecond circuit: receptor channels and modulation ports, by name. */
final class Ports {
    private static final String FREE_FRACTION = "-free-fraction";

    private Ports() {}

    /** Ports by the names used in files. */
    static Map<String, Port> ports() {
        Map<String, Port> ports = new LinkedHashMap<>();
        for (Port port : Port.values()) {
            ports.put(port.key(), port);
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
        return port.neutral() == 0;
    }
}
