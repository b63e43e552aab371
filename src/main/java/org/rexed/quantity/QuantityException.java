package org.rexed.quantity;

/** A number or unit that cannot be used; the message says what was found and what is expected. */
public final class QuantityException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message for the person who wrote the number. */
    public QuantityException(String message) {
        super(message);
    }
}
