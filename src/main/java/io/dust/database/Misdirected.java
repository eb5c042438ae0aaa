package io.dust.database;

/** A request about a customer whose group this instance does not serve. */
public final class Misdirected extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int group;

    Misdirected(int group) {
        super("This instance does not serve group " + group, null, false, false);
        this.group = group;
    }

    /** The number of the group that the customer belongs to. */
    public int group() {
        return group;
    }
}
