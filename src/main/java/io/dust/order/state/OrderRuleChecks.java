package io.dust.order.state;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.dust.database.RuleCheck;

/** The rules about orders. */
@ApplicationScoped
class OrderRuleChecks implements RuleCheck.Source {

    // The kind of a trigger (tgtype): row 1, before 2, insert 4, delete 8, update 16, truncate 32.
    private static final List<RuleCheck> CHECKS = List.of(
            new RuleCheck(1, "guards_of_orders_are_enabled",
                    """
                            select guard as customer_id
                            from (values
                                ('dust_order_directory_kept', 'dust_order_directory', 42),
                                ('dust_order_kept', 'dust_order', 10),
                                ('dust_order_not_truncated', 'dust_order', 34),
                                ('dust_event_refused_kept', 'dust_event_refused', 34),
                                ('dust_event_refused_seen', 'dust_event_refused', 8)) as wanted (guard, guarded, kind)
                            where not exists (
                                select from pg_trigger
                                where tgname = guard and tgrelid = to_regclass(guarded) and tgtype = kind and tgenabled in ('O', 'A'))"""),
            new RuleCheck(5, "orders_earn_once_a_revision", """
                    select customer_id from dust_transaction
                    where computed_from ->> 'revision' is not null
                    group by customer_id, reference_type, reference_id, computed_from ->> 'revision', kind
                    having count(*) > 1"""),
            new RuleCheck(5, "orders_earn_what_they_are_worth", """
                    select customer_id from dust_order where pending + released - clawed_back - waived <> entitled"""),
            new RuleCheck(5, "orders_equal_their_transactions", """
                    select customer_id from dust_order o
                    full join (
                        select customer_id, reference_id as order_id, sum(pending) as pending,
                            coalesce(sum(points - debt) filter (where kind in ('EARN', 'EARN_RELEASE')), 0) as released,
                            coalesce(sum(debt - points) filter (where kind = 'CLAWBACK'), 0) as clawed_back
                        from dust_transaction
                        where computed_from ->> 'revision' is not null and reference_type = 'order'
                        group by customer_id, reference_id) t using (customer_id, order_id)
                    where (coalesce(o.pending, 0), coalesce(o.released, 0), coalesce(o.clawed_back, 0)) <>
                        (coalesce(t.pending, 0), coalesce(t.released, 0), coalesce(t.clawed_back, 0))"""),
            new RuleCheck(5, "no_more_is_clawed_back_than_earned", """
                    select customer_id from dust_order where clawed_back + waived > released"""),
            new RuleCheck(5, "reversed_earnings_are_not_clawed_back", """
                    select earning.customer_id from dust_transaction earning
                    join dust_transaction reversal on reversal.customer_id = earning.customer_id
                        and reversal.reverses = earning.version
                    join dust_order o on o.customer_id = earning.customer_id and o.order_id = earning.reference_id
                    where earning.kind in ('EARN', 'EARN_RELEASE') and earning.computed_from is not null
                        and earning.reference_type = 'order' and o.clawed_back > 0"""),
            new RuleCheck(5, "orders_are_in_the_directory", """
                    select o.customer_id from dust_order o
                    left join dust_order_directory d using (order_id)
                    where d.order_id is null"""),
            new RuleCheck(5, "an_order_earns_for_one_customer", """
                    select min(customer_id) as customer_id from dust_order where entitled > 0 and not unsettled
                    group by order_id having count(*) > 1"""));

    @Override
    public List<RuleCheck> checks() {
        return CHECKS;
    }
}
