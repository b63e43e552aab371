package org.rexed.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rexed.document.Fields;

/**
 * Several assays that are always done together and in the same order, such as quantitative sensory testing; a file in
 * {@code models/batteries}.
 *
 * @param title one line
 * @param tests the assays in order
 */
public record Battery(String title, List<Test> tests) {
    private static final double LONGEST_min = 24 * 60;

    /**
     * One assay of a battery.
     *
     * @param assay name of its file
     * @param after_min minutes after the begin of the battery
     */
    public record Test(String assay, double after_min) {}

    /**
     * Reads the file of a battery; what is wrong becomes a problem at its place.
     *
     * @param assays names of the assays that exist
     */
    public static Battery read(Fields f, List<String> assays) {
        String title = f.text("title");
        List<Test> tests = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        double last_min = 0;
        for (Fields test : f.maps("tests",
                "at least one is needed; expected such as {assay: pain-rating, after: 0 min}")) {
            String assay = test.oneOf("assay", assays);
            double after_min = test.quantity("after", "min", 0, LONGEST_min);
            if (!seen.add(assay)) {
                test.problem("assay", "assay: " + assay + " is there twice; a battery holds each assay once");
            }
            if (after_min < last_min) {
                test.problem("after", "after: earlier than the test before it; found " + test.raw("after"));
            }
            last_min = Math.max(last_min, after_min);
            test.done();
            tests.add(new Test(assay, after_min));
        }
        f.done();
        return new Battery(title, List.copyOf(tests));
    }
}
