package io.dust.token;

/** A token that is rejected for its headers or claims, even if its signature is right. */
final class InvalidTokenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    InvalidTokenException(String message) {
        super(message, null, false, false);
    }
}
