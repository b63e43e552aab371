package org.rexed.dosing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.rexed.document.Document;
import org.rexed.document.Fields;
import org.rexed.document.Problems;
import org.rexed.pharmacology.Body;
import org.rexed.pharmacology.Dose;
import org.rexed.pharmacology.DoseEvent;
import org.rexed.pharmacology.DosingRule;
import org.rexed.pharmacology.Drug;
import org.rexed.pharmacology.DrugLevels;
import org.rexed.pharmacology.Kinetics;
import org.rexed.pharmacology.Site;
import org.rexed.pharmacology.Species;
import org.rexed.pharmacology.Treatment;
import org.rexed.scenario.ModelLibrary;
import org.rexed.scenario.ModelLibrary.Kind;

/** Checks rules of dosing: a pump holds its level, a button obeys lock-out and limit, plans give what they say. */
class DosingTest {
    private static final ModelLibrary LIBRARY = new ModelLibrary(Path.of("."));
    private static final Body MAN = Body.ofMass(70);

    private static Drug drug(String name) {
        Problems problems = new Problems();
        Drug drug = LIBRARY.drugs(problems).drug(name);
        problems.throwIfAny();
        return drug;
    }

    private static Dosing read(String yaml, Problems problems) {
        Equianalgesia table = Equianalgesia.read(LIBRARY.fields(Kind.DOSING, "equianalgesia", problems));
        Fields f = Document.parse("s.yaml", "dosing:\n  - {" + yaml + "}", problems);
        return Dosing.read(f.maps("dosing"), new Dosing.Study(LIBRARY.names(Kind.DRUG), DosingTest::drug, () -> table,
                Species.HUMAN, MAN, Map.of("hargreaves", new Dosing.Tested("s", List.of("left-foot")),
                "pain-rating", new Dosing.Tested("1", List.of("left-foot", "left-sole")))));
    }

    private static Dosing read(String yaml) {
        Problems problems = new Problems();
        Dosing dosing = read(yaml, problems);
        problems.throwIfAny();
        return dosing;
    }

    private static DrugLevels levels(Dosing dosing, double clearanceFactor) {
        List<Drug> drugs = Treatment.drugNames(dosing.doses(), dosing.rules()).stream().map(DosingTest::drug).toList();
        return new Treatment(drugs, dosing.doses(), dosing.rules(), Set.of())
                .levels(Species.HUMAN, MAN, clearanceFactor, 1.0);
    }

    private static List<DoseEvent> boluses(DrugLevels levels) {
        return levels.events(0, 1e9).stream().filter(e -> e.kind() == DoseEvent.Kind.BOLUS).toList();
    }

    @Test
    void aPumpHoldsTheLevelInPlasma() {
        DrugLevels levels = levels(read("rule: target-controlled, drug: sufentanil, target: 0.3 ng/mL, at: plasma,"
                + " from: 10 min, for: 2 h"), 1.0);
        levels.advanceTo(9.9);
        assertThat(levels.kinetics().get(0).plasma_ng_per_mL()).isZero();
        for (double t = 10.125; t <= 130; t += 1.625) {
            levels.advanceTo(t);
            assertThat(levels.kinetics().get(0).plasma_ng_per_mL()).isCloseTo(0.3, Percentage.withPercentage(0.01));
        }
        levels.advanceTo(140);
        assertThat(levels.kinetics().get(0).plasma_ng_per_mL()).isLessThan(0.2);
    }

    @Test
    void aPumpReachesTheEffectSiteFastAndNeverPassesTheTarget() {
        for (String name : List.of("remifentanil", "sufentanil", "fentanyl")) {
            DrugLevels levels = levels(read("rule: target-controlled, drug: " + name + ", target: 2 ng/mL,"
                    + " at: effect-site, for: 3 h"), 1.0);
            Kinetics k = levels.kinetics().get(0);
            double reached = Double.NaN;
            for (double t = 0.25; t <= 180; t += 0.25) {
                levels.advanceTo(t);
                double site = k.effectSite_ng_per_mL(Site.SPINAL_CORD);
                assertThat(site).as(name + " at " + t).isLessThan(2.0 * 1.0001);
                reached = Double.isNaN(reached) && site > 1.98 ? t : reached;
                if (t > reached + 1) {
                    assertThat(site).as(name + " held at " + t).isGreaterThan(1.97);
                }
            }
            assertThat(reached).as(name + ": near the time of peak effect of a bolus").isBetween(0.5, 7.0);
            assertThat(k.plasma_ng_per_mL()).isCloseTo(2.0, Percentage.withPercentage(5));
        }
    }

    @Test
    void aPumpKnowsOnlyTheTypicalBody() {
        Dosing pump = read("rule: target-controlled, drug: remifentanil, target: 3 ng/mL, at: plasma, for: 2 h");
        DrugLevels fast = levels(pump, 1.5);
        fast.advanceTo(110);
        assertThat(fast.kinetics().get(0).plasma_ng_per_mL()).isCloseTo(2.0, Percentage.withPercentage(3));
    }

    @Test
    void aButtonObeysLockOutLimitAndDemand() {
        Dosing button = read("rule: patient-controlled, drug: morphine, dose: 1 mg, route: iv, lockout: 6 min,"
                + " limit: 4 mg, window: 1 h, from: 5 min, until: 5 h, goal: {plasma: 500 ng/mL}");
        DrugLevels never = levels(button, 1.0);
        never.advanceTo(400);
        List<DoseEvent> given = boluses(never);
        assertThat(given).extracting(DoseEvent::time_min).startsWith(5.0, 11.0, 17.0, 23.0, 65.0, 71.0);
        assertThat(given).hasSize(4 * 5);
        assertThat(given.get(given.size() - 1).time_min()).isLessThan(300);
        DrugLevels enough = levels(read("rule: patient-controlled, drug: morphine, dose: 1 mg, route: iv,"
                + " lockout: 6 min, for: 5 h, goal: {effect-site: 4 ng/mL}"), 1.0);
        enough.advanceTo(300);
        List<DoseEvent> wanted = boluses(enough);
        assertThat(wanted.size()).isBetween(3, 30);
        assertThat(enough.kinetics().get(0).effectSite_ng_per_mL(Site.SPINAL_CORD)).isBetween(3.9, 6.0);
        for (int i = 1; i < wanted.size(); i++) {
            assertThat(wanted.get(i).time_min() - wanted.get(i - 1).time_min()).isGreaterThanOrEqualTo(6.0);
        }
    }

    @Test
    void aTitrationRaisesHoldsAndLowers() {
        Dosing titration = read("rule: titration, drug: morphine, dose: 5 mg, route: oral, every: 4 h, for: 2 d,"
                + " step: 50 %, largest: 12 mg, margin: 20 %, goal: {assay: hargreaves, of-baseline: 130 %}");
        DrugLevels levels = levels(titration, 1.0);
        List<Double> readings = List.of(1.0, 1.1, 1.2, 1.4, 1.4, 1.7);
        for (int i = 0; i < readings.size(); i++) {
            levels.advanceTo(i * 240 + 120);
            levels.noteReading("hargreaves", "left-foot", 10 * readings.get(i), readings.get(i));
        }
        levels.advanceTo(6 * 240 + 10);
        assertThat(boluses(levels)).extracting(DoseEvent::amount).usingElementComparator(
                (a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1).containsExactly(5.0, 7.5, 11.25, 12.0, 12.0, 12.0, 8.0);
    }

    @Test
    void aPatientWhoAsksItselfPressesOnceForEachAnswer() {
        Dosing button = read("rule: patient-controlled, drug: morphine, dose: 1 mg, route: iv, lockout: 6 min,"
                + " for: 2 h, goal: {assay: pain-rating, below: 3, every: 10 min}");
        assertThat(button.rules().get(0).asked()).contains(new DosingRule.Asked("pain-rating", "left-foot", 10));
        DrugLevels levels = levels(button, 1.0);
        double[] answers = {5, 4, 3, 2.9, 3.1};
        for (int i = 0; i < answers.length; i++) {
            levels.advanceTo(10 * i);
            levels.noteReading("pain-rating", "left-foot", answers[i], Double.NaN);
            levels.noteReading("pain-rating", "left-sole", 9, Double.NaN);
        }
        levels.advanceTo(120);
        assertThat(boluses(levels)).as("a minute after each answer above 3").extracting(DoseEvent::time_min)
                .containsExactly(1.0, 11.0, 41.0);
        assertThat(levels.kinetics().get(0).given_mg()).isCloseTo(3, within(1e-12));
    }

    @Test
    void aTitrationHoldsWhatWasEnoughAndEnds() {
        Dosing titration = read("rule: titration, drug: remifentanil, rate: 0.1 ug/kg/min, route: iv, every: 5 min,"
                + " for: 3 h, step: 100 %, largest: 1 ug/kg/min, hold: 30 min,"
                + " goal: {assay: pain-rating, below: 30 %, as: percent-of-baseline, every: 5 min}");
        DrugLevels levels = levels(titration, 1.0);
        double[] ofBaseline = {0.9, 0.6, 0.31, 0.3, 0.1, 0.9};
        for (int i = 0; i < ofBaseline.length; i++) {
            levels.advanceTo(5 * i + 1);
            levels.noteReading("pain-rating", "left-foot", 5 * ofBaseline[i], ofBaseline[i]);
        }
        levels.advanceTo(180);
        List<DoseEvent> rates = levels.events(0, 1e9);
        assertThat(rates).extracting(DoseEvent::amount).usingElementComparator(
                (a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1)
                .startsWith(0.007, 0.014, 0.028, 0.056, 0.056).endsWith(0.056, 0.0);
        assertThat(rates.get(rates.size() - 1).time_min()).as("reached at 20 min, held for 30").isEqualTo(50);
        double given_mg = 5 * (0.007 + 0.014 + 0.028) + 35 * 0.056;
        assertThat(levels.kinetics().get(0).given_mg()).isCloseTo(given_mg, within(1e-9));
    }

    @Test
    void aTitratedPumpRaisesItsTargetHoldsItAndStops() {
        Dosing titration = read("rule: titration, drug: remifentanil, target: 1 ng/mL, at: effect-site, every: 6 min,"
                + " from: 10 min, for: 3 h, step: 50 %, largest: 2 ng/mL, hold: 40 min,"
                + " goal: {assay: pain-rating, below: 30 %, as: percent-of-baseline, every: 2 min}");
        DrugLevels levels = levels(titration, 1.0);
        Kinetics k = levels.kinetics().get(0);
        levels.advanceTo(15.9);
        assertThat(k.effectSite_ng_per_mL(Site.SPINAL_CORD)).isCloseTo(1, Percentage.withPercentage(2));
        levels.noteReading("pain-rating", "left-foot", 4, 0.8);
        levels.advanceTo(21.9);
        assertThat(k.effectSite_ng_per_mL(Site.SPINAL_CORD)).isCloseTo(1.5, Percentage.withPercentage(2));
        levels.advanceTo(27.9);
        assertThat(k.effectSite_ng_per_mL(Site.SPINAL_CORD)).as("no more than the largest")
                .isCloseTo(2, Percentage.withPercentage(2));
        levels.noteReading("pain-rating", "left-foot", 1, 0.2);
        levels.advanceTo(67.9);
        assertThat(k.effectSite_ng_per_mL(Site.SPINAL_CORD)).isCloseTo(2, Percentage.withPercentage(2));
        levels.advanceTo(80);
        assertThat(k.effectSite_ng_per_mL(Site.SPINAL_CORD)).as("stopped 40 min after 28 min").isLessThan(0.5);
        assertThat(levels.events(0, 1e9)).last().satisfies(stop -> {
            assertThat(stop.amount()).isZero();
            assertThat(stop.time_min()).isEqualTo(68);
        });
    }

    @Test
    void tapersFallByTheirFormula() {
        Dosing linear = read("rule: taper, drug: morphine, dose: 30 mg, route: oral, every: 12 h, from: 7 d, for: 5 d,"
                + " shape: linear");
        assertThat(linear.doses()).hasSize(10);
        for (int k = 0; k < 10; k++) {
            assertThat(linear.doses().get(k).amount().value()).isCloseTo(30 - 3 * k, within(1e-9));
            assertThat(linear.doses().get(k).start_min()).isEqualTo(7 * 1440 + k * 720);
        }
        Dosing exponential = read("rule: taper, drug: morphine, rate: 24 mg/d, route: iv, from: 0 d, for: 4 d,"
                + " shape: exponential, to: 6.25 %");
        List<Double> rates = new ArrayList<>();
        exponential.doses().forEach(dose -> rates.add(dose.amount().value() * 1440));
        assertThat(rates).usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1)
                .containsExactly(24.0, 12.0, 6.0, 3.0);
        Dosing steps = read("rule: taper, drug: morphine, dose: 10 mg, route: oral, every: 1 d, for: 6 d,"
                + " shape: stepwise, stages: 3, to: 10 %");
        assertThat(steps.doses()).extracting(dose -> dose.amount().value()).usingElementComparator(
                (a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1).containsExactly(10.0, 10.0, 7.0, 7.0, 4.0, 4.0);
    }

    @Test
    void aRotationConvertsByTheTableAndReduces() {
        Dosing rotation = read("rule: rotation, from-drug: morphine, from-route: oral, daily-dose: 120 mg,"
                + " drug: oxycodone, route: oral, every: 6 h, from: 7 d, for: 2 d, reduction: 50 %");
        Dose dose = rotation.doses().get(0);
        assertThat(dose.count()).isEqualTo(8);
        assertThat(dose.amount().value() * 4).as("120 mg x 20/30 x half").isCloseTo(40.0, within(1e-9));
        Dosing infusion = read("rule: rotation, from-drug: morphine, from-route: iv, daily-dose: 1 mg/kg,"
                + " drug: fentanyl, route: iv, from: 0 d, for: 1 d, reduction: 25 %");
        assertThat(infusion.doses().get(0).amount().value() * 1440).isCloseTo(0.0075, within(1e-12));
        assertThat(infusion.doses().get(0).amount().perKilogram()).isTrue();
    }

    @Test
    void everyMistakeIsToldWhereItStands() {
        String[][] wrong = {
            {"rule: target-controled, drug: morphine, for: 1 h", "rule: found \"target-controled\""},
            {"rule: target-controlled, drug: methadone, target: 3 ng/mL, at: plasma, for: 1 h", "is a mixture"},
            {"rule: target-controlled, drug: sufentanyl, target: 3 ng/mL, at: plasma, for: 1 h", "sufentanil"},
            {"rule: patient-controlled, drug: morphine, dose: 1 mg, route: iv, lockout: 6 min, for: 1 h, goal: {}",
                "expected one of effect-site, plasma, mu-occupancy, assay; found none of them"},
            {"rule: patient-controlled, drug: morphine, dose: 1 mg, route: iv, lockout: 6 min, for: 1 h,"
                + " limit: 1 mg/kg, window: 1 h, goal: {plasma: 3 ng/mL}", "write it in the unit of the dose"},
            {"rule: titration, drug: morphine, dose: 5 mg, route: oral, every: 4 h, for: 2 d, step: 50 %,"
                + " largest: 2 mg, goal: {plasma: 3 ng/mL}", "below the first dose"},
            {"rule: titration, drug: morphine, dose: 5 mg, route: oral, every: 4 h, for: 2 d, step: 50 %,"
                + " largest: 20 mg, goal: {assay: hargreave, of-baseline: 130 %}", "hargreaves"},
            {"rule: titration, drug: morphine, dose: 5 mg, route: oral, every: 4 h, for: 2 d, step: 50 %,"
                + " largest: 20 mg, margin: 10 %, hold: 1 h, goal: {plasma: 3 ng/mL}", "leave out margin or hold"},
            {"rule: titration, drug: morphine, dose: 5 mg, rate: 1 mg/h, route: oral, every: 4 h, for: 2 d,"
                + " step: 50 %, largest: 20 mg, goal: {plasma: 3 ng/mL}",
                "expected one of dose, rate, target; found dose and rate"},
            {"rule: titration, drug: remifentanil, target: 5 ng/mL, at: plasma, every: 4 min, for: 2 h,"
                + " step: 50 %, largest: 2 ng/mL, goal: {plasma: 3 ng/mL}", "below the first target"},
            {"rule: titration, drug: remifentanil, target: 5 ng/mL, at: effect-sight, every: 4 min, for: 2 h,"
                + " step: 50 %, largest: 9 ng/mL, goal: {plasma: 3 ng/mL}", "did you mean \"effect-site\"?"},
            {"rule: titration, drug: remifentanil, target: 5 ng/mL, at: plasma, every: 4 min, for: 2 h, hold: 3 mg,"
                + " step: 50 %, largest: 9 ng/mL, goal: {plasma: 3 ng/mL}", "hold: wrong dimension"},
            {"rule: taper, drug: morphine, dose: 5 mg, route: oral, every: 4 h, for: 2 d, shape: exponential",
                "never reaches zero"},
            {"rule: taper, drug: morphine, dose: 5 mg, route: transdermal, every: 4 h, for: 2 d, shape: linear",
                "no values for route transdermal"},
            {"rule: rotation, from-drug: clonidine, from-route: oral, daily-dose: 1 mg, drug: oxycodone, route: oral,"
                + " every: 6 h, for: 2 d, reduction: 50 %", "the equianalgesic table has no clonidine oral"},
            {"rule: taper, drug: morphine, dose: 5 mg, rute: oral, every: 4 h, for: 2 d, shape: linear", "\"rute\""},
        };
        for (String[] each : wrong) {
            Problems problems = new Problems();
            Dosing dosing = read(each[0], problems);
            assertThat(problems.list()).as(each[0]).anySatisfy(problem -> assertThat(problem.toString())
                    .contains(each[1]));
            assertThat(dosing.rules()).as(each[0]).isEmpty();
        }
    }

    @Test
    void rulesStartOverInEverySubject() {
        DosingRule rule = read("rule: patient-controlled, drug: morphine, dose: 1 mg, route: iv, lockout: 6 min,"
                + " for: 1 h, goal: {plasma: 500 ng/mL}").rules().get(0);
        for (int i = 0; i < 2; i++) {
            DrugLevels levels = levels(new Dosing(List.of(), List.of(rule)), 1.0);
            levels.advanceTo(100);
            assertThat(boluses(levels)).hasSize(10);
        }
    }
}
