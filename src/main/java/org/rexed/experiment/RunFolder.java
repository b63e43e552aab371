package org.rexed.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of one run: {@code output/<scenario>/<number or name>}. Its manifest is written first and says that the
 * run is going on, and written again at the end with the SHA-256 of every table. Never replaces an older folder by
 * itself.
 */
public final class RunFolder {
    /** Table of what failed; not there if nothing did. */
    public static final String FAILED = "failed.csv";
    /** The file that makes a folder a run folder. */
    public static final String MANIFEST = "manifest.json";
    /** What the manifest calls the identity of what is done. */
    static final String PLAN = "plan";
    private static final String LOCK = "lock";
    private static final String FINISHED = "finished";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern OWN = Pattern.compile(
        "(manifest\\.json|(report|claims|validation)\\.html|[a-z-]+\\.(csv|yaml|json|parquet)"
            + "|[a-z0-9.-]+\\.(png|svg|probes|run))(\\.part)?");

    private final Path path;
    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final ObjectNode manifest = mapper.createObjectNode();
    private final Map<String, String> files = new LinkedHashMap<>();

    private RunFolder(Path path) {
        this.path = path;
    }

    /**
     * Makes a new folder.
     *
     * @param out folder of all runs
     * @param scenario name of the scenario
     * @param name name of the folder; null for the next free number
     * @param overwrite whether an older run of that name may be replaced
     * @throws FolderException if the name is taken or no name, or the folder holds something else
     * @throws UncheckedIOException if the folder cannot be made
     */
    public static RunFolder create(Path out, String scenario, String name, boolean overwrite) {
        if (name != null && !NAME.matcher(name).matches()) {
            throw new FolderException(FolderException.Reason.NAME, "--name: found \"" + name
                + "\"; allowed are letters, digits, dot, - and _, at most 64 characters, beginning with a letter or"
                + " digit");
        }
        if (name == null && overwrite) {
            throw new FolderException(FolderException.Reason.NAME,
                "--overwrite needs --name, so that it is clear which run to replace");
        }
        Path parent = out.resolve(scenario);
        try {
            Files.createDirectories(parent);
            RunFolder folder = new RunFolder(name == null ? numbered(parent) : named(parent.resolve(name), overwrite));
            folder.checkWritable();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a run folder in " + parent, e);
        }
    }

    /** The folder of a part of something larger, such as one claim; what an earlier start left there is removed. */
    public static RunFolder inside(Path parent, String name) {
        try {
            Path path = Files.createDirectories(parent.resolve(name));
            removeParts(path);
            removeOwn(path);
            return new RunFolder(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a run folder in " + parent, e);
        }
    }

    /**
     * Does something while no other start may work in this folder; the lock ends with the process, however that ends.
     *
     * @throws FolderException if another start works in it
     */
    public <T> T locked(Supplier<T> work) {
        try (FileChannel channel =
                FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                lock = null;
            }
            if (lock == null) {
                throw new FolderException(FolderException.Reason.FOREIGN, "another rexed works in " + path);
            }
            return work.get();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + path, e);
        }
    }

    /**
     * Opens an existing folder to go on with it.
     *
     * @throws FolderException if this program did not make it
     */
    public static RunFolder open(Path path) {
        RunFolder folder = new RunFolder(path);
        JsonNode found = folder.readManifest();
        if (found == null) {
            throw new FolderException(FolderException.Reason.FOREIGN,
                path + " is no run folder: it has no readable " + MANIFEST);
        }
        folder.manifest.setAll((ObjectNode) found);
        return folder;
    }

    /**
     * The folder of an earlier start, of whatever plan; one in which nothing was begun serves too.
     *
     * @param name name of the folder; null for the one with the highest number
     * @throws FolderException if there is none, or this program did not make it
     */
    public static RunFolder resume(Path out, String scenario, String name) {
        Path parent = out.resolve(scenario);
        Path path = parent.resolve(name == null ? newest(parent) : name);
        if (!Files.isDirectory(path)) {
            throw new FolderException(FolderException.Reason.NAME, "--resume: there is no " + path);
        }
        try {
            return isUnused(path) ? new RunFolder(path) : open(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /**
     * Says what is done in the folder.
     *
     * @param plan identity of all that results depend on
     * @throws FolderException if it was begun with another
     */
    public void claim(String plan) {
        if (!noted("status").isEmpty() && !noted(PLAN).equals(plan)) {
            throw new FolderException(FolderException.Reason.FOREIGN, path + " belongs to another plan: it was begun"
                + " with another file, other settings, model files or program; start anew, without --resume");
        }
        note(PLAN, plan);
    }

    private static String newest(Path parent) {
        try (Stream<Path> folders = Files.isDirectory(parent) ? Files.list(parent) : Stream.empty()) {
            return folders.map(folder -> folder.getFileName().toString())
                .filter(name -> NUMBER.matcher(name).matches())
                .mapToInt(Integer::parseInt).max().stream().mapToObj(Integer::toString).findFirst()
                .orElseThrow(() -> new FolderException(FolderException.Reason.NAME,
                    "--resume: nothing to go on with in " + parent));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + parent, e);
        }
    }

    /** Whether the run in it came to its end without a failed subject. */
    public boolean finished() {
        return noted("status").equals(FINISHED);
    }

    /**
     * Compares every file with the hash in the manifest of a finished run.
     *
     * @throws FolderException naming the first file that is not what was written
     */
    public void verify() {
        JsonNode hashes = manifest.path("files");
        if (hashes.isEmpty()) {
            throw new FolderException(FolderException.Reason.FOREIGN, path + ": the manifest names no files");
        }
        hashes.properties().forEach(entry -> {
            Path file = path.resolve(entry.getKey());
            String found = Files.isRegularFile(file) ? DataFile.sha256(file) : "";
            if (!found.equals(entry.getValue().asText())) {
                throw new FolderException(FolderException.Reason.FOREIGN, file + (found.isEmpty() ? " is missing"
                    : " is not what was written there (its SHA-256 differs)") + "; the folder is damaged");
            }
        });
    }

    /** A text of the manifest; empty if it is not there. */
    public String noted(String key) {
        return manifest.path(key).asText("");
    }

    private static Path numbered(Path parent) throws IOException {
        int highest = 0;
        try (Stream<Path> others = Files.list(parent)) {
            for (Path other : (Iterable<Path>) others::iterator) {
                String name = other.getFileName().toString();
                highest = Math.max(highest, NUMBER.matcher(name).matches() ? Integer.parseInt(name) : 0);
            }
        }
        for (int number = highest + 1;; number++) {
            try {
                return Files.createDirectory(parent.resolve(Integer.toString(number)));
            } catch (FileAlreadyExistsException e) {
                // Another start took the number in between; the next one is free.
                continue;
            }
        }
    }

    private static Path named(Path path, boolean overwrite) throws IOException {
        try {
            return Files.createDirectory(path);
        } catch (FileAlreadyExistsException e) {
            if (!overwrite) {
                throw new FolderException(FolderException.Reason.NAME,
                    path + " exists; add --overwrite to replace it, or choose another --name");
            }
        }
        if (!Files.isDirectory(path) || new RunFolder(path).readManifest() == null && !isUnused(path)) {
            throw new FolderException(FolderException.Reason.FOREIGN, path
                + " was not made by Rexed (it has no readable "
                + MANIFEST + "), so it is not replaced; choose another --name");
        }
        for (Path folder : List.of(path.resolve("figures"), path.resolve(Checkpoints.FOLDER), path)) {
            removeOwn(folder);
        }
        removeRuns(path.resolve(RunFiles.FOLDER));
        removeParts(path);
        return path;
    }

    private static void removeRuns(Path runs) throws IOException {
        if (Files.isDirectory(runs)) {
            List<Path> groups;
            try (Stream<Path> files = Files.list(runs)) {
                groups = files.toList();
            }
            for (Path group : groups) {
                removeOwn(group);
                if (Files.isDirectory(group) && isEmpty(group)) {
                    Files.delete(group);
                }
            }
        }
    }

    /** Empties the folders of parts, such as the claims of a ledger, and of parts of those. */
    private static void removeParts(Path path) throws IOException {
        List<Path> parts;
        try (Stream<Path> files = Files.list(path)) {
            parts = files.filter(part -> Files.isDirectory(part) && new RunFolder(part).readManifest() != null)
                .toList();
        }
        for (Path part : parts) {
            removeParts(part);
            removeOwn(part);
            if (isEmpty(part)) {
                Files.delete(part);
            }
        }
    }

    /** Whether nothing was begun in it: a kill can leave a lock and a file that was being written. */
    private static boolean isUnused(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                .allMatch(name -> name.equals(LOCK) || name.endsWith(".part"));
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Removes what this program wrote; notes that somebody put there stay. */
    private static void removeOwn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> own;
        try (Stream<Path> files = Files.list(folder)) {
            own = files.filter(f -> Files.isRegularFile(f) && OWN.matcher(f.getFileName().toString()).matches())
                .toList();
        }
        for (Path file : own) {
            Files.delete(file);
        }
    }

    private void checkWritable() throws IOException {
        Files.delete(Files.writeString(path.resolve("writable.part"), "x"));
    }

    private JsonNode readManifest() {
        try {
            JsonNode root = mapper.readTree(Files.readAllBytes(path.resolve(MANIFEST)));
            return root instanceof ObjectNode && root.hasNonNull("rexed") ? root : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Where the folder is. */
    public Path path() {
        return path;
    }

    /** Writes the manifest of a run that begins. */
    public void begin(String command, String scenario, long seed, int subjects, int runs) {
        // What goes on after a stop is still the work of the first command, which is the one to repeat.
        JsonNode earlier = readManifest();
        manifest.put("rexed", Version.text()).put("status", "running")
            .put("command", earlier == null ? command : earlier.path("command").asText(command))
            .put("scenario", scenario).put("seed", seed).put("subjects", subjects).put("runs", runs).put("failed", 0)
            .put("java", System.getProperty("java.version"))
            .put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
            .put("started_utc", now());
        writeManifest();
        removeFailures();
    }

    /** What failed at an earlier start may not fail again. */
    private void removeFailures() {
        try {
            Files.deleteIfExists(path.resolve(FAILED));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path.resolve(FAILED), e);
        }
    }

    /** Adds a field to the manifest; written with the next {@link #end}. */
    public void note(String key, String value) {
        manifest.put(key, value);
    }

    /** Writes the manifest of a run that ended. */
    public void end(int failed) {
        manifest.put("status", failed == 0 ? FINISHED : "finished, some runs failed (" + FAILED + ")")
            .put("failed", failed).put("finished_utc", now());
        ObjectNode hashes = manifest.putObject("files");
        files.forEach(hashes::put);
        writeManifest();
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void writeManifest() {
        try {
            DataFile.write(path.resolve(MANIFEST), mapper.writeValueAsString(manifest).replace("\r\n", "\n") + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path.resolve(MANIFEST), e);
        }
    }

    /** Writes a small file whole. */
    public void write(String name, String text) {
        try {
            files.put(name, DataFile.write(path.resolve(name), text));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path.resolve(name), e);
        }
    }

    /** Writes a file of another format. */
    interface Writing {
        /** Writes the whole file at this place. */
        void to(Path path) throws IOException;
    }

    /** Writes a file that appears under its name when it is complete, whatever its format. */
    void write(String name, Writing writing) {
        Path part = path.resolve(name + ".part");
        try {
            Files.deleteIfExists(part);
            writing.to(part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            files.put(name, DataFile.sha256(path.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path.resolve(name), e);
        }
    }

    /** Tables that grow while subjects finish and appear together at the end. */
    public final class Growing implements AutoCloseable {
        private final Map<String, DataFile> open = new LinkedHashMap<>();

        /** Opens a table with its header. */
        public DataFile table(String name, String header) {
            try {
                DataFile file = new DataFile(path.resolve(name));
                open.put(name, file);
                file.write(header);
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + path.resolve(name), e);
            }
        }

        /** Makes all tables appear. */
        public void finish() {
            open.forEach((name, file) -> {
                try {
                    files.put(name, file.finish());
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot write " + path.resolve(name), e);
                }
            });
        }

        @Override
        public void close() {
            List<IOException> errors = new ArrayList<>();
            for (DataFile file : open.values()) {
                try {
                    file.close();
                } catch (IOException e) {
                    errors.add(e);
                }
            }
            if (!errors.isEmpty()) {
                throw new UncheckedIOException("cannot close files in " + path, errors.get(0));
            }
        }
    }
}
