package io.dust.redeem.checkout;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.dust.database.RuleCheck;

/** The rules about holds and what orders cost in points. */
@ApplicationScoped
class CheckoutRuleChecks implements RuleCheck.Source {

    // The kind of a trigger (tgtype): row 1, before 2, insert 4, delete 8, update 16, truncate 32.
    private static final List<RuleCheck> CHECKS = List.of(
            new RuleCheck(1, "guards_of_holds_are_enabled",
                    """
                            select guard as customer_id
                            from (values
                                ('dust_hold_ends_once', 'dust_hold', 19),
                                ('dust_hold_kept', 'dust_hold', 10),
                                ('dust_hold_not_truncated', 'dust_hold', 34),
                                ('dust_redemption_kept', 'dust_redemption', 10),
                                ('dust_redemption_not_truncated', 'dust_redemption', 34),
                                ('dust_setting_append_only', 'dust_setting', 58)) as wanted (guard, guarded, kind)
                            where not exists (
                                select from pg_trigger
                                where tgname = guard and tgrelid = to_regclass(guarded) and tgtype = kind and tgenabled in ('O', 'A'))"""),
            new RuleCheck(4, "open_holds_add_up_to_held",
                    """
                            select customer_id from dust_point p
                            full join (
                                select customer_id, sum(points) as held, min(expires_at) as next_hold_expiry
                                from dust_hold where status = 'held' group by customer_id) h using (customer_id)
                            where coalesce(p.held, 0) <> coalesce(h.held, 0) or p.next_hold_expiry is distinct from h.next_hold_expiry"""),
            new RuleCheck(5, "no_more_is_given_back_than_captured", """
                    select customer_id from dust_redemption where given_back > captured"""),
            new RuleCheck(5, "orders_cost_what_was_spent", """
                    select customer_id from dust_redemption r
                    full join (
                        select customer_id, order_id, sum(spent) as spent from (
                            select h.customer_id, h.order_id, (t.computed_from ->> 'hold_id')::uuid as hold_id,
                                t.debt - t.points - t.held as spent
                            from dust_transaction t
                            join dust_hold h on h.customer_id = t.customer_id
                                and h.hold_id = (t.computed_from ->> 'hold_id')::uuid
                            where t.kind = 'CAPTURE' and h.order_id is not null
                            union all
                            select customer_id, reference_id, null, debt - points - held from dust_transaction
                            where kind in ('CAPTURE', 'REDEEM_REFUND') and reference_type = 'order'
                                and computed_from ->> 'hold_id' is null) costs
                        group by customer_id, order_id) t using (customer_id, order_id)
                    where coalesce(r.captured - r.given_back, 0) <> coalesce(t.spent, 0)"""),
            new RuleCheck(6, "captures_are_the_orders", """
                    select customer_id from dust_hold h where order_id is not null and not exists (
                        select from dust_redemption r
                        where r.customer_id = h.customer_id and r.order_id = h.order_id
                            and jsonb_exists(r.discounts, 'DUST-' || upper(replace(h.hold_id::text, '-', ''))))"""),
            new RuleCheck(6, "holds_end_once", """
                    select customer_id from dust_transaction
                    where kind in ('CAPTURE', 'VOID', 'HOLD_EXPIRE') and computed_from ->> 'held' is not null
                    group by customer_id, computed_from ->> 'hold_id' having count(*) > 1"""));

    @Override
    public List<RuleCheck> checks() {
        return CHECKS;
    }
}
