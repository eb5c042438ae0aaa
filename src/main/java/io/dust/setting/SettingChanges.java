package io.dust.setting;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import jakarta.ws.rs.core.HttpHeaders;

import org.jboss.resteasy.reactive.RestResponse;

import io.dust.http.Amounts;
import io.dust.http.InvalidRequest;
import io.dust.http.Precondition;
import io.dust.ledger.Rejection;
import io.smallrye.mutiny.Uni;

/**
 * How staff change a kind of setting, the same for each: with the {@code ETag} of the version that they have read.
 *
 * @param notFound for a currency that has none
 * @param answer what is answered about a version
 */
public record SettingChanges<D, A>(CurrencySettings<D> settings, Clock clock, Rejection notFound,
        Function<CurrencySetting<D>, A> answer) {

    /** The newest version for each currency. */
    public Uni<List<CurrencySetting<D>>> list() {
        return settings.current().map(current -> current.byCurrencyCode().values().stream()
                .sorted(Comparator.comparing(setting -> setting.currency().getCurrencyCode())).toList());
    }

    /** The newest version for a currency, with its {@code ETag}. */
    public Uni<RestResponse<A>> get(String currencyCode) {
        return newest(currency(currencyCode)).map(newest -> respond(newest.orElseThrow(() -> notFound)));
    }

    /** Puts a new version in force. */
    public Uni<RestResponse<A>> put(Currency currency, Precondition precondition, D definition, String actor) {
        return newest(currency).flatMap(newest -> add(precondition, currency, newest, false, definition, actor));
    }

    /** Lets nothing be in force for a currency any more. */
    public Uni<RestResponse<A>> retire(String currencyCode, Precondition precondition, String actor) {
        Currency currency = currency(currencyCode);
        return newest(currency).flatMap(newest -> add(precondition, currency, newest, true,
                newest.orElseThrow(() -> notFound).definition(), actor));
    }

    /**
     * The currency that a caller names, in any case.
     *
     * @throws InvalidRequest if there is none
     */
    public static Currency currency(String code) {
        return Amounts.currency(code.toUpperCase(Locale.ROOT)).orElseThrow(
                () -> new InvalidRequest("currency_code", "must be one that ISO 4217 knows, such as EUR"));
    }

    private Uni<RestResponse<A>> add(Precondition precondition, Currency currency, Optional<CurrencySetting<D>> newest,
            boolean retired, D definition, String actor) {
        long version = newest.map(CurrencySetting::version).orElse(0L);
        precondition.require(version);
        CurrencySetting<D> next = new CurrencySetting<>(currency, version + 1, retired, definition, actor,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return settings.add(next).map(added -> {
            if (!added) {
                throw Precondition.failed();
            }
            return respond(next);
        });
    }

    private Uni<Optional<CurrencySetting<D>>> newest(Currency currency) {
        return settings.current()
                .map(current -> Optional.ofNullable(current.byCurrencyCode().get(currency.getCurrencyCode())));
    }

    private RestResponse<A> respond(CurrencySetting<D> setting) {
        return RestResponse.ResponseBuilder.ok(answer.apply(setting))
                .header(HttpHeaders.ETAG, Precondition.etag(setting.version())).build();
    }
}
