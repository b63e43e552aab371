package org.rexed.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rexed.document.Grammar.Ask;
import org.rexed.document.Grammar.Kind;
import org.rexed.document.Grammar.Shape;

/** What readers ask is noted as they ask it, and reading is the same with and without notes. */
class GrammarTest {
    private enum Way { IV, ORAL }

    private final Problems problems = new Problems();
    private final Grammar grammar = new Grammar();

    private Fields noted(String text) {
        return Document.fields(Document.tree("a.yaml", text, problems).orElseThrow(), problems, grammar);
    }

    private Shape shape(String rule) {
        return grammar.shapes().stream().filter(s -> s.rule().equals(rule)).findFirst().orElseThrow();
    }

    private static Set<Kind> kinds(Shape shape, String key) {
        return shape.asks().get(key).stream().map(Ask::kind).collect(Collectors.toSet());
    }

    @Test
    void everyKindOfValueIsNotedOnceWithItsLimits() {
        Fields f = noted("{name: a, way: iv, n: 3, mass: 5 g, at: [1 h, 2 h], tags: [x], dose: 3 mg, level: 3 s}");
        f.text("name");
        f.choice("way", Way.class);
        f.integer("n", 1, 9);
        f.quantity("mass", "kg", 0.001, 2);
        f.quantities("at", "min");
        f.texts("tags");
        f.form("dose", "an amount", text -> text);
        f.reading("level", "s");
        Shape shape = shape("");
        assertThat(kinds(shape, "name")).containsExactly(Kind.TEXT);
        assertThat(shape.asks().get("way").iterator().next().names()).containsExactly("iv", "oral");
        assertThat(shape.asks().get("mass")).containsExactly(new Ask(Kind.QUANTITY, "kg", 0.001, 2, List.of(), ""));
        assertThat(shape.asks().get("n").iterator().next().most()).isEqualTo(9);
        assertThat(kinds(shape, "at")).containsExactly(Kind.QUANTITIES);
        assertThat(kinds(shape, "tags")).containsExactly(Kind.TEXTS);
        assertThat(kinds(shape, "dose")).containsExactly(Kind.FORM);
        assertThat(kinds(shape, "level")).containsExactly(Kind.READING);
        assertThat(shape.optional("at")).isTrue();
        assertThat(shape.optional("mass")).isFalse();
        assertThat(problems.any()).isFalse();
    }

    @Test
    void whatMayBeMissingIsKnownWithWhatHoldsThen() {
        Fields f = noted("{a: 1}");
        f.quantity("severity", "1", 0, 5, 1);
        f.choice("way", Way.class, Way.ORAL);
        f.mapOrEmpty("inner");
        f.has("only-looked-for");
        Shape shape = shape("");
        assertThat(shape.asks().get("severity").iterator().next().otherwise()).isEqualTo("1");
        assertThat(shape.asks().get("way").iterator().next().otherwise()).isEqualTo("oral");
        assertThat(List.of("severity", "way", "inner", "only-looked-for")).allMatch(shape::optional);
        assertThat(shape.asks().get("only-looked-for")).as("of which kind is not known").isEmpty();
    }

    @Test
    void mappingsHaveTheNameOfTheirPlaceOrTheirOwn() {
        Fields f = noted("{arms: [{doses: [{x: 1}]}, {body: {x: 1}}], body: {x: 1}}");
        for (Fields arm : f.maps("arms", "needed")) {
            arm.maps("doses").forEach(dose -> dose.text("x"));
            if (arm.has("body")) {
                arm.map("body").is("body").text("x");
            }
        }
        f.map("body").is("body").text("x");
        assertThat(grammar.shapes()).extracting(Shape::rule)
            .containsExactly("", "arms[]", "arms[]", "arms[].doses[]", "#body", "#body");
        assertThat(shape("").inner("body")).extracting(Shape::rule).containsExactly("#body");
        assertThat(shape("").optional("arms")).isFalse();
    }

    @Test
    void choicesBetweenKeysAreNotedAndWrongOnesTold() {
        Fields f = noted("{dose: 1, rate: 2, for: 3}");
        assertThat(f.either(List.of("dose", "rate"))).isEmpty();
        assertThat(f.oneWay(List.of("for", "until"))).isEqualTo("for");
        assertThat(f.atMostOne(List.of("of", "state"))).isEmpty();
        assertThat(f.either(List.of("x", "y"))).isEmpty();
        assertThat(problems.list()).extracting(Problem::toString).containsExactly(
            "a.yaml:1:1: expected one of x, y; found none of them",
            "a.yaml:1:11: expected one of dose, rate; found dose and rate");
        assertThat(shape("").alternatives()).containsExactly(List.of("dose", "rate"), List.of("", "of", "state"),
            List.of("x", "y"));
        assertThat(shape("").synonyms()).containsExactly(List.of("for", "until"));
    }
}
