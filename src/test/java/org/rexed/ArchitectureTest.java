package org.rexed;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The layers of the program and what each may use; a new arrow is a decision and has to be written down here. */
class ArchitectureTest {
    private static final String ROOT = "org.rexed.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.rexed");

    /** Bottom to top: what a package may use. */
    private static final Map<String, Set<String>> ARROWS = arrows();

    private static Map<String, Set<String>> arrows() {
        Map<String, Set<String>> may = new LinkedHashMap<>();
        may.put("quantity", Set.of());
        may.put("document", Set.of("quantity"));
        may.put("random", Set.of());
        may.put("numeric", Set.of());
        may.put("recording", Set.of());
        may.put("evidence", Set.of("document", "quantity"));
        may.put("receptor", Set.of("document", "quantity", "numeric", "evidence"));
        may.put("neuron", Set.of("numeric"));
        may.put("nociception", Set.of("random"));
        may.put("synapse", Set.of("neuron", "random"));
        may.put("circuit", Set.of("document", "evidence", "random", "neuron", "nociception", "synapse"));
        may.put("pharmacology", Set.of("document", "quantity", "numeric", "evidence", "receptor"));
        may.put("mechanism",
            Set.of("document", "evidence", "random", "receptor", "neuron", "circuit", "pharmacology"));
        may.put("assay", Set.of("document", "evidence", "random", "neuron", "nociception", "synapse", "circuit"));
        may.put("checkpoint", Set.of("random", "neuron", "circuit", "assay"));
        may.put("subject", Set.of("document", "evidence", "random", "neuron", "nociception", "circuit", "pharmacology",
            "mechanism", "assay", "checkpoint"));
        may.put("dosing", Set.of("document", "quantity", "evidence", "receptor", "pharmacology"));
        may.put("scenario", Set.of("document", "quantity", "evidence", "nociception", "pharmacology", "mechanism",
            "assay", "dosing", "subject"));
        may.put("simulation", Set.of("document", "evidence", "random", "recording", "neuron", "synapse", "circuit",
            "pharmacology", "mechanism", "assay", "checkpoint", "subject", "scenario"));
        may.put("experiment", Set.of("document", "evidence", "random", "recording", "checkpoint", "scenario",
            "simulation"));
        may.put("electrophysiology", Set.of("document", "quantity", "evidence", "random", "neuron", "synapse",
            "nociception", "circuit", "pharmacology", "mechanism", "assay", "subject", "scenario", "simulation",
            "experiment"));
        may.put("measure", Set.of("document", "quantity", "evidence", "random", "recording", "assay", "scenario",
            "simulation", "experiment"));
        may.put("attribution", Set.of("document", "random", "scenario", "simulation", "experiment", "measure"));
        may.put("diagnosis", Set.of("document", "random", "scenario", "simulation", "experiment", "measure"));
        may.put("validation", Set.of("document", "quantity", "evidence", "random", "recording", "pharmacology",
            "scenario", "simulation", "experiment", "measure"));
        may.put("calibration", Set.of("document", "quantity", "evidence", "random", "recording", "scenario",
            "simulation", "experiment", "measure", "validation"));
        may.put("treatment", Set.of("document", "quantity", "evidence", "random", "pharmacology", "scenario",
            "simulation",
            "experiment", "measure", "calibration"));
        may.put("claims", Set.of("diagnosis", "treatment", "document", "quantity", "evidence", "random", "recording",
            "scenario", "simulation",
            "experiment", "measure"));
        may.put("sensitivity", Set.of("document", "random", "scenario", "simulation", "experiment", "measure",
            "calibration"));
        may.put("lesson", Set.of("document", "random", "recording", "pharmacology", "scenario", "simulation",
            "experiment", "electrophysiology", "measure"));
        may.put("schema", Set.of("document", "quantity", "evidence", "scenario", "validation", "lesson"));
        may.put("report", Set.of());
        Set<String> below = Set.copyOf(may.keySet());
        may.put("gui", without(below, "experiment", "electrophysiology", "measure", "attribution", "diagnosis",
            "treatment", "sensitivity", "claims", "calibration", "lesson",
            "validation", "schema"));
        Set<String> all = new TreeSet<>(below);
        all.add("gui");
        may.put("cli", all);
        return may;
    }

    private static Set<String> without(Set<String> names, String... taken) {
        Set<String> rest = new TreeSet<>(names);
        rest.removeAll(Set.of(taken));
        return rest;
    }

    private static String packageOf(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }

    @Test
    void everyArrowPointsDownwards() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass origin : CLASSES) {
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                if (target.getPackageName().startsWith(ROOT) && !packageOf(target).equals(packageOf(origin))
                        && !ARROWS.getOrDefault(packageOf(origin), Set.of()).contains(packageOf(target))) {
                    wrong.add(packageOf(origin) + " -> " + packageOf(target) + ": " + dependency.getDescription());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyPackageIsKnownAndDescribed() {
        Set<String> found = new TreeSet<>();
        CLASSES.forEach(type -> found.add(packageOf(type)));
        assertThat(ARROWS.keySet()).containsAll(found);
        for (String name : found) {
            assertThat(Files.exists(Path.of("src/main/java/org/rexed", name, "package-info.java"))).as(name).isTrue();
        }
    }

    @Test
    void noCycles() {
        slices().matching("org.rexed.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void librariesStayInTheirPackages() {
        only("sim..", "simulation", "gui");
        only("javax.swing..", "gui");
        only("java.awt..", "gui", "report");
        only("org.jfree..", "gui", "report");
        only("org.snakeyaml..", "document");
        only("picocli..", "cli");
        only("javax.measure..", "quantity");
        only("tech.units..", "quantity");
    }

    private static void only(String library, String... packages) {
        noClasses().that(resideOutsideOfPackages(full(packages))).should()
            .dependOnClassesThat(resideInAPackage(library))
            .check(CLASSES);
    }

    private static String[] full(String... packages) {
        String[] names = new String[packages.length];
        for (int i = 0; i < packages.length; i++) {
            names[i] = ROOT + packages[i] + "..";
        }
        return names;
    }

    @Test
    void threadsAreStartedByExperimentsAndTheWorkbenchOnly() {
        noClasses().that(resideOutsideOfPackages(full("experiment", "gui"))).should().dependOnClassesThat()
            .haveNameMatching("java\\.util\\.concurrent\\.(Executor.*|ForkJoin.*|CompletableFuture|Future.*)")
            .check(CLASSES);
        noClasses().that(resideOutsideOfPackages(full("experiment", "gui")))
            .and().doNotHaveFullyQualifiedName("org.rexed.cli.StopMessage")
            .should().dependOnClassesThat(type(Thread.class)).check(CLASSES);
        noClasses().should().callMethodWhere(target(nameMatching("parallel|parallelStream"))).check(CLASSES);
    }

    @Test
    void everyRandomNumberHasAKey() {
        noClasses().should().dependOnClassesThat().haveNameMatching(
            "java\\.util\\.(Random|SplittableRandom|random\\..*|concurrent\\.ThreadLocalRandom)"
                + "|java\\.security\\.SecureRandom|ec\\.util\\..*").check(CLASSES);
        noClasses().should().callMethodWhere(target(nameMatching("random")).and(target(owner(type(Math.class)))))
            .check(CLASSES);
    }

    @Test
    void arithmeticIsTheSameOnEveryMachine() {
        noClasses().that(resideOutsideOfPackages(full("gui", "report"))).should().callMethodWhere(
            target(nameMatching("(exp|log|pow|sin|cos|tan|asin|acos|atan|cbrt|hypot).*"))
                .and(target(owner(type(Math.class))))).check(CLASSES);
    }

    @Test
    void onlyTheCommandLineEndsTheProgramAndPrints() {
        noClasses().that(resideOutsideOfPackages(full("cli"))).should().callMethodWhere(
            target(nameMatching("exit|halt")).and(target(owner(type(System.class)).or(owner(type(Runtime.class))))))
            .check(CLASSES);
        noClasses().that(resideOutsideOfPackages(full("cli"))).should().accessField(System.class, "out")
            .orShould().accessField(System.class, "err").check(CLASSES);
    }

    @Test
    void theClockOnTheWallIsReadOutsideTheModelOnly() {
        noClasses().that(resideOutsideOfPackages(full("cli", "experiment", "gui", "report"))).should().callMethodWhere(
            target(nameMatching("currentTimeMillis|nanoTime|now"))).check(CLASSES);
    }

    @Test
    void noStaticFieldCanChange() {
        fields().that().areStatic().and().areDeclaredInClassesThat(resideInAPackage("org.rexed.."))
            .should().beFinal().check(CLASSES);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses().should().haveSimpleNameEndingWith("Manager").orShould().haveSimpleNameEndingWith("Helper")
            .orShould().haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Utils")
            .orShould().haveSimpleNameEndingWith("Impl").orShould().haveSimpleNameEndingWith("Handler")
            .orShould().haveSimpleNameEndingWith("Processor").check(CLASSES);
        noClasses().should().resideInAnyPackage("..util..", "..common..", "..misc..").check(CLASSES);
    }

    @Test
    void classesAreFinalUnlessExtended() {
        Set<String> open = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            boolean plain = !type.isInterface() && !type.isEnum() && type.isTopLevelClass()
                && !type.getModifiers().contains(JavaModifier.ABSTRACT) && !type.getSimpleName().equals("package-info");
            if (plain && !type.getModifiers().contains(JavaModifier.FINAL) && type.getSubclasses().isEmpty()) {
                open.add(type.getName());
            }
        }
        assertThat(open).isEmpty();
    }
}
