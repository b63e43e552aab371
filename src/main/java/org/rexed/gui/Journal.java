package org.rexed.gui;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happened at the workbench, line by line, and the state from which a session that was not closed can be
 * recovered. Writes in a thread of its own, so that nobody waits for a disk. Knows nothing of Swing.
 */
final class Journal implements AutoCloseable {
    private static final Pattern HEAD = Pattern.compile(
            "# Recover arm=([a-z0-9-]+) subject=([0-9]+) minute=([0-9.E]+)");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private final Path folder;
    private final List<String> lines = new ArrayList<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "rexed-files");
        thread.setDaemon(true);
        return thread;
    });
    private int interventions;
    private volatile String failure = "";

    /**
     * A session that was not closed.
     *
     * @param file scenario that repeats it
     * @param arm name of its arm
     * @param subject number of its subject
     * @param minute how far it was, min
     */
    record Left(Path file, String arm, int subject, double minute) {}

    /** A journal in a folder, which need not exist yet. */
    Journal(Path folder) {
        this.folder = folder;
    }

    /** Adds a line. */
    synchronized void add(String line) {
        String whole = LocalDateTime.now().format(TIME) + "  " + line;
        lines.add(whole);
        write(() -> {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("journal.txt"), whole + System.lineSeparator(), StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        });
    }

    /** Adds a line for each intervention that is new. */
    void follow(ByHand byHand) {
        List<Intervention.Done> done = byHand.done();
        if (done.size() < interventions) {
            add("taken back; " + done.size() + " interventions left");
        }
        for (int i = interventions; i < done.size(); i++) {
            add(done.get(i).words());
        }
        interventions = done.size();
    }

    /** All lines so far. */
    synchronized String text() {
        return String.join("\n", lines);
    }

    /** What went wrong at the last write; empty if nothing did. */
    String failure() {
        return failure;
    }

    /** Keeps what is needed to recover the session; a half-written file never takes the place of a whole one. */
    void keep(ByHand byHand, int subject, double time_min) {
        write(() -> {
            Files.createDirectories(folder);
            Path part = folder.resolve("unsaved.part");
            Files.writeString(part, "# Recover arm=" + byHand.arm() + " subject=" + subject + " minute=" + time_min
                    + "\n" + byHand.text(), StandardCharsets.UTF_8);
            Files.move(part, folder.resolve("unsaved.yaml"), StandardCopyOption.REPLACE_EXISTING);
        });
    }

    /** The session that was left without being closed, if there is one. */
    Optional<Left> left() {
        Path file = folder.resolve("unsaved.yaml");
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            Matcher head = HEAD.matcher(Files.readString(file, StandardCharsets.UTF_8).lines().findFirst().orElse(""));
            return head.matches() ? Optional.of(new Left(file, head.group(1), Integer.parseInt(head.group(2)),
                    Double.parseDouble(head.group(3)))) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Moves what was left aside, so that the next session does not write over it. */
    Path setAside() throws IOException {
        return Files.move(folder.resolve("unsaved.yaml"), folder.resolve("recovered.yaml"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Forgets what was kept. */
    void forget() {
        write(() -> Files.deleteIfExists(folder.resolve("unsaved.yaml")));
    }

    /** Something that writes files. */
    interface Writing {
        /** Writes. */
        void run() throws IOException;
    }

    /** Writes in the journal's thread; what goes wrong is kept for {@link #failure}. */
    void write(Writing writing) {
        writer.execute(() -> {
            try {
                writing.run();
            } catch (IOException e) {
                failure = "cannot write: " + e;
            }
        });
    }

    /** Waits until everything is written. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            writer.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
