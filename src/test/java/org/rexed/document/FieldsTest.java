package org.rexed.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading a mapping key by key: types, limits, and every problem told at its place. */
class FieldsTest {
    private enum Route { IV, INTRA_THECAL, ORAL }

    private final Problems problems = new Problems();

    private Fields parse(String text) {
        return Document.parse("a.yaml", text, problems);
    }

    private List<String> messages() {
        return problems.list().stream().map(Problem::toString).toList();
    }

    @Test
    void readsEveryKindOfValue() {
        Fields f = parse("""
            name: morphine
            route: intra_thecal
            dose: 10 mg/kg
            n: 8
            on: off
            at: [6 h, 1 d]
            one: 2 h
            tags: [a, b]
            subject: {sex: male}
            arms:
              - {x: 1}
              - {x: 2}
            named:
              b: {y: 1}
              a: {y: 2}
            """);
        assertThat(f.text("name")).isEqualTo("morphine");
        assertThat(f.choice("route", Route.class)).isEqualTo(Route.INTRA_THECAL);
        assertThat(f.quantity("dose", "ug/g")).isEqualTo(10);
        assertThat(f.integer("n", 1, 100)).isEqualTo(8);
        assertThat(f.flag("on", true)).isFalse();
        assertThat(f.quantities("at", "h")).containsExactly(6.0, 24.0);
        assertThat(f.quantities("one", "min")).containsExactly(120.0);
        assertThat(f.texts("tags")).containsExactly("a", "b");
        Fields subject = f.map("subject");
        assertThat(subject.oneOf("sex", List.of("male", "female"))).isEqualTo("male");
        assertThat(f.maps("arms")).extracting(arm -> arm.integer("x", 0, 9)).containsExactly(1L, 2L);
        assertThat(f.namedMaps("named")).containsOnlyKeys("b", "a");
        assertThat(f.namedMaps("named").keySet()).containsExactly("b", "a");
        f.done();
        subject.done();
        assertThat(messages()).isEmpty();
    }

    @Test
    void defaultsApplyOnlyWhenTheKeyIsMissing() {
        Fields f = parse("a: x\n");
        assertThat(f.text("t", "d")).isEqualTo("d");
        assertThat(f.quantity("q", "mg", 5)).isEqualTo(5);
        assertThat(f.choice("c", Route.class, Route.ORAL)).isEqualTo(Route.ORAL);
        assertThat(f.integer("i", 0, 9, 3)).isEqualTo(3);
        assertThat(f.flag("f", true)).isTrue();
        assertThat(f.mapOrEmpty("m").keys()).isEmpty();
        assertThat(f.maps("l")).isEmpty();
        assertThat(messages()).isEmpty();
        assertThat(f.quantity("a", "mg", 5)).isNaN();
        assertThat(messages()).containsExactly("a.yaml:1:4: a: not a number; found \"x\"; expected a decimal number"
            + " such as 12, -0.5 or 1e-6");
    }

    @Test
    void allProblemsAreToldAtOnceInFileOrder() {
        Fields f = parse("""
            name:
            route: orla
            dose: -5 mg/kg
            mass: 300
            n: 2.5
            on: maybe
            at: [1 h, 2 kg]
            subject: male
            arms: none
            extra: 1
            """);
        f.maps("arms");
        f.map("subject").text("sex");
        f.quantities("at", "h");
        f.flag("on", true);
        f.integer("n", 1, 10);
        f.quantity("mass", "g");
        f.quantity("dose", "mg/kg", 0, 1000);
        f.choice("route", Route.class);
        f.text("name");
        f.text("title");
        f.done();
        assertThat(messages()).containsExactly(
            "a.yaml:1:1: key \"title\" missing; expected a text",
            "a.yaml:1:6: name: expected a text; found nothing",
            "a.yaml:2:8: route: found \"orla\"; did you mean \"oral\"?",
            "a.yaml:3:7: dose: out of range; found -5 mg/kg; allowed 0 mg/kg to 1000 mg/kg",
            "a.yaml:4:7: mass: unit missing; found \"300\"; expected a quantity in g, such as \"300 g\"",
            "a.yaml:5:4: n: not a whole number in range; found \"2.5\"; allowed a whole number from 1 to 10",
            "a.yaml:6:5: on: found \"maybe\"; allowed: true, false, on, off",
            "a.yaml:7:11: at: wrong dimension; found \"2 kg\" (a mass); expected a quantity in h (a time)",
            "a.yaml:8:10: subject: expected a mapping of keys and values; found the text \"male\"",
            "a.yaml:9:7: arms: expected a list; found the text \"none\"",
            "a.yaml:10:1: unknown key \"extra\"; allowed: arms, subject, at, on, n, mass, dose, route, name, title");
    }

    @ParameterizedTest
    @CsvSource({"asays, assays", "assay, assays", "Assays, assays", "as-says, assays", "assasy, assays",
        "duratoin, duration",
        "subjects_, subjects", "SUBJECTS, subjects", "seeed, seed", "ta, at"})
    void oneTypingErrorFindsTheKey(String found, String meant) {
        Fields f = parse(found + ": 1\n");
        for (String key : List.of("assays", "duration", "subjects", "seed", "at")) {
            f.has(key);
        }
        f.done();
        assertThat(messages()).containsExactly(
            "a.yaml:1:1: unknown key \"" + found + "\"; did you mean \"" + meant + "\"?");
    }

    @ParameterizedTest
    @CsvSource({"colour", "zz", "weight", "x", "temperature"})
    void unrelatedWordsGetNoSuggestion(String found) {
        assertThat(Spelling.nearest(found, List.of("assays", "duration", "subjects", "seed", "at", "name"))).isEmpty();
    }

    @Test
    void aKeyAlreadyThereIsNotSuggestedAgain() {
        Fields f = parse("arm: 1\narms: 2\n");
        f.has("arm");
        f.has("army");
        f.done();
        assertThat(messages()).containsExactly("a.yaml:2:1: unknown key \"arms\"; did you mean \"army\"?");
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807, true", "9223372036854775808, false", "-1, false", "1e3, true", "007, false",
        "NaN, false"})
    void integersAreExact(String number, boolean accepted) {
        parse("n: " + number + "\n").integer("n", 0, Long.MAX_VALUE);
        assertThat(problems.any()).isEqualTo(!accepted);
    }

    @Test
    void limitsOfListsPointAtTheItem() {
        parse("at: [1 h, -2 h,\n  9 h]\n").quantities("at", "min", 0, 480);
        assertThat(messages()).containsExactly(
            "a.yaml:1:11: at: out of range; found -2 h; allowed 0 min to 480 min",
            "a.yaml:2:3: at: out of range; found 9 h; allowed 0 min to 480 min");
    }
}
