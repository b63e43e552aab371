package org.rexed.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs {@code rexed pk} as a user would. */
class PkCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new PkCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void jsonHoldsThePublishedConcentrations() throws IOException {
        assertThat(run("morphine", "--dose", "10 mg iv bolus at 0 min", "--subject",
                "sex=male,age=35,mass=70,height=177", "--at", "1 h,15", "--json")).isZero();
        JsonNode root = new ObjectMapper().readTree(out.toString());
        assertThat(root.get("model").asText()).isEqualTo("sarton-2000");
        JsonNode first = root.get("points").get(0);
        assertThat(first.get("time_min").asDouble()).isEqualTo(15.0);
        assertThat(first.get("plasma").asDouble()).isCloseTo(36.838, within(0.004));
        JsonNode second = root.get("points").get(1);
        assertThat(second.get("effect_site").asDouble()).isCloseTo(20.763, within(0.002));
        assertThat(second.get("occupancy").get("mu").asDouble()).isBetween(0.02, 0.7);
        assertThat(second.get("unit").asText()).isEqualTo("ng/mL");
    }

    @Test
    void writesTableCsvAndFiguresAndNeverOverwritesSilently(@TempDir Path folder) throws IOException {
        String[] arguments = {"ketamine", "--species", "rat", "--dose", "10 mg/kg sc", "--out", folder.toString()};
        assertThat(run(arguments)).isZero();
        assertThat(out.toString()).contains("effect site").contains("nmda-blocked");
        assertThat(Files.readString(folder.resolve("pk.csv"))).startsWith("time_min,plasma_ng_per_mL,")
                .contains("nmda_blocked\n0.0,0.0,");
        assertThat(Files.size(folder.resolve("pk.png"))).isGreaterThan(5000L);
        assertThat(Files.readString(folder.resolve("pk.svg"))).contains("<svg");
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err.toString()).contains("--overwrite");
    }

    @Test
    void wrongInputEndsWithCode2AndSaysWhatIsAllowed() {
        assertThat(run("morfine", "--dose", "10 mg iv")).isEqualTo(2);
        assertThat(run("morphine", "--dose", "10 mg rvm")).isEqualTo(2);
        assertThat(run("morphine", "--dose", "10 mg iv at -3 min")).isEqualTo(2);
        assertThat(run("mk-801", "--dose", "10 mg iv")).isEqualTo(2);
        assertThat(run("morphine", "--dose", "10 mg iv", "--subject", "weight=70")).isEqualTo(2);
        assertThat(run("morphine", "--dose", "10 mg iv", "--at", "-5")).isEqualTo(2);
        assertThat(run("morphine", "--dose", "10 mg iv", "--model", "none")).isEqualTo(2);
        assertThat(run("zzz", "--dose", "10 mg iv")).isEqualTo(2);
        assertThat(run("morphine", "--dose", "10 mg iv", "--subject", "mass=0")).isEqualTo(2);
        assertThat(run("morphine", "--dose", "10 mg iv", "--subject", "mass=70,mass=80")).isEqualTo(2);
        assertThat(run("morphine", "--dose", "10 mg iv", "--model", "sarton-200")).isEqualTo(2);
        assertThat(run("morphine", "--dose", "10 mg iv", "--at", "")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean \"morphine\"").contains("mass must be greater than zero")
                .contains("mass is said twice").contains("did you mean \"sarton-2000\"").contains("a number is missing")
                .contains("available are 6-mam, alfentanil, buprenorphine")
                .contains("no values for route rvm").contains("before the start").contains("available are rat")
                .contains("cannot read \"weight=70\"").contains("sarton-2000");
    }
}
