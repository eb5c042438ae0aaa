package io.dust.token;

/** A token whose signature may be right, but which speaks for nobody. */
final class InvalidTokenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    InvalidTokenException(String message) {
        super(message, null, false, false);
    }
}
