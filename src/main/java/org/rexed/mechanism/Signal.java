package org.rexed.mechanism;

import java.util.Locale;

/**
 * What mechanisms tell each other: every quantity of the milieu with its unit, its shape and its value in the naive
 * animal. Each has one writer; a mechanism declares which it reads and which it writes.
 */
public enum Signal {
    /** Efficacy-weighted mu receptor occupancy by drugs, 0 to 1, whatever the coupling; as all but relief feels it. */
    MU_STIMULUS("1", Shape.SITE, 0),
    /** Fraction of mu receptors that no drug holds, 0 to 1. */
    MU_FREE("1", Shape.SITE, 1),
    /** Mu receptor effect after coupling, as a fraction of the cell's maximum, 0 to 1: what relieves. */
    MU_SIGNAL("1", Shape.REGION, 0),
    /** The same effect as cells feel it that adapt to it: no input from the skin opposes them. */
    MU_ADAPTIVE_SIGNAL("1", Shape.REGION, 0),
    /** Fraction of mu receptors still coupled to their effectors, 0 to 1. */
    MU_COUPLED("1", Shape.REGION, 1),
    /** Share of the mu effect that cholecystokinin takes away, 0 to 1. */
    MU_ANTAGONISM("1", Shape.SITE, 0),
    /** Stimulus of mu receptors by the animal's own opioids, as if no drug held them, 0 to 1. */
    ENDOGENOUS_OPIOID("1", Shape.REGION, 0),
    /** Alpha-2 receptor effect, 0 to 1. */
    ALPHA_2_SIGNAL("1", Shape.SITE, 0),
    /** Fraction of CCK2 receptors free of an antagonist, 0 to 1. */
    CCK_2_FREE("1", Shape.SITE, 1),
    /** Effect of drugs on targets that are no receptors of this list, 0 to 1; asked by target and site. */
    DRUG_EFFECT("1", Shape.TARGET, 0),
    /** Fraction of NMDA channels that blockers hold at equilibrium of the whole cord, 0 to 1. */
    NMDA_BLOCKED("1", Shape.WHOLE, 0),
    /** Protein kinase C activity of each cell with NMDA receptors, 0 to 1. */
    KINASE_C_OF_CELL("1", Shape.NEURON, 0),
    /** Protein kinase C activity, mean over the cells of a region, 0 to 1. */
    KINASE_C("1", Shape.REGION, 0),
    /** How much readier a sensitized region answers a new stimulus of kinase C; 0 in the naive animal. */
    PRIMING("1", Shape.REGION, 0),
    /** How fast uptake and diffusion clear glutamate from the dorsal horn, 1 is normal. */
    GLUTAMATE_CLEARANCE("1", Shape.WHOLE, 1),
    /** Glutamate released by ongoing firing relative to the naive animal, 1 is normal. */
    GLUTAMATE_RELEASE("1", Shape.DERMATOME, 1),
    /** Free extracellular dynorphin where nociceptors end. */
    DYNORPHIN("nmol/L", Shape.DERMATOME, 0),
    /** The same in the naive animal. */
    DYNORPHIN_AT_REST("nmol/L", Shape.DERMATOME, 0),
    /** Non-opioid excitatory action of dynorphin on afferent terminals, 0 to 1. */
    DYNORPHIN_EXCITATION("1", Shape.DERMATOME, 0),
    /** Cholecystokinin in the rostral ventromedial medulla, 1 is normal. */
    CCK("1", Shape.WHOLE, 1),
    /** Whether the dorsolateral funiculus conducts: 1 intact, 0 cut. */
    FUNICULUS("1", Shape.WHOLE, 1),
    /** Whether the nerves of a dermatome conduct: 1 intact, 0 blocked. */
    NERVE("1", Shape.DERMATOME, 1),
    /** Mean rate at which an injured or electrically driven fibre fires beside a healthy one's. */
    DISCHARGE("Hz", Shape.NEURON, 0),
    /** Firing rate in the latest spell of ongoing activity. */
    RATE("Hz", Shape.NEURON, 0),
    /** NMDA calcium current averaged over the last tick. */
    CALCIUM("pA", Shape.NEURON, 0);

    private final String unit;
    private final Shape shape;
    private final double naive;

    /** Over what a signal extends. */
    public enum Shape {
        /** One value for the animal. */
        WHOLE,
        /** Spinal cord and brainstem. */
        SITE,
        /** Each dermatome of the cord, then the brainstem. */
        REGION,
        /** Each dermatome of the cord. */
        DERMATOME,
        /** Each neuron. */
        NEURON,
        /** Each drug target at each site. */
        TARGET
    }

    Signal(String unit, Shape shape, double naive) {
        this.unit = unit;
        this.shape = shape;
        this.naive = naive;
    }

    /** Unit of its values. */
    public String unit() {
        return unit;
    }

    /** Over what it extends. */
    public Shape shape() {
        return shape;
    }

    /** Value in the naive animal; for rates, calcium and peptides the circuit gives the real one. */
    public double naive() {
        return naive;
    }

    /** Name in tables and messages, for example {@code mu-coupled}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
