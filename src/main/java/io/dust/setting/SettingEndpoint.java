package io.dust.setting;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.RestResponse;

import io.dust.http.Page;
import io.dust.http.Parameters;
import io.dust.http.Precondition;
import io.dust.http.input.Amounts;
import io.dust.ledger.Rejection;
import io.smallrye.mutiny.Uni;

/**
 * How staff read and change a kind of setting over HTTP. A change sends the {@code ETag} of the
 * version that the member of staff has read.
 *
 * @param notFound the rejection for a currency without this setting
 * @param answer the view of a version
 */
public record SettingEndpoint<D, A>(VersionedSettings<D> settings, Clock clock, Rejection notFound,
        Function<SettingVersion<D>, A> answer) {

    /** The newest version for each currency. */
    public Uni<List<SettingVersion<D>>> list() {
        return settings.newest().map(newest -> newest.stream()
                .sorted(Comparator.comparing(setting -> setting.currency().getCurrencyCode())).toList());
    }

    /** The newest version for a currency, with its {@code ETag}. */
    public Uni<RestResponse<A>> get(String currencyCode) {
        return newest(Amounts.requireCurrency(currencyCode)).map(newest -> respond(newest.orElseThrow(() -> notFound)));
    }

    /**
     * A page of the versions for a currency, newest first, with one entry more than asked for. Its
     * key is the number of its last version.
     */
    public Uni<List<SettingVersion<D>>> versions(String currencyCode, Page page) {
        long before = page.lastKey().map(key -> Parameters.integer("cursor", key, 0, 1, Long.MAX_VALUE))
                .orElse(Long.MAX_VALUE);
        return settings.versions(Amounts.requireCurrency(currencyCode), before, page.limitAndOne());
    }

    /** Adds a version. */
    public Uni<RestResponse<A>> put(Currency currency, Precondition precondition, D definition, String actor) {
        return newest(currency).flatMap(newest -> add(precondition, currency, newest, false, definition, actor));
    }

    /** Adds a version that puts nothing in force. */
    public Uni<RestResponse<A>> retire(String currencyCode, Precondition precondition, String actor) {
        Currency currency = Amounts.requireCurrency(currencyCode);
        return newest(currency).flatMap(newest -> add(precondition, currency, newest, true,
                newest.orElseThrow(() -> notFound).definition(), actor));
    }

    private Uni<RestResponse<A>> add(Precondition precondition, Currency currency, Optional<SettingVersion<D>> newest,
            boolean retired, D definition, String actor) {
        long version = newest.map(SettingVersion::version).orElse(0L);
        precondition.require(version);
        SettingVersion<D> next = new SettingVersion<>(currency, version + 1, retired, definition, actor,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return settings.add(next).map(added -> {
            if (!added) {
                throw Precondition.failed();
            }
            return respond(next);
        });
    }

    private Uni<Optional<SettingVersion<D>>> newest(Currency currency) {
        return settings.newest()
                .map(newest -> newest.stream().filter(setting -> setting.currency().equals(currency)).findAny());
    }

    private RestResponse<A> respond(SettingVersion<D> setting) {
        return RestResponse.ResponseBuilder.ok(answer.apply(setting))
                .header(HttpHeaders.ETAG, Precondition.etag(setting.version())).build();
    }
}
