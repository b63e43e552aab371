package org.rexed.simulation;

/** The courses in a few animals, for every build. */
class TimeCoursesTest extends TimeCourses {
    TimeCoursesTest() {
        super(3, 12, 2);
    }
}
