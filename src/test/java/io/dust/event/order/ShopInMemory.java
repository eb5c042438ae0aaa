package io.dust.event.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.dust.account.Account;
import io.dust.account.Balance;
import io.dust.account.Cause;
import io.dust.account.RequestId;
import io.dust.earn.order.EarnSettings;
import io.dust.earn.rule.RuleDefinition;
import io.dust.earn.rule.RuleHistory;
import io.dust.http.json.StrictJson;
import io.dust.ledger.Decided;
import io.dust.ledger.LockedAccount;
import io.dust.ledger.PostingResult;
import io.dust.order.OrderEvent;
import io.dust.order.OrderEventType;
import io.dust.order.OrderIds;
import io.dust.order.OrderParser;
import io.dust.order.OrderReason;
import io.dust.order.state.Order;
import io.dust.order.state.OrderState;
import io.dust.redeem.checkout.CheckoutState;
import io.dust.setting.Histories;
import io.dust.setting.Ratio;

/** One order and its accounts, decided on without a database. */
final class ShopInMemory {

    static final String ORDER = "order_1";
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, Order> orders = new HashMap<>();
    private final RuleHistory rules;
    private Optional<String> directory = Optional.empty();

    ShopInMemory(String currencyCode, RuleDefinition rule) {
        this.rules = new RuleHistory(Histories.of(currencyCode, rule), Map.of());
    }

    /** A rule with a rate, and nothing else. */
    static RuleDefinition rule(Ratio rate) {
        return new RuleDefinition(rate, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Tells an event, as {@link OrderEvents} does. */
    void tell(OrderEvent event) {
        String customer = directory.orElse(event.customerId());
        decide(customer, new OrderEventCommand(event, NOW, new Settings()));
        Order order = orders.get(customer);
        if (order.unsettled()) {
            order.facts().customers().stream().filter(other -> !other.equals(customer)).forEach(
                    other -> decide(other, new SettleOrder(ORDER, order.currency(), order.facts(), new Settings())));
        }
    }

    private void decide(String customer, OrderCommand command) {
        Account account = accounts.computeIfAbsent(customer, id -> Account.open(id, NOW));
        CheckoutState checkout = new CheckoutState(Map.of(), Map.of(), Histories.of("EUR", null), Set.of());
        OrderAccount known = new OrderAccount(new OrderState(directory, Optional.ofNullable(orders.get(customer))), checkout,
                rules);
        Decided<OrderAccount> decided = command.decide(known,
                new LockedAccount(account, RequestId.unnamed(), Cause.of("shop", null), NOW, null,
                        version -> Optional.empty()));
        assertThat(decided.result()).isNotInstanceOf(PostingResult.Rejected.class);
        Order order = decided.state().order().order().orElseThrow();
        orders.put(customer, order);
        if (directory.isEmpty() || order.facts().belongsTo(customer)) {
            directory = Optional.of(customer);
        }
        if (decided.result() instanceof PostingResult.Posted posted) {
            accounts.put(customer, posted.account());
        }
    }

    Balance balance(String customer) {
        Account account = accounts.get(customer);
        return account == null ? Balance.ZERO : account.balance();
    }

    /** An event of the order at a minute of a day. */
    static OrderEvent event(String type, int minute, String customer, String currencyCode, String more) {
        var cloudEvent = CloudEventBuilder.v1().withId(type + minute).withSource(URI.create("https://shop.example"))
                .withType(type).withTime(NOW.minus(Duration.ofDays(1)).plusSeconds(60L * minute).atOffset(ZoneOffset.UTC))
                .build();
        String data = "{\"id\": \"%s\", \"customer_id\": \"%s\", \"currency_code\": \"%s\"%s%s}".formatted(ORDER, customer,
                currencyCode, more.isEmpty() ? "" : ", ", more);
        return OrderParser.parse(cloudEvent, OrderEventType.of(type).orElseThrow(),
                StrictJson.parse(data.getBytes(StandardCharsets.UTF_8), OrderReason.EVENT_INVALID), OrderIds.UNIQUE)
                .orElseThrow();
    }

    private static final class Settings implements EarnSettings {

        @Override
        public ReleaseOn releaseOn() {
            return ReleaseOn.PAID;
        }

        @Override
        public Duration releaseAfter() {
            return Duration.ZERO;
        }

        @Override
        public Duration releaseEvery() {
            return Duration.ofSeconds(30);
        }

        @Override
        public ClawBackPolicy clawBack() {
            return ClawBackPolicy.DEBT;
        }
    }
}
