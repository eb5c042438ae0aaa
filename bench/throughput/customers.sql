-- 100,000 customers with a million earned points each, and copies of the tables without the triggers, for pgbench.
with customer as (
    select 'cus_' || lpad(number::text, 26, '0') as customer_id, 'opening-' || number as request_id
    from generate_series(1, 100000) number
), balance as (
    insert into dust_point (customer_id, id, points, lifetime_earned, version, created_at, updated_at)
    select customer_id, gen_random_uuid(), 1000000, 1000000, 1, now(), now() from customer
), history as (
    insert into dust_transaction (customer_id, version, kind, points, points_after, held_after, pending_after, debt_after,
        reason, actor, request_id, occurred_at, recorded_at)
    select customer_id, 1, 'EARN', 1000000, 1000000, 0, 0, 0, 'Opening', 'user_bench', request_id, now(), now() from customer
)
insert into dust_request (customer_id, request_id, fingerprint, first_transaction, last_transaction, recorded_at)
select customer_id, request_id, sha256(''), 1, 1, now() from customer;

create schema bench_limit;
create table bench_limit.dust_point (like dust_point including all);
create table bench_limit.dust_transaction (like dust_transaction including all);
insert into bench_limit.dust_point select * from dust_point;
insert into bench_limit.dust_transaction select * from dust_transaction;
