package io.dust.account;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.dust.database.RuleCheck;

/** The rules about accounts and transactions. */
@ApplicationScoped
class AccountRuleChecks implements RuleCheck.Source {

    // The kind of a trigger (tgtype): row 1, before 2, insert 4, delete 8, update 16, truncate 32; or 0, a foreign key.
    // The guards on Citus are others: db/migration says why.
    private static final List<RuleCheck> CHECKS = List.of(
            new RuleCheck(1, "guards_are_enabled",
                    """
                            select guard as customer_id
                            from (values
                                ('dust_transaction_append_only', 'dust_transaction', 26, null),
                                ('dust_transaction_not_truncated', 'dust_transaction', 34, null),
                                ('dust_transaction_chain', 'dust_transaction', 4, null),
                                ('dust_request_append_only', 'dust_request', 18, null),
                                ('dust_request_not_truncated', 'dust_request', 34, null),
                                ('dust_request_kept', 'dust_request', 8, null),
                                ('dust_request_has_transaction', 'dust_request', 4, false),
                                ('dust_request_has_transaction', 'dust_request', 0, true),
                                ('dust_request_leads_on', 'dust_request', 4, true),
                                ('dust_point_not_deleted', 'dust_point', 10, null),
                                ('dust_point_not_truncated', 'dust_point', 34, null),
                                ('dust_point_equals_last_transaction', 'dust_point', 4, false),
                                ('dust_point_moves_forward', 'dust_point', 16, false),
                                ('dust_point_moves_forward', 'dust_point', 19, true)) as wanted (guard, guarded, kind, on_citus)
                            where coalesce(on_citus = exists (
                                    select from pg_constraint
                                    where conname = 'dust_point_has_transaction' and conrelid = to_regclass('dust_point')), true)
                                and not exists (
                                    select from pg_trigger where tgname = guard and tgrelid = to_regclass(guarded)
                                        and tgtype = kind and tgenabled in ('O', 'A'))
                                and not exists (
                                    select from pg_constraint
                                    where conname = guard and conrelid = to_regclass(guarded) and kind = 0)"""),
            new RuleCheck(1, "reversals_take_back", """
                    select t.customer_id from dust_transaction t
                    left join dust_transaction r on r.customer_id = t.customer_id and r.version = t.reverses
                    where t.kind = 'REVERSAL' and (r.kind is null or r.kind = 'REVERSAL'
                        or t.points - t.debt <> r.debt - r.points)"""),
            new RuleCheck(2, "versions_have_no_gap", """
                    select customer_id from dust_transaction
                    group by customer_id having min(version) <> 1 or max(version) <> count(*)"""),
            new RuleCheck(2, "balances_follow_from_changes", """
                    select customer_id from (
                        select *, sum(points) over history as points_sum, sum(held) over history as held_sum,
                            sum(pending) over history as pending_sum, sum(debt) over history as debt_sum,
                            lag(recorded_at) over history as previously
                        from dust_transaction window history as (partition by customer_id order by version)) t
                    where points_after <> points_sum or held_after <> held_sum or pending_after <> pending_sum
                        or debt_after <> debt_sum or recorded_at < previously"""),
            new RuleCheck(3, "balance_equals_last_transaction", """
                    select customer_id from dust_point p
                    full join (select distinct on (customer_id) * from dust_transaction order by customer_id, version desc) t
                        using (customer_id)
                    where (p.version, p.points, p.held, p.pending, p.debt, p.updated_at) is distinct from
                        (t.version, t.points_after, t.held_after, t.pending_after, t.debt_after, t.recorded_at)"""),
            new RuleCheck(3, "balance_is_not_negative", """
                    select customer_id from dust_point
                    where least(points, held, pending, debt) < 0 or (debt > 0 and points > 0)"""),
            new RuleCheck(3, "lifetime_totals_add_up",
                    """
                            select customer_id from dust_point p
                            left join (
                                select t.customer_id,
                                    sum((t.points - t.debt) * (case when coalesce(r.kind, t.kind) in ('EARN', 'EARN_RELEASE', 'CLAWBACK') then 1 else 0 end)) as earned,
                                    sum((t.debt - t.points - t.held) * (case when coalesce(r.kind, t.kind) in ('DEDUCT', 'CAPTURE', 'REDEEM_REFUND') then 1 else 0 end)) as spent
                                from dust_transaction t
                                left join dust_transaction r on r.customer_id = t.customer_id and r.version = t.reverses
                                group by t.customer_id) t using (customer_id)
                            where p.lifetime_earned is distinct from t.earned or p.lifetime_spent is distinct from t.spent"""),
            // The results of requests are deleted after 30 days at the earliest. A key that is used again names another request.
            new RuleCheck(7, "requests_have_one_outcome", """
                    select t.customer_id from dust_transaction t
                    left join dust_request r on r.customer_id = t.customer_id and r.request_id = t.request_id
                        and t.version between r.first_transaction and r.last_transaction
                    where r.customer_id is null and t.recorded_at > now() - interval '30 days'
                    union all
                    select r.customer_id from dust_request r
                    left join dust_transaction t on t.customer_id = r.customer_id and t.request_id = r.request_id
                        and t.version between r.first_transaction and r.last_transaction
                    where r.last_transaction is not null
                    group by r.customer_id, r.request_id, r.first_transaction, r.last_transaction
                    having count(t.version) <> 1 + r.last_transaction - r.first_transaction"""));

    @Override
    public List<RuleCheck> checks() {
        return CHECKS;
    }
}
