-- Rules 1, 2 and 3, where a check on one row cannot hold them. Foreign keys would say less
-- and cost more: these look rows up by primary key and compare all of them, once for a statement and not once
-- for each row. They never scan, also while a table is small and its plans are made. They name the schema, so that a
-- temporary table of the same name deceives none.

-- Rule 2: versions without a gap, balances that follow from the transaction before. Rules 3 and 7, from this
-- side: no transaction without the balance row that includes it, and none but as the outcome of its request.
create function dust_transaction_check() returns trigger language plpgsql
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    wrong record;
begin
    select * into wrong from (
        select added.customer_id, added.version, added.reverses,
            previous.version is null and added.version > 1 as alone,
            added.points_after <> coalesce(previous.points_after, 0) + added.points
                or added.held_after <> coalesce(previous.held_after, 0) + added.held
                or added.pending_after <> coalesce(previous.pending_after, 0) + added.pending
                or added.debt_after <> coalesce(previous.debt_after, 0) + added.debt
                or added.recorded_at < coalesce(previous.recorded_at, added.recorded_at) as apart,
            point.version is null as without_balance,
            request.last_transaction is null as without_request,
            added.kind = 'REVERSAL' and (reversed.version is null or reversed.kind = 'REVERSAL'
                or added.points - added.debt <> reversed.debt - reversed.points) as takes_nothing_back
        from added
        left join "${flyway:defaultSchema}".dust_transaction previous
            on previous.customer_id = added.customer_id and previous.version = added.version - 1
        left join "${flyway:defaultSchema}".dust_point point
            on point.customer_id = added.customer_id and point.version >= added.version
        left join "${flyway:defaultSchema}".dust_request request
            on request.customer_id = added.customer_id and request.request_id = added.request_id
                and added.version between request.first_transaction and request.last_transaction
        left join "${flyway:defaultSchema}".dust_transaction reversed
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

-- Rule 7, from the other side: what a request is said to have led to is there.
create function dust_request_check() returns trigger language plpgsql
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    wrong record;
begin
    select added.* into wrong from added
    where added.last_transaction is not null and 1 + added.last_transaction - added.first_transaction <> (
        select count(*) from "${flyway:defaultSchema}".dust_transaction t
        where t.customer_id = added.customer_id and t.version between added.first_transaction and added.last_transaction
            and t.request_id = added.request_id)
    limit 1;
    if found then
        raise exception 'request % of customer % did not lead to transaction %', wrong.request_id, wrong.customer_id,
            wrong.last_transaction using errcode = 'check_violation', constraint = 'dust_request_has_transaction';
    end if;
    return null;
end $$;

create trigger dust_request_has_transaction after insert on dust_request
    referencing new table as added for each statement execute function dust_request_check();

-- Rule 3, from the other side: the balance row equals the last transaction, and only ever moves on to a later one.
create function dust_point_check() returns trigger language plpgsql
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    wrong record;
begin
    select changed.* into wrong from changed
    left join "${flyway:defaultSchema}".dust_transaction t
        on t.customer_id = changed.customer_id and t.version = changed.version
            and t.points_after = changed.points and t.held_after = changed.held
            and t.pending_after = changed.pending and t.debt_after = changed.debt and t.recorded_at = changed.updated_at
    where t.version is null
    limit 1;
    if found then
        raise exception 'the balance of customer % does not equal transaction %', wrong.customer_id, wrong.version
            using errcode = 'check_violation', constraint = 'dust_point_equals_last_transaction';
    elsif tg_op = 'INSERT' then
        return null;
    end if;
    select changed.* into wrong from changed
    left join previous on previous.customer_id = changed.customer_id and previous.id = changed.id
        and previous.created_at = changed.created_at and previous.version < changed.version
    where previous.customer_id is null
    limit 1;
    if found then
        raise exception 'the balance of customer % changes by a new transaction only', wrong.customer_id
            using errcode = 'check_violation', constraint = 'dust_point_moves_forward';
    end if;
    return null;
end $$;

create trigger dust_point_equals_last_transaction after insert on dust_point
    referencing new table as changed for each statement execute function dust_point_check();

create trigger dust_point_moves_forward after update on dust_point
    referencing old table as previous new table as changed for each statement execute function dust_point_check();
