package io.dust.redeem;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.dust.event.RefusedEvents;
import io.dust.ledger.Columns;
import io.dust.ledger.Considered;
import io.dust.ledger.PostingRequest;
import io.dust.ledger.RowTable;
import io.dust.setting.CurrentSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The tables of holds and of what orders have cost in points. A customer has one wallet. */
@Singleton
class Wallets implements RowTable<Wallet> {

    private static final String FIND_HOLDS = """
            select h.* from unnest($1::text[]) as asked (customer_id),
                lateral (select * from dust_hold where customer_id = asked.customer_id and status = 'held' offset 0) h
            union all
            select h.* from unnest($2::text[], $3::uuid[]) as asked (customer_id, hold_id),
                lateral (select * from dust_hold where customer_id = asked.customer_id and hold_id = asked.hold_id offset 0) h""";

    private static final String FIND_REDEMPTIONS = """
            select r.* from unnest($1::text[], $2::text[]) as asked (customer_id, order_id),
                lateral (select * from dust_redemption where customer_id = asked.customer_id and order_id = asked.order_id offset 0) r""";

    private static final String WRITE_HOLDS = """
            insert into dust_hold (customer_id, hold_id, cart_id, status, points, captured, order_id, currency_code, amount,
                cart_total, asked_points, offer, rate_version, created_at, expires_at, ended_at)
            select * from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::text[],
                $8::text[], $9::bigint[], $10::bigint[], $11::bigint[], $12::text[], $13::bigint[], $14::timestamptz[],
                $15::timestamptz[], $16::timestamptz[])
            on conflict (customer_id, hold_id) do update set status = excluded.status, points = excluded.points,
                captured = excluded.captured, order_id = excluded.order_id, currency_code = excluded.currency_code,
                amount = excluded.amount, cart_total = excluded.cart_total, asked_points = excluded.asked_points, offer = excluded.offer,
                rate_version = excluded.rate_version, expires_at = excluded.expires_at, ended_at = excluded.ended_at""";

    private static final String WRITE_REDEMPTIONS = """
            insert into dust_redemption (customer_id, order_id, currency_code, captured, amount, given_back, canceled_at, refunds,
                codes, updated_at)
            select *, $10::timestamptz from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[],
                $7::timestamptz[], $8::jsonb[], $9::jsonb[])
            on conflict (customer_id, order_id) do update set captured = excluded.captured, amount = excluded.amount,
                given_back = excluded.given_back, canceled_at = excluded.canceled_at, refunds = excluded.refunds,
                codes = excluded.codes, updated_at = excluded.updated_at""";

    private final RedemptionRates rates;
    private final RefusedEvents contradictions;

    Wallets(RedemptionRates rates, RefusedEvents contradictions) {
        this.rates = rates;
        this.contradictions = contradictions;
    }

    /** The intent of a request of this feature: a customer has one wallet, so its id says nothing. */
    Considered<Wallet> intent(WalletRequest request) {
        return new Considered<>(this, "", request.label(), request.canonical(), request);
    }

    @Override
    public Uni<Void> find(SqlConnection connection, List<Asked> asked, Found<Wallet> found) {
        List<Named> named = asked.stream().map(Named::of).toList();
        Map<String, Map<UUID, Hold>> holds = new HashMap<>();
        Map<String, Map<String, Redemption>> redemptions = new HashMap<>();
        Set<String> customerIds = new HashSet<>(asked.stream().map(Asked::customerId).toList());
        customerIds.forEach(id -> {
            holds.put(id, new HashMap<>());
            redemptions.put(id, new HashMap<>());
        });
        return Uni.combine().all().unis(findHolds(connection, customerIds, named, holds),
                findRedemptions(connection, named, redemptions), findRates(connection, named))
                .with((heldFound, redemptionsFound, current) -> current)
                .invoke(current -> customerIds.forEach(id -> found.add(id, "",
                        new Wallet(Map.copyOf(holds.get(id)), Map.copyOf(redemptions.get(id)), current, Set.of()))))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> write(SqlConnection connection, List<Result<Wallet>> results, Instant now) {
        Map<String, Wallet> last = new LinkedHashMap<>();
        results.forEach(result -> result.row().ifPresent(wallet -> last.put(result.request().customerId(), wallet)));
        // Those that have ended first: a cart has one that is open.
        List<Owned<Hold>> holds = last.entrySet().stream().flatMap(Wallets::changedHolds)
                .sorted(Comparator.comparing(owned -> owned.it().isHeld())).toList();
        List<Owned<Redemption>> redemptions = last.entrySet().stream().flatMap(Wallets::changedRedemptions).toList();
        List<RefusedEvents.Refused> contradicting = results.stream()
                .flatMap(result -> OrderSpending.contradiction(result).stream()).toList();
        return Uni.combine().all().unis(writeHolds(connection, holds), writeRedemptions(connection, redemptions, now),
                contradictions.write(connection, contradicting, now)).discardItems();
    }

    /** What a request names of its customer's. */
    private record Named(String customerId, WalletRequest request) {

        static Named of(Asked asked) {
            return new Named(asked.customerId(), requestOf(asked.request()));
        }
    }

    /** Something of a customer's. */
    private record Owned<T>(String customerId, T it) {
    }

    /** What the feature has made a request of. */
    static WalletRequest requestOf(PostingRequest request) {
        if (request.intent() instanceof Considered<?> considered && considered.consideration() instanceof WalletRequest asked) {
            return asked;
        }
        throw new IllegalArgumentException("No request about a wallet: " + request.intent());
    }

    private static Stream<Owned<Hold>> changedHolds(Map.Entry<String, Wallet> entry) {
        return entry.getValue().holds().values().stream().filter(hold -> entry.getValue().changed().contains(hold.id()))
                .map(hold -> new Owned<>(entry.getKey(), hold));
    }

    private static Stream<Owned<Redemption>> changedRedemptions(Map.Entry<String, Wallet> entry) {
        return entry.getValue().redemptions().values().stream()
                .filter(redemption -> entry.getValue().changed().contains(redemption.orderId()))
                .map(redemption -> new Owned<>(entry.getKey(), redemption));
    }

    private static Uni<Void> findHolds(SqlClient connection, Set<String> customerIds, List<Named> named,
            Map<String, Map<UUID, Hold>> found) {
        List<Owned<UUID>> ids = named.stream()
                .flatMap(one -> one.request().holdIds().stream().map(id -> new Owned<>(one.customerId(), id))).toList();
        Tuple values = Tuple.tuple().addArrayOfString(customerIds.toArray(String[]::new))
                .addArrayOfString(Columns.texts(ids, Owned::customerId))
                .addArrayOfUUID(ids.stream().map(Owned::it).toArray(UUID[]::new));
        return connection.preparedQuery(FIND_HOLDS).execute(values)
                .invoke(rows -> rows.forEach(row -> {
                    Hold hold = hold(row);
                    Objects.requireNonNull(found.get(row.getString("customer_id"))).put(hold.id(), hold);
                })).replaceWithVoid();
    }

    private static Uni<Void> findRedemptions(SqlClient connection, List<Named> named,
            Map<String, Map<String, Redemption>> found) {
        List<Named> ofOrders = named.stream().filter(one -> one.request().orderId().isPresent()).toList();
        if (ofOrders.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = Tuple.of(Columns.texts(ofOrders, Named::customerId),
                Columns.texts(ofOrders, one -> one.request().orderId().orElseThrow()));
        return connection.preparedQuery(FIND_REDEMPTIONS).execute(values)
                .invoke(rows -> rows.forEach(row -> {
                    Redemption redemption = redemption(row);
                    Objects.requireNonNull(found.get(row.getString("customer_id"))).put(redemption.orderId(), redemption);
                })).replaceWithVoid();
    }

    private Uni<CurrentSettings<RateDefinition>> findRates(SqlClient connection, List<Named> named) {
        return named.stream().anyMatch(one -> one.request().needsRates()) ? rates.current(connection)
                : Uni.createFrom().item(new CurrentSettings<>(Map.of()));
    }

    private static Uni<Void> writeHolds(SqlClient connection, List<Owned<Hold>> owned) {
        if (owned.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Hold> holds = owned.stream().map(Owned::it).toList();
        Tuple values = Tuple.tuple()
                .addArrayOfString(Columns.texts(owned, Owned::customerId))
                .addArrayOfUUID(holds.stream().map(Hold::id).toArray(UUID[]::new))
                .addArrayOfString(Columns.texts(holds, hold -> hold.asked().cartId()))
                .addArrayOfString(Columns.texts(holds, hold -> hold.status().label()))
                .addArrayOfLong(Columns.numbers(holds, Hold::points))
                .addArrayOfLong(Columns.numbers(holds, Hold::captured))
                .addArrayOfString(Columns.texts(holds, Hold::orderId))
                .addArrayOfString(Columns.texts(holds, hold -> hold.asked().currency().getCurrencyCode()))
                .addArrayOfLong(Columns.numbers(holds, hold -> hold.discount().amount()))
                .addArrayOfLong(Columns.numbers(holds, hold -> hold.asked().cartTotal()))
                .addArrayOfLong(Columns.numbers(holds, hold -> hold.asked().points()))
                .addArrayOfString(Columns.texts(holds, hold -> hold.offer().label()))
                .addArrayOfLong(Columns.numbers(holds, Hold::rateVersion))
                .addArrayOfOffsetDateTime(Columns.times(holds, Hold::createdAt))
                .addArrayOfOffsetDateTime(Columns.times(holds, Hold::expiresAt))
                .addArrayOfOffsetDateTime(Columns.times(holds, Hold::endedAt));
        return connection.preparedQuery(WRITE_HOLDS).execute(values).replaceWithVoid();
    }

    private static Uni<Void> writeRedemptions(SqlClient connection, List<Owned<Redemption>> owned, Instant now) {
        if (owned.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Redemption> redemptions = owned.stream().map(Owned::it).toList();
        Tuple values = Tuple.tuple()
                .addArrayOfString(Columns.texts(owned, Owned::customerId))
                .addArrayOfString(Columns.texts(redemptions, Redemption::orderId))
                .addArrayOfString(Columns.texts(redemptions, redemption -> redemption.currency().getCurrencyCode()))
                .addArrayOfLong(Columns.numbers(redemptions, Redemption::captured))
                .addArrayOfLong(Columns.numbers(redemptions, Redemption::amount))
                .addArrayOfLong(Columns.numbers(redemptions, Redemption::givenBack))
                .addArrayOfOffsetDateTime(Columns.times(redemptions, Redemption::canceledAt))
                .addArrayOfJsonObject(json(redemptions, Redemption::refunds))
                .addArrayOfJsonObject(json(redemptions, Redemption::codes))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return connection.preparedQuery(WRITE_REDEMPTIONS).execute(values).replaceWithVoid();
    }

    static Hold hold(Row row) {
        Currency currency = Currency.getInstance(row.getString("currency_code"));
        return new Hold(row.getUUID("hold_id"), Hold.Status.of(row.getString("status")), row.getLong("points"),
                row.getLong("captured"), row.getString("order_id"),
                new Hold.Asked(row.getString("cart_id"), currency, row.getLong("cart_total"), row.getLong("asked_points")),
                new Hold.Discount(row.getLong("amount"), currency),
                Hold.Offer.of(row.getString("offer")), row.getLong("rate_version"),
                row.getOffsetDateTime("created_at").toInstant(), row.getOffsetDateTime("expires_at").toInstant(),
                Columns.instant(row, "ended_at"));
    }

    private static Redemption redemption(Row row) {
        return new Redemption(row.getString("order_id"), Currency.getInstance(row.getString("currency_code")),
                row.getLong("captured"), row.getLong("amount"), row.getLong("given_back"), Columns.instant(row, "canceled_at"),
                amounts(row.getJsonObject("refunds")), amounts(row.getJsonObject("codes")));
    }

    private static Map<String, Long> amounts(JsonObject json) {
        Map<String, Long> amounts = new TreeMap<>();
        json.forEach(member -> amounts.put(member.getKey(), ((Number) member.getValue()).longValue()));
        return amounts;
    }

    private static JsonObject[] json(Collection<Redemption> redemptions,
            Function<Redemption, Map<String, Long>> column) {
        return redemptions.stream().map(column).map(amounts -> new JsonObject(new TreeMap<>(amounts)))
                .toArray(JsonObject[]::new);
    }
}
