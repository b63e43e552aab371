package org.rexed.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that states only differences: what it inherits, changes, adds and removes, and what it may not. */
class InheritanceTest {
    private static final String BASE = """
        species: rat
        dermatomes: [L5, L6]
        skin:
          width: {value: 8 mm, origin: measured, source: Smith_2001, range: [6 mm, 20 mm]}
          height: {value: 50 mm, origin: assumed, reason: a strip, range: [20 mm, 80 mm]}
        sites:
          paw: {dermatome: L5}
          tail: {dermatome: L6}
        projections:
          a to b:
            from: a
            delay: {value: 2 ms, origin: assumed, reason: short, range: [1 ms, 3 ms]}
        """;

    private final Problems problems = new Problems();

    private Fields whole(String changes) {
        Node.Mapping base = Document.tree("rat.yaml", BASE, problems).orElseThrow();
        Node.Mapping changed = Document.tree("human.yaml", changes, problems).orElseThrow();
        return Document.fields(Inheritance.whole("rat", base, changed, problems), problems);
    }

    private List<String> told() {
        return problems.list().stream().map(Problem::toString).toList();
    }

    @Test
    void whatIsNotStatedIsInheritedWithItsPlace() {
        Fields f = whole("based-on: rat\nspecies: human\nskin:\n  width: {value: 20 mm}\n");
        assertThat(told()).isEmpty();
        assertThat(f.keys()).containsExactly("species", "dermatomes", "skin", "sites", "projections");
        assertThat(f.text("species")).isEqualTo("human");
        assertThat(f.texts("dermatomes")).containsExactly("L5", "L6");
        Fields skin = f.map("skin");
        assertThat(skin.map("width").quantity("value", "mm")).isEqualTo(20);
        assertThat(skin.map("height").quantity("value", "mm")).isEqualTo(50);
        assertThat(skin.locationOf("width")).hasToString("human.yaml:4:10");
        assertThat(skin.locationOf("height")).hasToString("rat.yaml:5:11");
        assertThat(f.map("projections").map("a to b").text("from")).isEqualTo("a");
    }

    @Test
    void aParameterIsReplacedWithItsSource() {
        Fields width = whole("skin:\n  width: {value: 20 mm, origin: assumed, reason: r}\n").map("skin").map("width");
        assertThat(width.keys()).containsExactly("value", "origin", "reason");
        Fields half = whole("skin:\n  height: {range: [1 mm, 2 mm]}\n").map("skin").map("height");
        assertThat(half.has("value")).as("a range alone is no parameter").isFalse();
    }

    @Test
    void listsAreReplaced() {
        assertThat(whole("dermatomes: [S1]\n").texts("dermatomes")).containsExactly("S1");
    }

    @Test
    void namesAreRemovedAndAdded() {
        Fields f = whole("""
            removes: {sites: [paw]}
            adds:
              sites: {foot: {dermatome: L5}}
              projections: {a to b: {reach: 3 mm}}
              motor-pool: a
            """);
        assertThat(told()).isEmpty();
        assertThat(f.map("sites").keys()).containsExactly("tail", "foot");
        assertThat(f.map("projections").map("a to b").keys()).containsExactly("from", "delay", "reach");
        assertThat(f.text("motor-pool")).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "speces: human | 1:1: unknown key \"speces\": rat has none; did you mean \"species\"?; what is new belongs"
            + " below \"adds\"",
        "skin: {widht: {value: 1 mm}} | 1:8: unknown key \"widht\": rat has none in skin; did you mean \"width\"?;"
            + " what is new belongs below \"adds\"",
        "projections: {a to b: {reach: 1 mm}} | 1:24: unknown key \"reach\": rat has none in projections.a to b;"
            + " allowed: from, delay; what is new belongs below \"adds\"",
        "adds: {sites: {tail: {x: 1}}, skin: {width: {value: 2 mm}}} | 1:38: \"width\" in skin is in rat already; a"
            + " change of it stands outside of \"adds\"",
        "adds: more | 1:7: adds: expected a mapping of sections and what is new in them; found the text \"more\"",
        "removes: {sites: [tial]} | 1:19: removes: rat has no \"tial\" in sites; did you mean \"tail\"?",
        "removes: {site: [tail]} | 1:11: removes: rat has no section \"site\"; did you mean \"sites\"?",
        "removes: tail | 1:10: removes: expected sections with lists of names such as sites: [tail]; found the text"
            + " \"tail\""
    })
    void whatTheOtherFileHasNotIsToldOnce(String changes, String message) {
        whole(changes);
        assertThat(told()).containsExactly("human.yaml:" + message);
    }
}
