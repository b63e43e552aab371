package org.rexed.simulation;

import org.junit.jupiter.api.Tag;

/** The courses in as many animals as the claims ledger asks for. */
@Tag("long")
class TimeCoursesFullTest extends TimeCourses {
    TimeCoursesFullTest() {
        super(20, 6);
    }
}
