package io.dust.setting;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The versions of a kind of setting that this instance has read: of each currency all of them, up
 * to some number. A version never changes, so what was read once stays true. Several event loops
 * use the history at the same time.
 */
public final class SettingHistory<D> {

    private static final long FIRST_VERSION = 1;

    private final Map<String, ConcurrentNavigableMap<Long, SettingVersion<D>>> byCurrencyCode = new ConcurrentHashMap<>();
    private final Function<D, Optional<Instant>> validFrom;

    /** @param validFrom the instant from which staff want a version to be in force, if they named one */
    SettingHistory(Function<D, Optional<Instant>> validFrom) {
        this.validFrom = validFrom;
    }

    /**
     * The version that was in force at an instant: the newest of those whose time had begun. Empty
     * when there was none, or when that version retired the setting.
     */
    public Optional<SettingVersion<D>> at(String currencyCode, Instant at) {
        return newestFirst(currencyCode).filter(version -> !at.isBefore(begin(version))).findFirst()
                .filter(version -> !version.retired());
    }

    /** The newest version, whenever its time begins. Empty when there is none, or when it is retired. */
    public Optional<SettingVersion<D>> newest(String currencyCode) {
        return newestFirst(currencyCode).findFirst().filter(version -> !version.retired());
    }

    /** A version by its number. Empty when it was not read. */
    public Optional<SettingVersion<D>> version(String currencyCode, long number) {
        var versions = byCurrencyCode.get(currencyCode);
        return versions == null ? Optional.empty() : Optional.ofNullable(versions.get(number));
    }

    /** The number of the newest version that was read; 0 when none was. */
    long lastNumber(String currencyCode) {
        return newestFirst(currencyCode).findFirst().map(SettingVersion::version).orElse(0L);
    }

    /**
     * Adds a version that was read. Of each currency, the versions are added in the order of their
     * numbers; a version that is known already changes nothing.
     */
    void add(SettingVersion<D> version) {
        String currencyCode = version.currency().getCurrencyCode();
        var versions = byCurrencyCode.computeIfAbsent(currencyCode, code -> new ConcurrentSkipListMap<>());
        if (version.version() != FIRST_VERSION && !versions.containsKey(version.version() - 1)) {
            throw new IllegalStateException("Version " + version.version() + " of a setting for " + currencyCode
                    + " was read before the version that it follows");
        }
        versions.putIfAbsent(version.version(), version);
    }

    private Stream<SettingVersion<D>> newestFirst(String currencyCode) {
        var versions = byCurrencyCode.get(currencyCode);
        return versions == null ? Stream.empty() : versions.descendingMap().values().stream();
    }

    /** The instant from which a version is in force, unless a newer one is. */
    private Instant begin(SettingVersion<D> version) {
        if (version.retired()) {
            return version.createdAt();
        }
        Instant otherwise = version.version() == FIRST_VERSION ? Instant.MIN : version.createdAt();
        return validFrom.apply(version.definition()).orElse(otherwise);
    }
}
