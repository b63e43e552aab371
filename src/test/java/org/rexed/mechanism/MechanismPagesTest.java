package org.rexed.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rexed.Laboratory;
import org.rexed.document.Fields;
import org.rexed.document.Problems;
import org.rexed.random.RandomKey;
import org.rexed.scenario.ModelLibrary.Kind;

/** The pages on mechanisms say what their files and classes say. */
class MechanismPagesTest {
    private static final Pattern REFERENCE = Pattern.compile("`([A-Z][A-Za-z]+_[12][0-9]{3}[a-z]?)`");
    private static Map<String, Mechanism> built;

    @BeforeAll
    static void build() {
        built = new java.util.TreeMap<>();
        for (Mechanism each : Laboratory.mechanisms(Map.of()).build(
                Mechanisms.Constitution.usual(Map.of(), RandomKey.of(1)), Laboratory.drugs(), Laboratory.milieu())) {
            built.put(each.name(), each);
        }
    }

    static List<String> mechanisms() {
        return Mechanisms.SWITCHABLE;
    }

    private static String page(String mechanism) {
        return Laboratory.text(java.nio.file.Path.of("src/site/markdown/mechanisms", mechanism + ".md"));
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void namesEveryParameter(String mechanism) {
        List<String> parameters = List.copyOf(Laboratory.parameters(mechanism).keys());
        assertThat(parameters).isNotEmpty().allSatisfy(name -> assertThat(page(mechanism)).contains("`" + name + "`"));
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void namesWhatTheClassDeclares(String mechanism) {
        Mechanism one = built.get(mechanism);
        List<String> declared = new ArrayList<>();
        one.reads().forEach(signal -> declared.add(signal.key()));
        one.writes().forEach(signal -> declared.add(signal.key()));
        one.modulates().forEach(port -> declared.add(port.key()));
        String page = page(mechanism);
        assertThat(declared).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
        assertThat(page).contains("`" + mechanism + "`", one.getClass().getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void hasItsSectionsEquationsAndBothReadings(String mechanism) {
        String page = page(mechanism);
        assertThat(page.lines()).contains("## What it explains", "## Equations");
        assertThat(page.replace("argues against", "Evidence against")).contains("Evidence against");
        assertThat(page.substring(page.indexOf("## Equations"))).startsWith("## Equations\n```text\n");
        Mechanisms.CONTESTED.forEach((reading, owner) -> {
            if (owner.equals(mechanism)) {
                assertThat(page).contains("`" + reading + "`", "## Contested", "*Usual*", "*Contested*");
            }
        });
    }

    @Test
    void indexLinksEveryPageAndNamesEveryContestedReading() {
        String index = page("README");
        assertThat(Mechanisms.SWITCHABLE).allSatisfy(name ->
                assertThat(index).contains("[" + name + "](" + name + ".md)"));
        assertThat(Mechanisms.CONTESTED.keySet()).allSatisfy(reading ->
            assertThat(index).contains("`" + reading + "`"));
        Fields activity = Laboratory.LIBRARY.fields(Kind.SUBJECT, "rat", new Problems()).map("ongoing-activity");
        assertThat(activity.keys()).allSatisfy(setting -> assertThat(index).contains("`" + setting + "`"));
    }

    @Test
    void citesOnlyReferencesOfTheProject() {
        Set<String> cited = new TreeSet<>();
        for (String mechanism : Mechanisms.SWITCHABLE) {
            Matcher matcher = REFERENCE.matcher(page(mechanism));
            while (matcher.find()) {
                cited.add(matcher.group(1));
            }
        }
        assertThat(cited).hasSizeGreaterThan(10)
                .allMatch(Laboratory.LIBRARY.references()::contains);
    }
}
