package org.rexed.validation;

import org.rexed.document.Fields;

/**
 * Where an experiment was published.
 *
 * @param citation authors, year, journal
 * @param doi or another identifier; possibly empty
 * @param laboratory name of the group: studies of one laboratory are not independent
 * @param leftOut what of the experiment the scenario does not have, and why; possibly empty
 */
public record Publication(String citation, String doi, String laboratory, String leftOut) {
    static Publication read(Fields f) {
        Publication publication =
            new Publication(f.text("citation"), f.text("doi", ""), f.text("laboratory"), f.text("left-out", ""));
        f.done();
        return publication;
    }
}
