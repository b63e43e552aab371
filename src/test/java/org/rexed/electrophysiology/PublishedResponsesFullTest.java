package org.rexed.electrophysiology;

import org.junit.jupiter.api.Tag;

/** Published responses in as many circuits as the checks of the literature ask for. */
@Tag("long")
class PublishedResponsesFullTest extends PublishedResponses {
    PublishedResponsesFullTest() {
        super(20);
    }
}
