package org.rexed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A sample of {@link JvmsFullTest}: everything that may differ between machines differs at once. */
class JvmsIT {
    @Test
    void oneStudyHasTheSameBitsEverywhere() throws IOException, InterruptedException {
        OtherJvm.hasTheBitsOfTheRelease(null, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
            "-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=2", "-Duser.language=tr", "-Duser.country=TR",
            "-Duser.timezone=Asia/Kathmandu"), Map.of("LC_ALL", "C"));
    }

    @Test
    void doctorTellsWhatIsWrong() throws IOException, InterruptedException {
        String printed = OtherJvm.rexed(null, List.of("-Drexed.home=/nowhere", "-Xmx200m"), Map.of(), "doctor");
        assertThat(printed).contains("WRONG 2").contains("long studies of many subjects need 512");
    }
}
