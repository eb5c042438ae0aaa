-- The smallest possible change of points: the balance and its transaction in one statement.
\set number random(1, :customers)
with balance as (
    insert into bench_limit.dust_point as p (customer_id, id, points, lifetime_earned, version, created_at, updated_at)
    values ('cus_' || lpad(:number::text, 26, '0'), gen_random_uuid(), 1, 1, 1, now(), now())
    on conflict (customer_id) do update set points = p.points + 1, lifetime_earned = p.lifetime_earned + 1,
        version = p.version + 1, updated_at = excluded.updated_at
    returning customer_id, points, version, updated_at
)
insert into bench_limit.dust_transaction (customer_id, version, kind, points, points_after, held_after, pending_after,
    debt_after, reason, actor, request_id, occurred_at, recorded_at)
select customer_id, version, 'EARN', 1, points, 0, 0, 0, 'Load', 'user_bench', gen_random_uuid()::text, updated_at, updated_at
from balance;
