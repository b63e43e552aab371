package org.rexed.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One study has the same bits with other compilers, collectors, hash codes, locales, zones and versions of Java. */
@Tag("long")
class JvmsFullTest {
    private static final List<List<String>> FLAGS = List.of(
        List.of("-Xint"), List.of("-XX:TieredStopAtLevel=1"), List.of("-XX:-TieredCompilation"),
        List.of("-XX:UseAVX=0"), List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-UseLibmIntrinsic"),
        List.of("-XX:+UseSerialGC"), List.of("-XX:+UseParallelGC"), List.of("-XX:+UseZGC"), List.of("-Xshare:off"));
    private static final List<List<String>> PLACES = List.of(
        List.of("-Duser.language=de", "-Duser.country=DE"), List.of("-Duser.language=tr", "-Duser.country=TR"),
        List.of("-Duser.language=ar", "-Duser.country=EG"), List.of("-Duser.language=th", "-Duser.country=TH"),
        List.of("-Duser.timezone=Pacific/Kiritimati"), List.of("-Dfile.encoding=ISO-8859-1"));

    @Test
    void compilersCollectorsAndHashCodes() throws IOException, InterruptedException {
        for (List<String> flags : FLAGS) {
            OtherJvm.hasTheBitsOfTheRelease(null, flags, Map.of());
        }
        for (int mode = 0; mode < 6; mode++) {
            OtherJvm.hasTheBitsOfTheRelease(null, List.of("-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=" + mode),
                Map.of());
        }
    }

    @Test
    void localesAndZones() throws IOException, InterruptedException {
        for (List<String> place : PLACES) {
            OtherJvm.hasTheBitsOfTheRelease(null, place, Map.of("LC_ALL", "C"));
        }
    }

    /** Those of this machine. */
    @Test
    void otherVersionsOfJava() throws IOException, InterruptedException {
        Path known = Path.of("/usr/lib/jvm");
        List<Path> homes = new ArrayList<>();
        if (Files.isDirectory(known)) {
            try (Stream<Path> folders = Files.list(known)) {
                folders.filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .filter(home -> !Files.isSymbolicLink(home)).forEach(homes::add);
            }
        }
        for (Path home : homes) {
            String version = OtherJvm.rexed(home.resolve("bin/java"), List.of(), Map.of(), "--version");
            if (!version.contains("UnsupportedClassVersionError")) {
                OtherJvm.hasTheBitsOfTheRelease(home.resolve("bin/java"), List.of(), Map.of());
            }
        }
    }
}
