package org.rexed.assay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rexed.Laboratory;
import org.rexed.circuit.Anatomy;
import org.rexed.circuit.Circuit;
import org.rexed.circuit.Site;
import org.rexed.document.InputException;
import org.rexed.document.Problems;
import org.rexed.random.RandomKey;
import org.rexed.scenario.ModelLibrary.Kind;

/** The assay files of the library, what wrong ones are told, and that a key decides every bit of a reading. */
class AssayFilesTest {
    private static final List<String> HUMAN = List.of(
            "allodynia-area", "cold-pressor-threshold", "cold-pressor-tolerance", "electrical-pain-rating",
            "heat-pain-threshold", "ongoing-pain", "pain-rating", "pinprick-area", "pressure-pain-threshold",
            "pressure-pain-tolerance", "temporal-summation");

    static List<String> names() {
        return Laboratory.LIBRARY.names(Kind.ASSAY);
    }

    @ParameterizedTest
    @MethodSource("names")
    void aFileOfTheLibraryIsAnAssayForItsAnatomy(String name) {
        Assay assay = Laboratory.assay(name);
        assertThat(assay.name()).isEqualTo(name);
        assertThat(assay.title()).isNotBlank();
        assertThat(assay.unit()).isIn("s", "g", "Cel", "Hz", "1", "cm2");
        for (String anatomy : List.of("rat-dorsal-horn", "human-dorsal-horn")) {
            Problems problems = new Problems();
            assay.check(Laboratory.anatomy(anatomy), problems);
            assertThat(problems.list()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSameKeyGivesTheSameBits(String name) {
        Anatomy anatomy = Laboratory.anatomy(HUMAN.contains(name) ? "human-dorsal-horn" : "rat-dorsal-horn");
        Site site = anatomy.sites().values().iterator().next();
        Circuit circuit = Circuit.build(anatomy, RandomKey.of(3));
        java.util.Arrays.fill(circuit.ports().nmdaConductanceFactor, 1.5);
        Assay assay = Laboratory.assay(name);
        Reading first = assay.measure(circuit, site, RandomKey.of(1), probe -> {});
        assay.measure(circuit, site, RandomKey.of(2), probe -> {});
        Circuit twin = Circuit.build(anatomy, RandomKey.of(3));
        java.util.Arrays.fill(twin.ports().nmdaConductanceFactor, 1.5);
        assertThat(assay.measure(circuit, site, RandomKey.of(1), probe -> {})).isEqualTo(first);
        assertThat(assay.measure(twin, site, RandomKey.of(1), probe -> {})).isEqualTo(first);
        assertThat(first.unit()).isEqualTo(assay.unit());
        assertThat(first.value()).isFinite();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "wdr-pinch | kind: unit-recording | kind: unit-recordings | kind: found \"unit-recordings\"",
        "wdr-pinch | reading: change | reading: chance | did you mean \"change\"",
        "wdr-pinch | kind: force | kind: forces | did you mean \"force\"",
        "wdr-pinch | value: 400 mN | value: 40 N | value: out of range; found 40 N; allowed 0 mN to 10000 mN",
        "wdr-pinch | response-until: {value: 3000 ms | response-until: {value: 0 ms | response-until: found 0 ms",
        "wdr-pinch | before: {value: 1000 ms | before: {value: 0 ms | before: found 0 ms; allowed above 0",
        "wdr-pinch | cells: wide-dynamic-range | cells: [] | cells: none",
        "wdr-pinch | hold: {value: 3 s | hold: {value: 3 mN | 3 mN",
        "cgrp-release-heat | duration: {value: 6000 ms | duration: {value: -1 ms | duration: found -1 ms",
        "hot-plate | kind: surface | kind: brush | kind: found \"brush\", which does not rise",
        "hot-plate | reading: latency | reading: latencies | reading: found \"latencies\"; allowed: latency, intensity",
        "heat-pain-threshold | cutoff: {value: 12 s | cutoff: {value: 14 s | after the end of the stimulus at 12.1 s",
        "paw-pressure | trials: {value: 1 1 | trials: {value: 0 1 | trials: found 0 1; allowed whole numbers from 1",
        "pinprick-area | [10 mm, 25 mm, 40 mm] | [10 mm, 5 mm] | distances: must rise",
        "pinprick-area | [10 mm, 25 mm, 40 mm] | [10 mm] | distances: found 1; allowed 2 or more",
        "pinprick-area | lines: {value: 6 1 | lines: {value: 6.5 1 | lines: found 6.5 1; allowed whole numbers from 3",
        "allodynia-area | strokes: {value: 1 1 | strokes: {value: 1.5 1 | strokes: must be a whole number",
        "pain-rating | exponent: {value: 1 1 | exponent: {value: 0 1 | exponent: found 0 1; allowed above 0",
        "cold-pressor-tolerance | kind: surface | kind: none | kind: a bath is needed; found none",
        "cold-pressor-tolerance | [5 s, 8 s, | [8 s, 8 s, | probe-times: must rise",
        "temporal-summation | pulses: {value: 10 1 | pulses: {value: 1 1 | pulses: found 1 1; allowed from 2",
        "temporal-summation | kind: electrical | kind: none | kind: a train of pulses is needed; found none",
        "hargreaves | repeat-interval: {value: 1 min | repeat-interval: {value: 0 min | repeat-interval: found 0 min",
        "cold-pressor-threshold | reading: threshold | reading: tolerance | summed-rating"
    })
    void aWrongFileIsToldWhere(String name, String from, String to, String words) {
        assertThatThrownBy(() -> Laboratory.assay(name, from, to))
                .isInstanceOf(InputException.class)
                .satisfies(e -> assertThat(((InputException) e).problems()).extracting(Object::toString)
                        .anySatisfy(line -> assertThat(line).matches(name + ":\\d+:\\d+: .*").contains(words)));
    }

    @Test
    void cellsThatTheAnatomyLacksAreToldWhereTheyStand() {
        Assay assay = Laboratory.assay("pain-rating", "cells: [projection, wide-dynamic-range]",
                "cells: [projection, wide-dynamic-rang]");
        Problems problems = new Problems();
        assay.check(Laboratory.anatomy(), problems);
        assertThat(problems.list()).singleElement().extracting(Object::toString).asString()
                .matches("pain-rating:\\d+:23: .*").contains("no class \"wide-dynamic-rang\"")
                .contains("did you mean \"wide-dynamic-range\"?");
    }
}
