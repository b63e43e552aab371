package org.rexed.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The version of this program, as its results name it. */
public final class Version {
    /** Packages that show results and cannot change them. */
    private static final List<String> SHOWING = List.of("org/rexed/cli/", "org/rexed/gui/", "org/rexed/report/");

    private Version() {}

    /** The version of the jar, or {@code development} when run from classes. */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** SHA-256 over all classes of this program that can change a result, so that builds of one version differ too. */
    public static String code() {
        try {
            Path place = Path.of(Version.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                return code(place);
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return code(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the program's own classes", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String code(Path root) throws IOException {
        MessageDigest digest = DataFile.sha256();
        List<Path> classes;
        try (Stream<Path> files = Files.walk(root.resolve("org"))) {
            classes = files.filter(file -> file.toString().endsWith(".class"))
                .sorted((a, b) -> name(root, a).compareTo(name(root, b))).toList();
        }
        for (Path file : classes) {
            if (SHOWING.stream().noneMatch(name(root, file)::startsWith)) {
                try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                    in.transferTo(java.io.OutputStream.nullOutputStream());
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
