package org.rexed.pharmacology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.Laboratory;
import org.rexed.document.Document;
import org.rexed.document.Problems;
import org.rexed.evidence.Origin;
import org.rexed.evidence.Parameter;

/** Kinetics of mice: those of the file where it has any, otherwise the rat's by allometry, said so at every number. */
class AllometryTest {
    private static final Map<String, Drug> DRUGS = read();

    private static Map<String, Drug> read() {
        Problems problems = new Problems();
        Map<String, Drug> drugs = DrugLibrary.read(java.nio.file.Path.of("models/drugs"), problems);
        problems.throwIfAny();
        return drugs;
    }

    private static Drug drug(String text) {
        Problems problems = new Problems();
        Drug drug = Drug.read(Document.parse("x.yaml", text, problems), name -> null);
        problems.throwIfAny();
        return drug;
    }

    private static String assumed(String value, String low, String high) {
        return "{value: " + value + ", origin: assumed, reason: r, range: [" + low + ", " + high + "]}";
    }

    /** A made-up drug: per kilogram in a rat of 0.3 kg; every number below is worked by hand from (1/12). */
    private static Drug plain(String more) {
        return drug("name: x\ntitle: X\nmolar-mass: " + assumed("100 g/mol", "99 g/mol", "101 g/mol")
            + "\nkinetics:\n  rat:\n    default: a\n    reason: r\n    standard-dose: 12 ug sc\n    sets:\n      a:\n"
            + "        title: T\n        trust: solid\n        matrix: plasma\n        scaling: per-kilogram\n"
            + "        volume-1: " + assumed("1 L/kg", "0.5 L/kg", "2 L/kg")
            + "\n        clearance: " + assumed("0.1 L/min/kg", "0.05 L/min/kg", "0.2 L/min/kg")
            + "\n        unbound-fraction: " + assumed("0.5", "0.4", "0.6")
            + "\n        effect-sites:\n          spinal-cord:\n            ke0: "
            + assumed("0.1 1/min", "0.05 1/min", "0.2 1/min")
            + "\n            unbound-partition: " + assumed("0.8", "0.6", "0.9")
            + "\n        routes:\n          iv: {}\n          sc:\n            bioavailability: "
            + assumed("1", "0.9", "1")
            + "\n            absorption-rate: " + assumed("0.02 1/min", "0.01 1/min", "0.04 1/min")
            + "\n            lag: " + assumed("10 min", "5 min", "20 min") + "\n" + more);
    }

    /** (1/12)^0.75 = 0.155101, (1/12)^-0.25 = 1.861210, (1/12)^0.25 = 0.537285. */
    @ParameterizedTest
    @CsvSource({
        "volume-1, 0.025, L",                            // 1 L/kg x 0.3 kg / 12
        "clearance, 0.00465302, L/min",                  // 0.1 L/min/kg x 0.3 kg x 0.155101
        "effect-sites.spinal-cord.ke0, 0.1861210, 1/min",
        "routes.sc.absorption-rate, 0.03722420, 1/min",
        "routes.sc.lag, 5.37285, min",
        "unbound-fraction, 0.5, 1",
        "effect-sites.spinal-cord.unbound-partition, 0.8, 1",
        "routes.sc.bioavailability, 1, 1",
        "reference-mass, 0.025, kg",
    })
    void everyKindOfValueScalesByItsDimension(String path, double value, String unit) {
        Parameter there = plain("").set(Species.MOUSE).parameters().get(path);
        assertThat(there.value()).isCloseTo(value, within(value * 2e-6));
        assertThat(there.unit()).isEqualTo(unit);
        assertThat(there.origin()).isEqualTo(Origin.DERIVED);
        assertThat(there.name()).isEqualTo("kinetics.mouse.a-from-rat." + path);
        assertThat(there.note()).startsWith("formula: ");
        assertThat(there.low()).isLessThan(value);
        assertThat(there.high()).isGreaterThanOrEqualTo(value);
    }

    @Test
    void rangesWidenTwofoldButNoShareAboveOne() {
        Map<String, Parameter> there = plain("").set(Species.MOUSE).parameters();
        assertThat(there.get("volume-1").low()).isCloseTo(0.00625, within(1e-12));
        assertThat(there.get("volume-1").high()).isCloseTo(0.1, within(1e-12));
        assertThat(there.get("unbound-fraction").high()).isEqualTo(1.0);
        assertThat(there.get("volume-1").note())
                .contains("rat 0.3 L at 0.3 kg x (0.025 kg/0.3 kg)").contains("assumed");
    }

    @Test
    void theSetSaysWhatItIsAndAnAbsoluteDoseShrinksWithTheBody() {
        Drug drug = plain("");
        assertThat(drug.species()).containsExactly(Species.RAT, Species.MOUSE);
        assertThat(drug.set(Species.MOUSE).derived()).isTrue();
        assertThat(drug.set(Species.RAT).derived()).isFalse();
        assertThat(drug.set(Species.MOUSE).trust()).isEqualTo(KineticSet.Trust.SHAKY);
        assertThat(drug.reason(Species.MOUSE))
                .contains("no values for the mouse").contains("rat").contains("allometry");
        assertThat(drug.standardDose(Species.MOUSE).amount().value()).isCloseTo(0.001, within(1e-12));
        assertThat(DRUGS.get("morphine").standardDose(Species.MOUSE))
                .isEqualTo(DRUGS.get("morphine").standardDose(Species.RAT));
    }

    @Test
    void aShareThatFallsWithMilligramsIsNotCarriedOver() {
        Drug drug = plain("          oral:\n            bioavailability: " + assumed("0.2", "0.1", "0.3")
            + "\n            loss-per-decade: " + assumed("0.02", "0.01", "0.03") + "\n            absorption-rate: "
            + assumed("0.02 1/min", "0.01 1/min", "0.04 1/min") + "\n");
        assertThat(drug.set(Species.RAT).routes()).contains(Route.ORAL);
        assertThat(drug.set(Species.MOUSE).routes()).containsExactlyInAnyOrder(Route.IV, Route.SC);
        assertThat(drug.set(Species.MOUSE).parameters().keySet()).noneMatch(path -> path.contains("oral"));
    }

    /** Rat values of Groenendaal 2007 at 300 g: 20 mL/min x 12^-0.75 and 68.1 mL / 12, its slopes by mass left out. */
    @Test
    void morphineKeepsNoSlopesByMassOfTheRat() {
        KineticSet set = DRUGS.get("morphine").set(Species.MOUSE);
        assertThat(set.parameters().get("clearance").value()).isCloseTo(0.003102016, within(1e-9));
        assertThat(set.parameters().get("volume-1").value()).isCloseTo(0.005675, within(1e-12));
        assertThat(set.parameters().get("effect-sites.brainstem.largest-uptake").value())
                .isCloseTo(0.658 * 1.861210, within(1e-5));
        assertThat(set.parameters().get("effect-sites.brainstem.half-uptake").value()).isEqualTo(9.92);
        assertThat(set.parameters().keySet()).noneMatch(path -> path.startsWith("covariates"));
        Disposition heavy = set.resolve(Body.ofMass(0.05), 1, 1);
        assertThat(heavy.moieties().get(0).clearance_L_per_min()).isCloseTo(0.003102016 * 1.681793, within(1e-8));
    }

    @Test
    void whatDiffersBetweenTheSexesOfRatsDoesSoInMice() {
        KineticSet set = DRUGS.get("methadone").set(Species.MOUSE);
        KineticSet rat = DRUGS.get("methadone").set(Species.RAT);
        Body male = Body.ofMass(0.025);
        Body female = new Body(Sex.FEMALE, 35, 0.025, 177);
        double ratio = set.resolve(female, 1, 1).moieties().get(0).clearance_L_per_min()
                / set.resolve(male, 1, 1).moieties().get(0).clearance_L_per_min();
        double inRats = rat.resolve(new Body(Sex.FEMALE, 35, 0.3, 177), 1, 1).moieties().get(0).clearance_L_per_min()
                / rat.resolve(Body.ofMass(0.3), 1, 1).moieties().get(0).clearance_L_per_min();
        assertThat(ratio).isNotEqualTo(1.0).isCloseTo(inRats, within(1e-12));
    }

    @Test
    void everyDrugThatARatCanHaveAMouseCanHaveToo() {
        for (Drug drug : DRUGS.values()) {
            if (drug.species().contains(Species.RAT)) {
                assertThat(drug.species()).as(drug.name()).contains(Species.MOUSE);
                Dose dose = drug.standardDose(Species.MOUSE);
                Kinetics kinetics = new Kinetics(drug, drug.set(Species.MOUSE), 0.025, 1, 1, List.of(dose));
                kinetics.advanceTo(dose.end_min() + 30);
                assertThat(kinetics.inBody_nmol()).as(drug.name()).isPositive().isFinite();
            }
        }
    }

    /** What the file says of mice stands, and people's kinetics come from nowhere else. */
    @Test
    void theFileComesFirst() {
        assertThat(DRUGS.get("naltrexone").set(Species.MOUSE).derived()).isFalse();
        assertThat(DRUGS.get("mk-801").species()).containsExactly(Species.RAT, Species.MOUSE);
    }

    /**
     * McLane 2017, plasma of C57BL/6 mice with a pellet of 25 mg: 2695, 1040 and 230 ng/mL after 24, 72 and 168 h. A
     * release half-life of 40 h gives the course; the level is low by the same factor at all times.
     */
    @Test
    void aPelletOfMorphineInMiceDeclinesAsPublished() {
        Drug morphine = DRUGS.get("morphine");
        Kinetics pellet = new Kinetics(morphine, morphine.set(Species.MOUSE), 0.025, 1, 1,
                List.of(Dose.parse("morphine", "25 mg pellet release-half-life 40 h")));
        double[][] published = {{24, 2695.3}, {72, 1039.5}, {168, 229.5}};
        for (double[] point : published) {
            pellet.advanceTo(point[0] * 60);
            assertThat(pellet.plasma_ng_per_mL() / point[1]).as(point[0] + " h").isBetween(0.5, 0.7);
        }
    }

    @Test
    void itIsDeterministicFromTheFilesAlone() {
        assertThat(Laboratory.LIBRARY.drugs(new Problems()).drug("fentanyl").parameters(Species.MOUSE).keySet())
                .containsExactlyElementsOf(DRUGS.get("fentanyl").parameters(Species.MOUSE).keySet())
                .noneMatch(path -> path.startsWith("kinetics.rat"));
    }
}
