package io.dust.redeem.discount;

import java.util.Locale;

/** The status of a discount with the provider that gives it. */
public enum DiscountStatus {
    /** The shop's own checkout gives the discount. */
    BY_SHOP,
    /** The discount must be created. */
    PENDING,
    /** The discount exists. */
    ACTIVE,
    /** The discount must be withdrawn, if it exists. */
    WITHDRAWING,
    /** The discount does not apply any more. */
    WITHDRAWN,
    /** The discount is removed from the provider. */
    DELETED;

    public static DiscountStatus of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status when the hold has ended. */
    public DiscountStatus atEnd() {
        return this == PENDING || this == ACTIVE ? WITHDRAWING : this;
    }
}
