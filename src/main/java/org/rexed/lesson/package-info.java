/**
 * Lessons: experiments with goals, questions and what must be seen, and sealed patients whose mechanisms a class has
 * to find out.
 */
package org.rexed.lesson;
