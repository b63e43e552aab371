package org.rexed.simulation;

import org.junit.jupiter.api.Tag;

/** The courses in as many animals as the claims ledger asks for. */
@Tag("long")
class TimeCoursesFullTest extends TimeCourses {
    TimeCoursesFullTest() {
        // A sign test: 15 of 20 by chance in 2 % of cases.
        super(20, 6, 15);
    }
}
