package org.rexed.pharmacology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rexed.document.Document;
import org.rexed.document.Problems;
import org.rexed.evidence.References;
import org.rexed.receptor.Receptor;

/** Checks every drug file: it reads without problems, its sources exist, and its kinetics give the published values. */
class DrugLibraryTest {
    private static final Path MODELS = Path.of("models");
    private static Map<String, Drug> drugs;

    @BeforeAll
    static void readDrugs() {
        Problems problems = new Problems();
        drugs = DrugLibrary.read(MODELS.resolve("drugs"), problems);
        problems.throwIfAny();
    }

    private static Kinetics rat(String drug, String... doses) {
        List<Dose> list = new ArrayList<>();
        for (String dose : doses) {
            list.add(Dose.parse(drug, dose));
        }
        return new Kinetics(drugs.get(drug), drugs.get(drug).set(Species.RAT), 0.3, 1.0, 1.0, list);
    }

    @Test
    void everySourceIsListed() throws IOException {
        Problems problems = new Problems();
        References references = References.read(MODELS.resolve("evidence/references.yaml"), problems);
        try (var files = Files.list(MODELS.resolve("drugs"))) {
            files.sorted().forEach(file -> references.check(Document.tree(file, problems).orElseThrow(), problems));
        }
        problems.throwIfAny();
        assertThat(drugs).containsKeys("morphine", "ketamine", "clonidine", "buprenorphine", "naloxone", "mk-801");
    }

    @Test
    void everySetGivesFiniteLevelsByEveryRouteAtAnyMass() {
        for (Drug drug : drugs.values()) {
            for (Species species : drug.species()) {
                for (KineticSet set : drug.sets(species).values()) {
                    for (double factor : new double[] {0.5, 1.0, 2.0}) {
                        checkRoutes(drug, set, species.typicalMass_kg() * factor);
                    }
                }
            }
        }
    }

    private static void checkRoutes(Drug drug, KineticSet set, double mass_kg) {
        for (Route route : set.routes()) {
            boolean dosed = set.resolve(Body.ofMass(mass_kg), 1.0, 1.0).routes().get(route).get(0).bioavailability()
                    .dependsOnDose();
            String text = dosed ? "2 mg " + route.key() : "1 mg/kg/h " + route.key() + " for 10 h";
            if (route == Route.PELLET) {
                text = "1 mg/kg pellet release-half-life 10 h";
            }
            Kinetics k = new Kinetics(drug, set, mass_kg, 1.2, 0.8, List.of(Dose.parse(drug.name(), text)));
            k.advanceTo(500.0);
            String what = drug.name() + " " + set.name() + " " + route.key() + " " + mass_kg + " kg";
            assertThat(k.plasma_ng_per_mL()).as(what).isPositive().isFinite();
            if (set.sites().contains(Site.SPINAL_CORD)) {
                assertThat(k.effectSite_nM(Site.SPINAL_CORD)).as(what).isPositive().isFinite();
            }
            assertThat(k.effectSite_nM(Site.BRAINSTEM)).as(what).isFinite();
            assertThat(k.inBody_nmol() + k.eliminated_nmol()).as(what)
                    .isCloseTo(k.administered_nmol(), Percentage.withPercentage(1e-8));
        }
    }

    @Test
    void womenHaveTheSlowerEffectSiteOfMorphine() {
        Drug morphine = drugs.get("morphine");
        Kinetics k = new Kinetics(morphine, morphine.set(Species.HUMAN), new Body(Sex.FEMALE, 35, 70, 170), 1.0, 1.0,
                List.of(Dose.parse("morphine", "10 mg iv")));
        k.advanceTo(60.0);
        assertThat(k.effectSite_ng_per_mL(Site.SPINAL_CORD)).as("published equations").isCloseTo(8.65, within(0.005));
    }

    @Test
    void ratMorphineFollowsThePublishedBloodCurve() {
        Kinetics k = rat("morphine", "0.4 mg/kg/min iv for 10 min");
        double[][] published = {{10, 2888}, {60, 188.1}, {240, 24.22}};
        for (double[] point : published) {
            k.advanceTo(point[0]);
            assertThat(k.plasma_ng_per_mL()).isCloseTo(point[1], Percentage.withPercentage(0.02));
        }
    }

    /** The published uptake saturates: it is integrated here once more, by small steps. */
    @Test
    void ratMorphineReachesTheBrainByPassiveAndSaturableUptake() {
        Kinetics k = rat("morphine", "0.4 mg/kg/min iv for 10 min");
        double step = 0.05;
        double brain = 0.0;
        for (int i = 1; i <= 4800; i++) {
            double before = k.plasma_ng_per_mL();
            k.advanceTo(i * step);
            double blood = 0.5 * (before + k.plasma_ng_per_mL());
            double half = brain + 0.5 * step * uptake(blood, brain);
            brain += step * uptake(blood, half);
            if (i * step == 60 || i == 4800) {
                assertThat(k.free_nM(0, Site.BRAINSTEM) * 285.34e-3)
                        .isCloseTo(brain, Percentage.withPercentage(0.1))
                        .isCloseTo(i == 4800 ? 28.29 : 47.45, Percentage.withPercentage(0.02));
            }
        }
    }

    private static double uptake(double blood, double brain) {
        return 0.0014 * (blood - brain) - 0.0195 * brain + 0.658 * blood / (9.92 + blood);
    }

    @Test
    void ratPumpSettlesAtRateOverClearance() {
        Kinetics k = rat("morphine", "45 mg/kg/d pump for 7 d");
        k.advanceTo(6.9 * 1440);
        assertThat(k.plasma_ng_per_mL()).isCloseTo(45e6 * 0.3 / 1440 / 20.0, Percentage.withPercentage(0.01));
    }

    @Test
    void bodiesOutsideTheStudiedMassesScaleByAllometryFromTheEdge() {
        KineticSet set = drugs.get("morphine").set(Species.RAT);
        double edge = set.resolve(Body.ofMass(0.35), 1, 1).moieties().get(0).clearance_L_per_min();
        assertThat(edge).isCloseTo(0.02 * (1 + 5.35 * 0.05), within(1e-12));
        double heavy = set.resolve(Body.ofMass(0.5), 1, 1).moieties().get(0).clearance_L_per_min();
        assertThat(heavy).isCloseTo(edge * StrictMath.pow(0.5 / 0.35, 0.75), within(1e-12));
        assertThat(set.extrapolates(Body.ofMass(0.5))).isTrue();
        assertThat(set.extrapolates(Body.ofMass(0.3))).isFalse();
    }

    @Test
    void naloxoneTakesMorphineOffItsReceptors() {
        List<Drug> both = List.of(drugs.get("morphine"), drugs.get("naloxone"));
        List<Dose> doses = List.of(Dose.parse("morphine", "45 mg/kg/d pump for 3 d"),
                Dose.parse("naloxone", "1 mg/kg iv at 2 d"));
        DrugLevels levels = new Treatment(both, doses).levels(Species.RAT, Body.ofMass(0.3), 1.0, 1.0);
        levels.advanceTo(2879.0);
        double before = levels.stimulus(Receptor.MU, Site.SPINAL_CORD);
        levels.advanceTo(2885.0);
        double after = levels.stimulus(Receptor.MU, Site.SPINAL_CORD);
        assertThat(before).isGreaterThan(0.2);
        assertThat(after).isLessThan(0.3 * before);
        assertThat(levels.occupancy(Receptor.MU, Site.SPINAL_CORD)).isBetween(0.9, 1.0);
        assertThat(levels.nmdaUnblocked()).isEqualTo(1.0);
        assertThat(levels.events(0, 1e9)).hasSize(2);
    }

    @Test
    void anotherSetMayBeChosen() {
        Problems problems = new Problems();
        DrugLibrary library = new DrugLibrary(
                name -> Document.read(Path.of("models/drugs/" + name + ".yaml"), problems));
        Drug before = library.drug("buprenorphine");
        library.choose(Species.HUMAN, Map.of("buprenorphine", "jones-2021"));
        Drug after = library.drug("buprenorphine");
        assertThat(after.set(Species.HUMAN)).isSameAs(before.sets(Species.HUMAN).get("jones-2021"));
        assertThat(after.set(Species.RAT)).isSameAs(before.set(Species.RAT));
        assertThat(after.receptors(Species.HUMAN)).isEqualTo(before.receptors(Species.HUMAN));
        assertThatThrownBy(() -> library.choose(Species.HUMAN, Map.of("buprenorphine", "none")))
                .hasMessageContaining("no set of kinetic values \"none\"");
    }
}
