package org.rexed.lesson;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.rexed.experiment.Experiment;
import org.rexed.experiment.JsonText;
import org.rexed.experiment.RunFolder;
import org.rexed.experiment.Statistics.Estimate;

/** Runs the experiment of a lesson and says whether it shows what it must. */
public final class LessonRun {
    /** The file that makes the folder of a run that of a lesson. */
    public static final String FILE = "lesson.json";

    private final Lesson lesson;

    /**
     * A run that has not begun.
     *
     * @throws org.rexed.document.InputException if a slow variable that is asked for does not exist
     */
    public LessonRun(Lesson lesson) {
        this.lesson = lesson;
        lesson.trial().check();
    }

    /**
     * Runs everything and writes the folder.
     *
     * @param teacher whether the folder may tell answers, notes and what must be seen
     * @return what {@code lesson.json} holds, with {@code runs}, {@code failed}, {@code first_error} and {@code shown},
     *         the number of expectations that hold
     */
    public ObjectNode run(RunFolder folder, String command, int threads, boolean teacher,
                          Experiment.Watcher watcher) {
        Trial.Outcome outcome = lesson.trial().run(folder, lesson.given(), command, threads, watcher);
        ObjectNode root = describe(lesson, teacher);
        root.put("runs", outcome.runs()).put("failed", outcome.failed()).put("first_error", outcome.firstError());
        List<Estimate> found = outcome.found();
        int shown = 0;
        for (int i = 0; i < found.size(); i++) {
            Lesson.Expectation expectation = lesson.expected().get(i);
            boolean holds = expectation.band().holds(found.get(i));
            shown += holds ? 1 : 0;
            if (teacher) {
                ObjectNode node = (ObjectNode) root.get("expected").get(i);
                JsonText.estimate(node, "found", found.get(i));
                node.put("n", found.get(i).n()).put("holds", holds);
            }
        }
        root.put("shown", shown).put("expectations", lesson.expected().size());
        folder.write(FILE, JsonText.of(root));
        // The manifest is written again, so that it knows this file too.
        folder.end(outcome.failed());
        return root;
    }

    /** A lesson as students see it, or with what teachers know. */
    public static ObjectNode describe(Lesson lesson, boolean teacher) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("name", lesson.name())
            .put("title", lesson.title()).put("minutes", lesson.minutes()).put("background", lesson.background())
            .put("teacher", teacher);
        lesson.goals().forEach(root.putArray("goals")::add);
        ArrayNode questions = root.putArray("questions");
        for (Lesson.Question question : lesson.questions()) {
            ObjectNode node = questions.addObject().put("predict", question.predict()).put("look", question.look())
                .put("figure", question.figure()).put("explain", question.explain());
            if (teacher) {
                node.put("answer", question.answer());
            }
        }
        if (teacher) {
            ArrayNode expected = root.putArray("expected");
            lesson.expected().forEach(each -> expected.addObject().put("title", each.title())
                .put("rule", each.band().rule()));
            root.put("notes", lesson.notes());
        }
        return root;
    }
}
