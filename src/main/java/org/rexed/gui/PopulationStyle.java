package org.rexed.gui;

import java.awt.Color;
import java.util.List;

/**
 * How a class of neurons is named and drawn. Colours are those of Okabe and Ito (2008); within one lamina no two
 * classes share colour and form; excitatory cells are warm or green, inhibitory cells blue. A class that an anatomy
 * adds is a hexagon whose colour follows from its name.
 *
 * @param title name for people
 * @param color colour of its dots
 * @param shape form of its dots
 */
record PopulationStyle(String title, Color color, Shape shape) {
    /** Form of a dot. */
    enum Shape {
        ROUND,
        DIAMOND,
        SQUARE,
        TRIANGLE,
        HEXAGON
    }

    static final Color VERMILLION = new Color(0xD55E00);
    static final Color BLUE = new Color(0x0072B2);
    static final Color GREEN = new Color(0x009E73);
    static final Color ORANGE = new Color(0xE69F00);
    static final Color PURPLE = new Color(0xCC79A7);
    static final Color SKY = new Color(0x56B4E9);
    static final Color GRAY = new Color(0x8A8A8A);
    private static final List<Color> OTHERS = List.of(VERMILLION, BLUE, GREEN, ORANGE, PURPLE, SKY, GRAY);

    static PopulationStyle of(String population) {
        return switch (population) {
            case "c-peptidergic" -> new PopulationStyle("C, peptidergic", VERMILLION, Shape.TRIANGLE);
            case "c-nonpeptidergic" -> new PopulationStyle("C, non-peptidergic", ORANGE, Shape.TRIANGLE);
            case "a-delta" -> new PopulationStyle("A\u03b4", PURPLE, Shape.TRIANGLE);
            case "a-beta" -> new PopulationStyle("A\u03b2", BLUE, Shape.TRIANGLE);
            case "projection" -> new PopulationStyle("projection", PURPLE, Shape.SQUARE);
            case "excitatory" -> new PopulationStyle("excitatory", GREEN, Shape.ROUND);
            case "inhibitory" -> new PopulationStyle("inhibitory", BLUE, Shape.ROUND);
            case "dynorphin" -> new PopulationStyle("inhibitory dynorphin", SKY, Shape.DIAMOND);
            case "dynorphin-excitatory" -> new PopulationStyle("excitatory dynorphin", VERMILLION, Shape.DIAMOND);
            case "wide-dynamic-range" -> new PopulationStyle("wide dynamic range", GREEN, Shape.SQUARE);
            case "flexor-motoneuron" -> new PopulationStyle("flexor motoneuron", ORANGE, Shape.SQUARE);
            case "on" -> new PopulationStyle("ON", VERMILLION, Shape.ROUND);
            case "off" -> new PopulationStyle("OFF", BLUE, Shape.ROUND);
            case "neutral" -> new PopulationStyle("NEUTRAL", GRAY, Shape.ROUND);
            case "rvm-gaba", "pag-gaba" -> new PopulationStyle("GABA", SKY, Shape.DIAMOND);
            case "pag-output" -> new PopulationStyle("output", ORANGE, Shape.ROUND);
            case "locus-coeruleus" -> new PopulationStyle("noradrenaline", GREEN, Shape.ROUND);
            default -> new PopulationStyle(population.replace('-', ' '),
                    OTHERS.get(Math.floorMod(population.hashCode(), OTHERS.size())), Shape.HEXAGON);
        };
    }
}
