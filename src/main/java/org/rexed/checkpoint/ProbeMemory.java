package org.rexed.checkpoint;

import java.util.function.Supplier;

/** Answers of the millisecond clock that are known already. What it gives is the same to the bit as asking again. */
public interface ProbeMemory {
    /** Remembers nothing. */
    ProbeMemory NONE = (question, ask) -> ask.get();

    /**
     * The answer to a question.
     *
     * @param question names all that the answer depends on; not worked out where nothing is remembered
     * @param ask runs the probes, if the answer is not known
     */
    Answer answer(Supplier<Question> question, Supplier<Answer> ask);
}
