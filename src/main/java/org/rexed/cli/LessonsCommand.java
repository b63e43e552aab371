package org.rexed.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.RunFolder;
import org.rexed.lesson.Lesson;
import org.rexed.lesson.LessonRun;
import org.rexed.report.LessonReport;
import org.rexed.scenario.ModelLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rexed lessons}: lists lessons, shows one, runs one. */
@Command(name = "lessons", mixinStandardHelpOptions = true, sortOptions = false,
        subcommands = {SealCommand.class, ExamineCommand.class},
        description = "Lists lessons; shows the goals and questions of one; with --run simulates it and makes a page"
            + " with the questions beside the figures; 7 if it does not show what it must.",
        footerHeading = "%nExamples:%n",
        footer = {"  rexed lessons                                list",
            "  rexed lessons tolerance-or-hyperalgesia       goals and questions",
            "  rexed lessons tolerance-or-hyperalgesia --run",
            "  rexed lessons tolerance-or-hyperalgesia --run --teacher      with answers and notes",
            "  rexed lessons seal --help                     patients with a secret, for a class"})
final class LessonsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A lesson, by name or file (default: list all).")
    private String name;

    @Option(names = "--run", description = "Simulate it and make its page.")
    private boolean run;

    @Option(names = "--teacher", description = "Show answers, notes and what must be seen.")
    private boolean teacher;

    @Option(names = "--subjects", paramLabel = "NUMBER",
            description = "Subjects in each arm, or circuits of a protocol (default: as the lesson says).")
    private String subjects;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "Other random numbers.")
    private String seed;

    @Mixin
    private FolderOptions folders = new FolderOptions();

    @Mixin
    private WorkOptions work = new WorkOptions();

    /** Lists, shows or runs; 6 if a subject failed, 7 if the lesson does not show what it must. */
    @Override
    public Integer call() {
        ModelLibrary library = ModelLibrary.ofInstallation();
        if (name == null) {
            if (run || teacher || subjects != null || seed != null) {
                throw new ParameterException(spec.commandLine(), "which lesson? allowed are "
                    + String.join(", ", Lesson.files(library).keySet()));
            }
            list(library);
            return ExitCode.DONE;
        }
        if (!run && (subjects != null || seed != null)) {
            throw new ParameterException(spec.commandLine(), "--subjects and --seed go with --run");
        }
        Path file = file(library);
        Lesson lesson = Lesson.read(file, Map.of(), library);
        Map<String, String> changes = changes(lesson);
        if (!changes.isEmpty()) {
            lesson = Lesson.read(file, changes, library);
        }
        return run ? run(lesson) : show(lesson);
    }

    private Path file(ModelLibrary library) {
        Path path;
        try {
            path = Path.of(name);
        } catch (java.nio.file.InvalidPathException e) {
            throw new ParameterException(spec.commandLine(), "not a file name: " + e.getMessage(), e);
        }
        if (name.endsWith(".yaml") || Files.isRegularFile(path)) {
            return path;
        }
        try {
            return Lesson.file(library, name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Map<String, String> changes(Lesson lesson) {
        Map<String, String> changes = new LinkedHashMap<>();
        if (subjects != null) {
            changes.put(lesson.subjectsKey(), subjects);
        }
        if (seed != null) {
            changes.put("seed", seed);
        }
        return changes;
    }

    private void list(ModelLibrary library) {
        ObjectNode root = Json.object();
        ArrayNode array = root.putArray("lessons");
        PrintWriter out = work.people();
        Lesson.files(library).forEach((each, file) -> {
            Lesson lesson = Lesson.read(file, Map.of(), library);
            array.addObject().put("name", each).put("title", lesson.title()).put("minutes", lesson.minutes())
                .put("file", library.home().relativize(file).toString().replace('\\', '/'));
            out.println(String.format(Locale.ROOT, "%-28s %3d min  %s", each, lesson.minutes(), lesson.title()));
        });
        out.println("\"rexed lessons NAME\" shows goals and questions, --run simulates.");
        out.flush();
        if (work.json()) {
            spec.commandLine().getOut().print(JsonText.of(root));
        }
    }

    private int show(Lesson lesson) {
        if (work.json()) {
            spec.commandLine().getOut().print(JsonText.of(LessonRun.describe(lesson, teacher)));
            return ExitCode.DONE;
        }
        PrintWriter out = work.people();
        out.println(lesson.title());
        out.println(lesson.minutes() + " minutes");
        out.println();
        out.println("Goals");
        lesson.goals().forEach(goal -> out.println(Paragraph.item("-", goal)));
        out.println();
        out.println(Paragraph.of(lesson.background()));
        int number = 1;
        for (Lesson.Question question : lesson.questions()) {
            out.println();
            out.println("Question " + number++);
            out.println(Paragraph.item("Predict:", question.predict()));
            out.println(Paragraph.item("Run, look:", question.look()));
            out.println(Paragraph.item("Explain:", question.explain()));
            if (teacher) {
                out.println(Paragraph.item("Answer:", question.answer()));
            }
        }
        out.println();
        if (teacher) {
            out.println("What must be seen (95 % interval)");
            lesson.expected().forEach(each -> out.println(Paragraph.item("-", each.title() + ": "
                + each.band().rule())));
            out.println();
            out.println("Notes");
            out.println(Paragraph.of(lesson.notes()));
            out.println();
        }
        out.println("Run it: rexed lessons " + name + " --run" + (teacher ? " --teacher" : ""));
        out.println("For teaching and research; not for clinical use.");
        out.flush();
        return ExitCode.DONE;
    }

    private int run(Lesson lesson) {
        LessonRun lessonRun = new LessonRun(lesson);
        int threads = work.threads();
        RunFolder folder = folders.create(lesson.name());
        StopMessage.arm(spec.commandLine().getErr(), "stopped; " + folder.path() + " is incomplete");
        ObjectNode result;
        try (ProgressBar bar = work.progress("runs")) {
            result = lessonRun.run(folder, work.command(), threads, teacher, bar);
        }
        int failed = result.get("failed").asInt();
        if (failed > 0) {
            spec.commandLine().getErr().println(failed + " of " + result.get("runs").asInt()
                + " runs failed; failed.csv in " + folder.path() + " says which and why; first: "
                + result.get("first_error").asText());
            return ExitCode.RUNS_FAILED;
        }
        Path page = LessonReport.write(folder.path());
        if (work.json()) {
            spec.commandLine().getOut().print(JsonText.of(result));
        }
        PrintWriter out = work.people();
        int shown = result.get("shown").asInt();
        int all = result.get("expectations").asInt();
        if (teacher) {
            result.get("expected").forEach(each -> out.println(String.format(Locale.ROOT, "%-72s %s, must be %s: %s",
                each.get("title").asText(), interval(each), each.get("rule").asText(),
                each.get("holds").asBoolean() ? "seen" : "not seen")));
        }
        out.println(shown + " of " + all + " things that this lesson is about were seen");
        out.println(page);
        out.flush();
        return shown == all ? ExitCode.DONE : ExitCode.CLAIM_FAILED;
    }

    private static String interval(com.fasterxml.jackson.databind.JsonNode found) {
        return String.format(Locale.ROOT, "%.3g [%.3g, %.3g]", found.get("found").asDouble(Double.NaN),
            found.get("found_ci95").get(0).asDouble(Double.NaN), found.get("found_ci95").get(1).asDouble(Double.NaN));
    }
}
