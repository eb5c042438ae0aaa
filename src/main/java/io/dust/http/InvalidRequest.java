package io.dust.http;

/** A member of a request is wrong. */
public final class InvalidRequest extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String member;

    /** @param message follows the name of the member: "must be …" */
    public InvalidRequest(String member, String message) {
        super(message, null, false, false);
        this.member = member;
    }

    /** One sentence for the caller. */
    public String detail() {
        return member + " " + getMessage() + ".";
    }

    /** The member, and what would be right. */
    public Problem.InvalidMember invalidMember() {
        return new Problem.InvalidMember(member, String.valueOf(getMessage()));
    }
}
