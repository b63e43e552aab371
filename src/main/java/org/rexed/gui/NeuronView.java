package org.rexed.gui;

import java.util.Locale;
import org.rexed.circuit.Circuit;
import org.rexed.mechanism.Milieu;
import org.rexed.mechanism.Signal;
import org.rexed.neuron.Population;
import org.rexed.report.Regions;

/**
 * One neuron as an agent: a view on the columns of a circuit, made when someone looks. Properties follow MASON's
 * inspectors: {@code getX} is shown, {@code hideX} hides, the unit is in the name.
 */
public class NeuronView {
    private final Circuit circuit;
    private final int index;

    NeuronView(Circuit circuit, int index) {
        this.circuit = circuit;
        this.index = index;
    }

    /** The view for a neuron: a fibre or a cell with a membrane. */
    static NeuronView of(Circuit circuit, Milieu milieu, int index) {
        return index < circuit.afferents().count()
                ? new Fibre(circuit, milieu, index)
                : new Cell(circuit, milieu, index);
    }

    /** Number of the neuron in its circuit. */
    public int index() {
        return index;
    }

    final Circuit circuit() {
        return circuit;
    }

    final Population population() {
        return circuit.populationOf(index);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof NeuronView view && view.circuit == circuit && view.index == index;
    }

    @Override
    public final int hashCode() {
        return index;
    }

    @Override
    public String toString() {
        String title = PopulationStyle.of(population().name()).title();
        String kind = index < circuit.afferents().count() ? " fibre " : title.endsWith("neuron") ? " " : " neuron ";
        return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1) + kind
                + (index - population().first() + 1) + place();
    }

    private String place() {
        String region = Regions.isLamina(population().region()) ? ", " + Regions.title(population().region()) : "";
        return region + ", " + Regions.title(population().group());
    }

    /** A primary afferent fibre. */
    public static final class Fibre extends NeuronView {
        private final Milieu milieu;

        private Fibre(Circuit circuit, Milieu milieu, int index) {
            super(circuit, index);
            this.milieu = milieu;
        }

        /** Firing rate in the last spell of ongoing activity. */
        public double getOngoingRate_Hz() {
            return milieu.get(Signal.RATE, index());
        }

        /** Skin temperature above which the fibre fires; infinite if it does not feel heat. */
        public double getHeatThreshold_Cel() {
            return circuit().afferents().heatThreshold_C(index());
        }

        /** Force above which the fibre fires. */
        public double getForceThreshold_mN() {
            return circuit().afferents().forceThreshold_mN(index());
        }
    }

    /** A cell with a membrane. */
    public static final class Cell extends NeuronView {
        private final Milieu milieu;

        private Cell(Circuit circuit, Milieu milieu, int index) {
            super(circuit, index);
            this.milieu = milieu;
        }

        /** Membrane potential at the end of the last step of the fast clock. */
        public double getMembranePotential_mV() {
            return circuit().neurons().potential()[index()];
        }

        /** Firing rate in the last spell of ongoing activity. */
        public double getOngoingRate_Hz() {
            return milieu.get(Signal.RATE, index());
        }

        /** Spike threshold with the present modulation. */
        public double getSpikeThreshold_mV() {
            return circuit().neurons().threshold_mV(index()) + circuit().ports().thresholdShift_mV[index()];
        }

        /** Whether the cell lives; excitotoxicity kills for good. */
        public String getState() {
            return circuit().neurons().alive(index()) ? "alive" : "dead";
        }

        /** Protein kinase C activity. */
        public double getKinaseCActivity() {
            return milieu.get(Signal.KINASE_C_OF_CELL, index());
        }

        /** Only cells with NMDA receptors activate the kinase. */
        public boolean hideKinaseCActivity() {
            return circuit().spec(population()).nmdaReceptors() == 0;
        }

        /** Mean calcium current through NMDA channels in the last tick. */
        public double getNmdaCalciumCurrent_pA() {
            return milieu.get(Signal.CALCIUM, index());
        }
    }
}
