package org.rexed.pharmacology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rexed.document.Problems;
import org.rexed.receptor.OperationalModel;
import org.rexed.receptor.Receptor;

/** What clinicians and receptor pharmacologists expect of the drugs of the library, and what no regimen may do. */
class PharmacyTest {
    private static final Body MAN = Body.ofMass(70);
    private static Map<String, Drug> drugs;

    @BeforeAll
    static void readDrugs() {
        Problems problems = new Problems();
        drugs = DrugLibrary.read(Path.of("models/drugs"), problems);
        problems.throwIfAny();
    }

    private static DrugLevels levels(Species species, Set<String> contested, String... doses) {
        return levels(drugs, species, contested, doses);
    }

    private static DrugLevels levels(
            Map<String, Drug> from, Species species, Set<String> contested, String... doses) {
        List<Dose> all = new ArrayList<>();
        for (String dose : doses) {
            String[] words = dose.split(" ", 2);
            all.add(Dose.parse(words[0], words[1]));
        }
        List<Drug> given = Treatment.drugNames(all, List.of()).stream().map(from::get).toList();
        return new Treatment(given, all, List.of(), contested)
                .levels(species, Body.ofMass(species.typicalMass_kg()), 1.0, 1.0);
    }

    private static DrugLevels human(String... doses) {
        return levels(Species.HUMAN, Set.of(), doses);
    }

    @Test
    void allDrugsOfTheModelAreThere() {
        assertThat(drugs.keySet()).contains(
                "morphine", "fentanyl", "sufentanil", "alfentanil", "remifentanil", "heroin", "6-mam", "oxycodone",
                "hydrocodone", "methadone", "r-methadone", "s-methadone", "buprenorphine", "norbuprenorphine",
                "naloxone", "naltrexone", "ketamine", "s-ketamine", "norketamine", "s-norketamine",
                "dextromethorphan", "dextrorphan", "mk-801", "memantine", "magnesium", "clonidine",
                "dexmedetomidine", "gabapentin", "pregabalin", "cox-inhibitor", "riluzole", "ceftriaxone",
                "minocycline", "ondansetron", "cck2-antagonist", "nk1-antagonist", "cgrp-antagonist",
                "dynorphin-antiserum", "pkc-inhibitor", "lidocaine");
        for (Drug drug : drugs.values()) {
            boolean acts = !drug.receptors().isEmpty() || !drug.targets().isEmpty()
                    || drug.nmdaBlock(Species.HUMAN, Set.of(drug.contestedBlock())).isPresent();
            assertThat(acts || drug.name().equals("morphine-3-glucuronide")).as(drug.name() + " acts").isTrue();
        }
    }

    /** Peak over trough of the last of many doses, by the dosing interval each drug is usually given at. */
    private static double peakToTrough(String drug, String dose, double every_min) {
        DrugLevels levels = human(drug + " " + dose + " every " + every_min + " min for 20 d");
        double from = StrictMath.floor(19 * 1440 / every_min) * every_min;
        double peak = 0;
        double trough = Double.POSITIVE_INFINITY;
        for (double t = from; t < from + every_min; t += 2) {
            levels.advanceTo(t);
            double c = levels.kinetics().get(0).plasma_ng_per_mL();
            peak = Math.max(peak, c);
            trough = Math.min(trough, c);
        }
        return peak / trough;
    }

    @Test
    void methadoneKeepsLevelsMoreEvenThanOxycodoneAndHydrocodone() {
        for (double every_min : new double[] {360, 480}) {
            double methadone = peakToTrough("methadone", "10 mg oral", every_min);
            assertThat(methadone).isLessThan(0.7 * peakToTrough("oxycodone", "10 mg oral", every_min));
            assertThat(methadone).isLessThan(0.7 * peakToTrough("hydrocodone", "10 mg oral", every_min));
        }
    }

    @Test
    void naloxoneDisplacesFentanylButHardlyBuprenorphine() {
        DrugLevels fentanyl = human("fentanyl 200 ug iv", "naloxone 0.8 mg iv at 30 min");
        DrugLevels buprenorphine = ventilated("buprenorphine 0.3 mg iv", "naloxone 0.8 mg iv at 30 min");
        for (DrugLevels each : List.of(fentanyl, buprenorphine)) {
            each.advanceTo(29.9);
        }
        double fentanylBefore = fentanyl.occupancy(Receptor.MU, Site.SPINAL_CORD, "fentanyl");
        double buprenorphineBefore = buprenorphine.occupancy(Receptor.MU, Site.SPINAL_CORD, "buprenorphine");
        for (DrugLevels each : List.of(fentanyl, buprenorphine)) {
            each.advanceTo(45);
        }
        assertThat(fentanyl.occupancy(Receptor.MU, Site.SPINAL_CORD, "fentanyl")).isLessThan(0.35 * fentanylBefore);
        assertThat(buprenorphine.occupancy(Receptor.MU, Site.SPINAL_CORD, "buprenorphine"))
                .isGreaterThan(0.6 * buprenorphineBefore);
    }

    /** People whose breathing is of interest: that buprenorphine is hardly reversed was seen there. */
    private static DrugLevels ventilated(String... doses) {
        Map<String, Drug> chosen = new HashMap<>(drugs);
        chosen.computeIfPresent("buprenorphine", (name, drug) -> drug.with(Species.HUMAN, "yassen-2007"));
        return levels(chosen, Species.HUMAN, Set.of(), doses);
    }

    /** Gaddum and Schild with the drugs of the library: a competitive antagonist asks for 1 + B/K times the agonist. */
    @Test
    void naloxoneShiftsTheCurveOfMorphineInParallel() {
        for (Species species : List.of(Species.RAT, Species.HUMAN)) {
            double ki_nM = drugs.get("naloxone").receptors(species).get(Receptor.MU).ki_nM();
            double shift = 1.0 + 20.0 / ki_nM;
            for (double agonist_nM = 0.1; agonist_nM < 1e6; agonist_nM *= 7.0) {
                DrugLevels alone = levels(species, Set.of(), "morphine 1 mg iv at 9 d", "naloxone 1 mg iv at 9 d");
                alone.hold("morphine", Site.SPINAL_CORD, agonist_nM);
                DrugLevels against = levels(species, Set.of(), "morphine 1 mg iv at 9 d", "naloxone 1 mg iv at 9 d");
                against.hold("morphine", Site.SPINAL_CORD, agonist_nM * shift);
                against.hold("naloxone", Site.SPINAL_CORD, 20.0);
                assertThat(against.stimulus(Receptor.MU, Site.SPINAL_CORD))
                        .isCloseTo(alone.stimulus(Receptor.MU, Site.SPINAL_CORD), within(1e-12));
            }
        }
    }

    /** What clinical doses hold of the mu receptors of people; doses and bounds from the sources of the files. */
    @Test
    void usualDosesHoldPlausibleSharesOfHumanReceptors() {
        // Receptors are spare: a small share of them gives the effect of these doses.
        assertThat(held(60, "morphine 10 mg iv")).isBetween(0.03, 0.15);
        assertThat(held(5, "fentanyl 100 ug iv")).isBetween(0.06, 0.25);
        assertThat(held(30, "remifentanil 0.1 ug/kg/min iv for 30 min")).isBetween(0.08, 0.25);
        assertThat(held(60, "oxycodone 10 mg iv")).isBetween(0.03, 0.15);
        assertThat(held(60, "naloxone 2 mg iv")).as("Mayberg and Frost: most at 0.03 mg/kg").isGreaterThan(0.7);
        DrugLevels ventilated = ventilated("buprenorphine 0.3 mg iv");
        ventilated.advanceTo(60);
        assertThat(ventilated.occupancy(Receptor.MU, Site.SPINAL_CORD)).as("Yassen 2007")
                .isCloseTo(0.834, within(0.001));
        assertThat(held(60, "buprenorphine 0.3 mg iv")).as("Yassen 2006").isCloseTo(0.274, within(0.001));
        Drug buprenorphine = drugs.get("buprenorphine");
        double[] doses_mg = {2, 16, 32};
        double[] shares = {0.41, 0.80, 0.84};
        for (int i = 0; i < doses_mg.length; i++) {
            Kinetics kinetics = new Kinetics(buprenorphine, buprenorphine.sets(Species.HUMAN).get("jones-2021"), MAN, 1,
                    1, List.of(Dose.parse("buprenorphine", doses_mg[i] + " mg sublingual every 24 h times 14")));
            DrugLevels levels = new DrugLevels(List.of(buprenorphine), List.of(kinetics));
            levels.advanceTo(13 * 1440 + 240);
            assertThat(levels.occupancy(Receptor.MU, Site.SPINAL_CORD)).as("Greenwald 2003").isCloseTo(shares[i],
                    within(0.1));
        }
    }

    /** Half of the effect comes at the concentrations from which the affinities of people were worked out. */
    @ParameterizedTest
    @CsvSource({"remifentanil, 2.47", "fentanyl, 1.44", "alfentanil, 8.34", "morphine, 101.6"})
    void halfOfTheEffectComesAtThePublishedConcentration(String drug, double free_nM) {
        DrugLevels levels = human(drug + " 1 ug iv at 9 d");
        levels.hold(drug, Site.SPINAL_CORD, free_nM);
        double effect = new OperationalModel(6).response(levels.stimulus(Receptor.MU, Site.SPINAL_CORD));
        assertThat(effect).isCloseTo(0.5, within(0.01));
    }

    private static double held(double time_min, String... doses) {
        DrugLevels levels = human(doses);
        levels.advanceTo(time_min);
        return levels.occupancy(Receptor.MU, Site.SPINAL_CORD);
    }

    /** Affinities of people must leave rats as they are. */
    @Test
    void speciesMayDifferInAffinityAndSetsInEndpoint() {
        Drug morphine = drugs.get("morphine");
        assertThat(morphine.receptors(Species.RAT)).isEqualTo(morphine.receptors());
        assertThat(morphine.receptors(Species.HUMAN).get(Receptor.MU).ki_nM()).isEqualTo(252);
        assertThat(morphine.receptors(Species.HUMAN).get(Receptor.MU).efficacy())
                .isEqualTo(morphine.receptors().get(Receptor.MU).efficacy());
        assertThat(morphine.parameters()).containsKey("receptors.mu.human.ki")
                .doesNotContainKey("receptors.mu.human.efficacy");
        Map<String, KineticSet> sets = drugs.get("buprenorphine").sets(Species.HUMAN);
        assertThat(sets.get("yassen-2006").receptors(drugs.get("buprenorphine")).get(Receptor.MU).offRate_per_min())
                .isEqualTo(0.0785);
        Drug methadone = drugs.get("methadone");
        assertThat(methadone.sets(Species.HUMAN).get("maintenance").receptors(drugs.get("r-methadone"))
                .get(Receptor.MU).ki_nM()).isEqualTo(327.6);
        Drug ketamine = drugs.get("ketamine");
        assertThat(ketamine.nmdaBlock(Species.HUMAN, Set.of()).orElseThrow().ic50_nM()).isEqualTo(600);
        for (Species rodent : List.of(Species.RAT, Species.MOUSE)) {
            assertThat(ketamine.nmdaBlock(rodent, Set.of()).orElseThrow().ic50_nM()).isEqualTo(3100);
        }
        DrugLevels rat = levels(Species.RAT, Set.of(), "morphine 3 mg/kg sc");
        rat.advanceTo(30);
        double free = rat.kinetics().get(0).free_nM(0, Site.SPINAL_CORD);
        assertThat(rat.occupancy(Receptor.MU, Site.SPINAL_CORD)).isCloseTo(free / (free + 400), within(1e-12));
    }

    /** Order, splitting and delay with the drugs of the library, receptors and channels included. */
    @Test
    void orderSplittingAndDelayChangeNoEffect() {
        String[] one = {"buprenorphine 0.3 mg iv at 20 min", "naloxone 0.4 mg iv at 20 min",
            "ketamine 20 mg iv at 33 min"};
        String[] other = {"ketamine 12 mg iv at 33 min", "ketamine 8 mg iv at 33 min", "naloxone 0.4 mg iv at 20 min",
            "buprenorphine 0.3 mg iv at 20 min"};
        String[] later = {"buprenorphine 0.3 mg iv at 57.3 min", "naloxone 0.4 mg iv at 57.3 min",
            "ketamine 20 mg iv at 70.3 min"};
        DrugLevels a = human(one);
        DrugLevels b = human(other);
        DrugLevels c = human(later);
        for (double t = 0; t < 400; t += 23) {
            a.advanceTo(t);
            b.advanceTo(t);
            c.advanceTo(t + 37.3);
            double held = a.occupancy(Receptor.MU, Site.SPINAL_CORD, "buprenorphine");
            assertThat(b.occupancy(Receptor.MU, Site.SPINAL_CORD, "buprenorphine")).isCloseTo(held, within(1e-12));
            assertThat(b.nmdaUnblocked()).isCloseTo(a.nmdaUnblocked(), within(1e-12));
            // Steps of slow binding lie on another grid after a delay.
            assertThat(c.occupancy(Receptor.MU, Site.SPINAL_CORD, "buprenorphine")).isCloseTo(held, within(5e-5));
            assertThat(c.nmdaUnblocked()).isCloseTo(a.nmdaUnblocked(), within(1e-4));
        }
    }

    @Test
    void buprenorphineHasACeilingAndOpposesAFullAgonist() {
        OperationalModel response = new OperationalModel(6.0);
        double low = effect(response, "buprenorphine 0.3 mg iv");
        double high = effect(response, "buprenorphine 3 mg iv");
        double huge = effect(response, "buprenorphine 300 mg iv");
        assertThat(high).isGreaterThan(low);
        double efficacy = drugs.get("buprenorphine").receptors(Species.HUMAN).get(Receptor.MU).efficacy();
        double ceiling = response.ceiling(efficacy, 1.0);
        assertThat(huge).isLessThanOrEqualTo(ceiling).isCloseTo(ceiling, within(0.02));
        double full = effect(response, "fentanyl 100 mg iv");
        double beside = effect(response, "fentanyl 100 mg iv", "buprenorphine 300 mg iv");
        assertThat(full).isGreaterThan(ceiling + 0.1);
        assertThat(beside).isLessThan(full - 0.05).isGreaterThan(ceiling - 0.02);
    }

    private static double effect(OperationalModel response, String... doses) {
        DrugLevels levels = human(doses);
        levels.advanceTo(180);
        return response.response(levels.stimulus(Receptor.MU, Site.SPINAL_CORD));
    }

    @Test
    void buprenorphineHoldsKappaReceptorsWithoutActivatingThem() {
        DrugLevels levels = human("buprenorphine 2 mg iv");
        levels.advanceTo(120);
        assertThat(levels.occupancy(Receptor.KAPPA, Site.SPINAL_CORD)).isGreaterThan(0.3);
        assertThat(levels.stimulus(Receptor.KAPPA, Site.SPINAL_CORD)).isLessThan(0.05);
    }

    /** The control of the claim that kappa antagonism is part of the benefit. */
    @Test
    void buprenorphineWithoutItsKappaActionKeepsTheRest() {
        DrugLevels with = human("buprenorphine 2 mg iv");
        DrugLevels without = levels(Species.HUMAN, Set.of("buprenorphine-without-kappa"), "buprenorphine 2 mg iv");
        with.advanceTo(120);
        without.advanceTo(120);
        assertThat(without.occupancy(Receptor.KAPPA, Site.SPINAL_CORD)).isZero();
        assertThat(without.occupancy(Receptor.MU, Site.SPINAL_CORD))
                .isEqualTo(with.occupancy(Receptor.MU, Site.SPINAL_CORD));
        assertThat(drugs.get("buprenorphine").contestedActions(Species.RAT)).contains("buprenorphine-without-kappa");
    }

    @Test
    void methadoneBlocksNmdaChannelsOnlyIfTheContestedActionIsOn() {
        DrugLevels off = levels(Species.HUMAN, Set.of(), "methadone 40 mg oral every 12 h for 10 d");
        DrugLevels on =
                levels(Species.HUMAN, Set.of("methadone-nmda-block"), "methadone 40 mg oral every 12 h for 10 d");
        off.advanceTo(9 * 1440);
        on.advanceTo(9 * 1440);
        assertThat(off.nmdaUnblocked()).isEqualTo(1.0);
        assertThat(off.blocksNmda()).isFalse();
        assertThat(on.nmdaUnblocked()).isLessThan(0.999);
        DrugLevels rat = levels(Species.RAT, Set.of("methadone-nmda-block"), "methadone 3 mg/kg sc");
        rat.advanceTo(60);
        assertThat(rat.nmdaUnblocked()).as("also in rats").isLessThan(0.999);
    }

    @Test
    void channelBlockGoesDeeperAndFasterInBusyChannels() {
        DrugLevels quiet = levels(Species.RAT, Set.of(), "memantine 10 mg/kg ip");
        DrugLevels busy = levels(Species.RAT, Set.of(), "memantine 10 mg/kg ip");
        busy.channelUse(10.0, -60.0);
        quiet.advanceTo(90);
        busy.advanceTo(90);
        assertThat(busy.nmdaUnblocked()).isLessThan(quiet.nmdaUnblocked());
        DrugLevels trapped = levels(Species.RAT, Set.of(), "mk-801 0.1 mg/kg sc");
        trapped.advanceTo(120);
        double atPeak = 1 - trapped.nmdaUnblocked();
        double plasma = trapped.kinetics().get(0).plasma_ng_per_mL();
        trapped.advanceTo(6 * 60);
        assertThat(trapped.kinetics().get(0).plasma_ng_per_mL()).isLessThan(0.35 * plasma);
        assertThat(1 - trapped.nmdaUnblocked()).as("block outlasts the level").isGreaterThan(0.45 * atPeak);
    }

    @Test
    void metabolitesCarryPartOfTheEffect() {
        DrugLevels heroin = human("heroin 6 mg im");
        heroin.advanceTo(20);
        assertThat(heroin.binders(Receptor.MU)).contains("heroin", "6-mam", "morphine");
        assertThat(heroin.occupancy(Receptor.MU, Site.SPINAL_CORD))
                .isGreaterThan(heroin.occupancy(Receptor.MU, Site.SPINAL_CORD, "heroin") + 1e-4);
    }

    /** Every drug, species, set and route of the library, in any order: nothing negative, nothing lost. */
    @Test
    void aThousandRandomRegimensKeepMassAndStayFinite() {
        Well19937c random = new Well19937c(41L);
        List<Drug> all = drugs.values().stream().filter(drug -> !drug.species().isEmpty()).toList();
        for (int trial = 0; trial < 1000; trial++) {
            Drug drug = all.get(random.nextInt(all.size()));
            Species species = List.copyOf(drug.species()).get(random.nextInt(drug.species().size()));
            List<KineticSet> sets = List.copyOf(drug.sets(species).values());
            KineticSet set = sets.get(random.nextInt(sets.size()));
            double mass_kg = species.typicalMass_kg() * (0.7 + 0.6 * random.nextDouble());
            List<Dose> doses = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                doses.add(randomDose(drug, set, random));
            }
            Kinetics k = new Kinetics(drug, set, mass_kg, 0.6 + random.nextDouble(), 0.6 + random.nextDouble(), doses);
            for (double t = 0; t < 6000; t += 60 + 900 * random.nextDouble()) {
                k.advanceTo(t);
                double balance = k.inBody_nmol() + k.eliminated_nmol() + k.recovered_nmol() - k.administered_nmol();
                String what = drug.name() + " " + set.name() + " " + doses + " at " + t;
                assertThat(Math.abs(balance)).as(what).isLessThanOrEqualTo(1e-10 * Math.max(1, k.administered_nmol()));
                // Amounts themselves: concentrations are told as zero where rounding left less.
                assertThat(k.lowest()).as(what).isFinite()
                        .isGreaterThanOrEqualTo(-1e-12 * Math.max(1, k.administered_nmol()));
                for (int m = 0; m < k.moieties().size(); m++) {
                    assertThat(k.plasma_nM(m)).as(what).isFinite().isNotNegative();
                    assertThat(k.free_nM(m, Site.SPINAL_CORD)).as(what).isFinite().isNotNegative();
                    assertThat(k.free_nM(m, Site.BRAINSTEM)).as(what).isFinite().isNotNegative();
                }
            }
        }
    }

    private static Dose randomDose(Drug drug, KineticSet set, Well19937c random) {
        List<Route> routes = List.copyOf(set.routes());
        Route route = routes.get(random.nextInt(routes.size()));
        double start = 2000 * random.nextDouble();
        boolean dependsOnDose = set.resolve(MAN, 1, 1).routes().get(route).get(0).bioavailability().dependsOnDose();
        String text = switch (route) {
            case PELLET -> "10 mg/kg pellet at " + start + " min release-half-life 20 h";
            case PUMP -> "3 mg/kg/d pump from " + start + " min for " + (1 + random.nextInt(60)) + " h";
            case TRANSDERMAL -> random.nextBoolean()
                    && !set.resolve(MAN, 1, 1).routes().get(route).get(0).paths().get(0)
                    .atOnce() ? "4 mg transdermal at " + start + " min for " + (1 + random.nextInt(80)) + " h"
                    : "20 ug/h transdermal from " + start + " min for 50 h";
            default -> dependsOnDose ? "4 mg " + route.key() + " at " + start + " min every 7.1 h times 5"
                    : random.nextBoolean() ? 0.01 + random.nextDouble() + " mg/kg " + route.key() + " at " + start
                    + " min every 5.3 h times 7" : "0.1 mg/kg/h " + route.key() + " from " + start + " min for 9.7 h";
        };
        return Dose.parse(drug.name(), text);
    }

    @Test
    void aWeekOfTwentyDrugsTakesWellUnderASecond() {
        List<Drug> given = new ArrayList<>();
        List<Dose> doses = new ArrayList<>();
        for (Drug drug : drugs.values()) {
            if (drug.species().contains(Species.RAT) && given.size() < 20) {
                given.add(drug);
                Dose dose = drug.standardDose(Species.RAT);
                doses.add(dose.form() == Dose.Form.BOLUS ? dose.repeated(720, 14) : dose);
            }
        }
        Treatment treatment = new Treatment(given, doses);
        double best_s = Double.POSITIVE_INFINITY;
        for (int round = 0; round < 5; round++) {
            DrugLevels levels = treatment.levels(Species.RAT, Body.ofMass(0.3), 1.0, 1.0);
            // Time of this thread, so that a busy machine does not count.
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int t = 1; t <= 7 * 1440; t++) {
                levels.advanceTo(t);
            }
            best_s = Math.min(best_s,
                    (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) * 1e-9);
        }
        System.out.printf("a week of %d drugs: %.3f s%n", given.size(), best_s);
        assertThat(best_s).isLessThan(1.5);
    }
}
