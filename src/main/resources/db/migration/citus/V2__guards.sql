-- Rules 1, 2, 3 and 7 on Citus, where a check on one row cannot hold them. Citus executes the inserts of one statement one after
-- the other: results, balances, transactions. So the guard of the transactions, which come last, compares all three, and
-- foreign keys that wait for the commit refuse a balance or a result whose transaction does not come. Citus cannot plan a
-- transition table beside another table, so the guards first put the new rows into arrays.

-- Finds the result that claims to have led to a transaction.
create index dust_request_transaction on dust_request (customer_id, last_transaction) where last_transaction is not null;

alter table dust_point add constraint dust_point_has_transaction
    foreign key (customer_id, version) references dust_transaction (customer_id, version) deferrable initially deferred;

alter table dust_request add constraint dust_request_has_transaction
    foreign key (customer_id, last_transaction) references dust_transaction (customer_id, version) deferrable initially deferred;

-- Rule 2: versions without a gap, balances that follow from the transaction before. Rules 3 and 7: no transaction without
-- the balance row that includes it, and none but as the outcome of its request, and of no other.
create function dust_transaction_check() returns trigger language plpgsql
    set search_path = "${flyway:defaultSchema}", pg_temp
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    customer_ids text[];
    versions bigint[];
    kinds text[];
    points bigint[];
    helds bigint[];
    pendings bigint[];
    debts bigint[];
    points_afters bigint[];
    held_afters bigint[];
    pending_afters bigint[];
    debt_afters bigint[];
    reversed_versions bigint[];
    request_ids text[];
    times timestamptz[];
    sizes bigint[];
    wrong record;
begin
    select array_agg(t.customer_id), array_agg(t.version), array_agg(t.kind), array_agg(t.points), array_agg(t.held),
        array_agg(t.pending), array_agg(t.debt), array_agg(t.points_after), array_agg(t.held_after),
        array_agg(t.pending_after), array_agg(t.debt_after), array_agg(t.reverses), array_agg(t.request_id),
        array_agg(t.recorded_at), array_agg(t.size)
    into customer_ids, versions, kinds, points, helds, pendings, debts, points_afters, held_afters, pending_afters,
        debt_afters, reversed_versions, request_ids, times, sizes
    from (select *, count(*) over (partition by customer_id, request_id) as size from added) t;
    select * into wrong from (
        select added.customer_id, added.version, added.reverses,
            previous.version is null and added.version > 1 as alone,
            added.points_after <> coalesce(previous.points_after, 0) + added.points
                or added.held_after <> coalesce(previous.held_after, 0) + added.held
                or added.pending_after <> coalesce(previous.pending_after, 0) + added.pending
                or added.debt_after <> coalesce(previous.debt_after, 0) + added.debt
                or added.recorded_at < coalesce(previous.recorded_at, added.recorded_at) as apart,
            point.version is null or point.version = added.version and (point.points, point.held, point.pending, point.debt,
                point.updated_at) is distinct from (added.points_after, added.held_after, added.pending_after, added.debt_after,
                added.recorded_at) as without_balance,
            request.last_transaction is null or claiming.request_id <> added.request_id as without_request,
            added.kind = 'REVERSAL' and (reversed.version is null or reversed.kind = 'REVERSAL'
                or added.points - added.debt <> reversed.debt - reversed.points) as takes_nothing_back
        from unnest(customer_ids, versions, kinds, points, helds, pendings, debts, points_afters, held_afters, pending_afters,
            debt_afters, reversed_versions, request_ids, times, sizes) as added (customer_id, version, kind, points, held, pending,
            debt, points_after, held_after, pending_after, debt_after, reverses, request_id, recorded_at, size)
        left join dust_transaction previous
            on previous.customer_id = added.customer_id and previous.version = added.version - 1
        left join dust_point point on point.customer_id = added.customer_id and point.version >= added.version
        left join dust_request request
            on request.customer_id = added.customer_id and request.request_id = added.request_id
                and added.version between request.first_transaction and request.last_transaction
                and 1 + request.last_transaction - request.first_transaction = added.size
        left join dust_request claiming
            on claiming.customer_id = added.customer_id and claiming.last_transaction = added.version
                and claiming.request_id <> added.request_id
        left join dust_transaction reversed
            on reversed.customer_id = added.customer_id and reversed.version = added.reverses
    ) seen
    where alone or apart or without_balance or without_request or takes_nothing_back
    limit 1;
    if not found then
        return null;
    elsif wrong.alone then
        raise exception 'transaction % of customer % has no predecessor', wrong.version, wrong.customer_id
            using errcode = 'check_violation', constraint = 'dust_transaction_chain';
    elsif wrong.apart then
        raise exception 'transaction % of customer % does not follow from its predecessor', wrong.version, wrong.customer_id
            using errcode = 'check_violation', constraint = 'dust_transaction_chain';
    elsif wrong.without_balance then
        raise exception 'transaction % of customer % is not in the balance', wrong.version, wrong.customer_id
            using errcode = 'check_violation', constraint = 'dust_transaction_in_balance';
    elsif wrong.without_request then
        raise exception 'transaction % of customer % is not the outcome of its request', wrong.version, wrong.customer_id
            using errcode = 'check_violation', constraint = 'dust_transaction_of_request';
    end if;
    raise exception 'transaction % of customer % does not take transaction % back', wrong.version, wrong.customer_id,
        wrong.reverses using errcode = 'check_violation', constraint = 'dust_transaction_takes_back';
end $$;

create trigger dust_transaction_chain after insert on dust_transaction
    referencing new table as added for each statement execute function dust_transaction_check();

-- Rule 7, from the other side: a result leads to new transactions, not to those of another. Of two first changes of a customer
-- at once, the second one meets this before the key of the transactions, and is tried again like the others.
create function dust_request_check() returns trigger language plpgsql
    set search_path = "${flyway:defaultSchema}", pg_temp
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    customer_ids text[];
    request_ids text[];
    versions bigint[];
    wrong record;
begin
    select array_agg(customer_id), array_agg(request_id), array_agg(last_transaction)
    into customer_ids, request_ids, versions from added where last_transaction is not null;
    if customer_ids is null then
        return null;
    end if;
    select claiming.* into wrong
    from unnest(customer_ids, request_ids, versions) as claiming (customer_id, request_id, version)
    join dust_transaction t on t.customer_id = claiming.customer_id and t.version = claiming.version
    limit 1;
    if found then
        raise exception 'request % of customer % violates constraint "dust_request_leads_on": transaction % is of another one',
            wrong.request_id, wrong.customer_id, wrong.version using errcode = 'unique_violation';
    end if;
    return null;
end $$;

create trigger dust_request_leads_on after insert on dust_request
    referencing new table as added for each statement execute function dust_request_check();

-- Rule 3, from the other side: a balance only ever moves on to a later transaction.
create function dust_point_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the balance of customer % changes by a new transaction only', new.customer_id
        using errcode = 'check_violation', constraint = 'dust_point_moves_forward';
end $$;

create trigger dust_point_moves_forward before update on dust_point for each row
    when (old.version >= new.version or old.customer_id <> new.customer_id or old.id <> new.id or old.created_at <> new.created_at)
    execute function dust_point_refuse();
