package org.rexed.pharmacology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.rexed.document.Problems;
import org.rexed.neuron.MagnesiumBlock;
import org.rexed.receptor.CompetitiveBinding;

/**
 * Checks concentrations and occupancies of the drug files against values that the published equations give, solved
 * outside this program; and values that follow from a published number by a formula.
 */
class PublishedCoursesTest {
    private static final Percentage FOUR_DIGITS = Percentage.withPercentage(0.01);
    private static final double LONG_min = 399 * 1440.0;
    private static Map<String, Drug> drugs;

    @BeforeAll
    static void readDrugs() {
        Problems problems = new Problems();
        drugs = DrugLibrary.read(Path.of("models/drugs"), problems);
        problems.throwIfAny();
    }

    @ParameterizedTest(name = "{0} {3} {5} {6} at {7} min")
    @CsvFileSource(resources = "/reference/pharmacology/published-courses.csv", numLinesToSkip = 1)
    void aPublishedCourse(ArgumentsAccessor row) {
        Drug drug = drugs.get(row.getString(0));
        Species species = Species.valueOf(row.getString(1).toUpperCase(java.util.Locale.ROOT));
        String set = row.getString(4);
        KineticSet values = set == null ? drug.set(species) : drug.sets(species).get(set);
        assertThat(values).as("set %s of %s", set, drug.name()).isNotNull();
        List<Dose> doses = new ArrayList<>();
        for (String dose : row.getString(3).split(";")) {
            doses.add(Dose.parse(drug.name(), dose.trim()));
        }
        Body body = body(row.getString(2), species);
        Course course = new Course(drug, values, body, doses, row.getString(5));
        double found = course.value(row.getString(6), row.getDouble(7));
        assertThat(found * course.perUnit(row.getString(9))).isCloseTo(row.getDouble(8), FOUR_DIGITS);
    }

    private static Body body(String said, Species species) {
        Body body = Body.ofMass(species.typicalMass_kg());
        for (String each : said.split(",")) {
            String[] pair = each.split("=");
            double x = pair[0].equals("sex") ? Double.NaN : Double.parseDouble(pair[1]);
            body = switch (pair[0]) {
                case "sex" -> new Body(Sex.valueOf(pair[1].toUpperCase(java.util.Locale.ROOT)), body.age_y(),
                        body.mass_kg(), body.height_cm(), body.creatinine_mg_per_dL());
                case "age" -> new Body(body.sex(), x, body.mass_kg(), body.height_cm(), body.creatinine_mg_per_dL());
                case "mass" -> body.withMass(x);
                case "height" -> new Body(body.sex(), body.age_y(), body.mass_kg(), x, body.creatinine_mg_per_dL());
                case "creatinine" -> new Body(body.sex(), body.age_y(), body.mass_kg(), body.height_cm(), x);
                default -> throw new IllegalArgumentException(pair[0]);
            };
        }
        return body;
    }

    private record Course(Drug drug, KineticSet set, Body body, List<Dose> doses, String substance) {
        double perUnit(String unit) {
            double molarMass = drug.moiety(substance).molarMass_g_per_mol();
            return switch (unit) {
                case "ng/mL", "1" -> 1.0;
                case "ug/mL" -> 1e-3;
                case "ng*h/mL" -> 1.0 / 60.0;
                case "nmol/L" -> 1e3 / molarMass;
                default -> throw new IllegalArgumentException(unit);
            };
        }

        double value(String quantity, double time_min) {
            String[] words = quantity.split(" ");
            return switch (words[0]) {
                case "plasma" -> plasma(after(doses, time_min));
                case "effect-site" -> ownSite(after(doses, time_min));
                case "spinal-fluid" -> {
                    Kinetics k = after(doses, time_min);
                    yield k.spinalFluid_nM(index(k)) * drug.moiety(substance).molarMass_g_per_mol() * 1e-3;
                }
                case "steady" -> plasma(after(doses, LONG_min));
                case "auc" -> area();
                case "average" -> area() / Double.parseDouble(words[1]);
                case "occupancy" -> occupancy(Double.parseDouble(words[1]), Double.parseDouble(words[2]), time_min);
                default -> throw new IllegalArgumentException(quantity);
            };
        }

        private Kinetics after(List<Dose> given, double time_min) {
            Kinetics k = new Kinetics(drug, set, body, 1.0, 1.0, given);
            k.advanceTo(time_min);
            return k;
        }

        private int index(Kinetics k) {
            return k.moieties().stream().map(Disposition.Moiety::name).toList().indexOf(substance);
        }

        private double plasma(Kinetics k) {
            return substance.equals(drug.name()) ? k.plasma_ng_per_mL()
                    : k.plasma_nM(index(k)) * drug.moiety(substance).molarMass_g_per_mol() * 1e-3;
        }

        private double ownSite(Kinetics k) {
            return k.effectSite_nM(index(k), Site.SPINAL_CORD) * drug.moiety(substance).molarMass_g_per_mol() * 1e-3;
        }

        /** In a linear system the area after a dose is the level that the dose keeps up when given every minute. */
        private double area() {
            Dose dose = doses.get(0);
            return plasma(after(List.of(Dose.infusion(drug.name(), dose.amount(), dose.route(), 0.0,
                    2 * LONG_min)), LONG_min));
        }

        /** Slow binding with published rates in mL/ng/min and 1/min, driven by the total effect-site concentration. */
        private double occupancy(double on, double off, double time_min) {
            CompetitiveBinding binding = new CompetitiveBinding(new double[] {off / on}, new double[] {off});
            Kinetics k = new Kinetics(drug, set, body, 1.0, 1.0, doses);
            double step = 1.0 / 64;
            for (double t = 0; t < time_min; t += step) {
                k.advanceTo(t + step / 2);
                binding.advance(step, new double[] {ownSite(k)});
            }
            return binding.occupancies(new double[1])[0];
        }
    }

    /** Values that a published number gives by a formula, by the part of Rexed that uses the formula. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvFileSource(resources = "/reference/pharmacology/published-values.csv", numLinesToSkip = 1)
    void aPublishedValue(String of, String condition, String what, double time_min, double expected) {
        String topic = of.split(" ")[of.split(" ").length - 1];
        double found = switch (topic) {
            case "racemic" -> steadyKetamine();
            case "metaboliser", "dextromethorphan" -> left(29.5 * 60, time_min);
            case "MK-801" -> left(1.9 * 60, time_min);
            case "compartment" -> what.contains("left") || condition.contains("left") || what.startsWith("after")
                    ? left(26 * 60, time_min) : 1.0 - left(26 * 60, time_min);
            case "block" -> conducts(Double.parseDouble(condition.replaceAll(".*V (-?\\d+) mV", "$1")));
            case "binding" -> mann(of.split(" ")[0], condition);
            case "buprenorphine" -> 100 * drugs.get(of).sets(Species.HUMAN).get("authorea-572424-tablet")
                    .resolve(Body.ofMass(70), 1.0, 1.0).routes().get(Route.SUBLINGUAL).get(0).bioavailability()
                    .of(Double.parseDouble(what.split(" ")[0]));
            default -> throw new IllegalArgumentException(of);
        };
        assertThat(found).isCloseTo(expected, FOUR_DIGITS);
    }

    private static double steadyKetamine() {
        Kinetics k = new Kinetics("ketamine", 237.73, 70.0, new Disposition(List.of(new Disposition.Moiety("ketamine",
                237.73, List.of(200.0), 79.0 / 60, List.of(), 1.0, Map.of(), null, null)), Map.of(Route.IV,
                List.of(new Disposition.Delivery(0, 1.0, Bioavailability.constant(1.0),
                        List.of(Disposition.Path.direct(Disposition.Into.BLOOD)))))),
                List.of(Dose.parse("ketamine", "0.1 mg/kg/h iv for 400 d")));
        k.advanceTo(LONG_min);
        return k.plasma_ng_per_mL();
    }

    /** Share left of something that goes with a half-life, by the compartments that drugs go through. */
    private static double left(double halfLife_min, double time_min) {
        CompartmentModel model = new CompartmentModel(new double[][] {{-StrictMath.log(2.0) / halfLife_min}});
        double[] amount = {1.0};
        model.advance(amount, new double[1], time_min);
        return amount[0];
    }

    private static double conducts(double potential_mV) {
        float[] c = MagnesiumBlock.coefficients(1.0);
        return 1.0 / (1.0 + MagnesiumBlock.term((float) potential_mV, c[0], c[1], c[2], c[3], c[4]));
    }

    /** Competitive binding with the exponents of Mann et al. 2022, in pmol/L. */
    private static double mann(String drug, String condition) {
        Map<String, double[]> rates = Map.of("buprenorphine", new double[] {4.83e-5, 1.37e-4, 0.5},
                "fentanyl", new double[] {3.08e-5, 4.33e-3, 0.844}, "naloxone", new double[] {1.67e-4, 3.96e-2, 0.86},
                "remifentanil", new double[] {8.08e-6, 2.08e-3, 0.70},
                "sufentanil", new double[] {1.16e-5, 1.07e-3, 1.02},
                "alfentanil", new double[] {3.32e-7, 1.41e-2, 1.0});
        double free_pM = condition.contains("ng/mL") ? 1e6 / 336.47 : 1000.0;
        double against_pM = condition.contains("+ naloxone") ? 5e6 / 327.37 : 0.0;
        double[] own = rates.get(drug);
        double[] other = rates.get("naloxone");
        CompetitiveBinding binding = new CompetitiveBinding(
                new double[] {own[1] / own[0], other[1] / other[0]}, new double[] {own[1], other[1]});
        double[] ligands = {StrictMath.pow(free_pM, own[2]), StrictMath.pow(against_pM, other[2])};
        binding.advance(1e6, ligands);
        return binding.occupancies(ligands)[0];
    }
}
