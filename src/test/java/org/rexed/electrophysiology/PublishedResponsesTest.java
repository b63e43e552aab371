package org.rexed.electrophysiology;

/** Published responses in a sample of circuits. */
class PublishedResponsesTest extends PublishedResponses {
    PublishedResponsesTest() {
        super(10);
    }
}
