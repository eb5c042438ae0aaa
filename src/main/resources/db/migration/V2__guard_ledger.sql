-- The design's rules 1, 2 and 3 where a check on one row cannot hold them. Foreign keys would say less
-- and cost more: these look one row up by primary key and compare all of it.

create function dust_refuse() returns trigger language plpgsql as $$
begin
    raise exception '% on % is refused: its rows are only ever inserted', lower(tg_op), tg_table_name
        using errcode = 'restrict_violation';
end $$;

create trigger dust_transaction_append_only
    before update or delete or truncate on dust_transaction for each statement execute function dust_refuse();

create trigger dust_request_append_only
    before update or delete or truncate on dust_request for each statement execute function dust_refuse();

create trigger dust_point_not_deleted
    before delete or truncate on dust_point for each statement execute function dust_refuse();

-- Rule 2: versions without a gap, balances that follow from the transaction before. Rules 3 and 7, from this
-- side: no transaction without the balance row that includes it, and none but as the outcome of its request.
create function dust_transaction_check_chain() returns trigger language plpgsql as $$
declare
    previous dust_transaction;
    reversed dust_transaction;
begin
    if new.version > 1 then
        select * into previous from dust_transaction where customer_id = new.customer_id and version = new.version - 1;
        if not found then
            raise exception 'transaction % of customer % has no predecessor', new.version, new.customer_id
                using errcode = 'check_violation', constraint = 'dust_transaction_chain';
        end if;
    end if;
    if new.points_after <> coalesce(previous.points_after, 0) + new.points
        or new.held_after <> coalesce(previous.held_after, 0) + new.held
        or new.pending_after <> coalesce(previous.pending_after, 0) + new.pending
        or new.debt_after <> coalesce(previous.debt_after, 0) + new.debt
        or new.recorded_at < coalesce(previous.recorded_at, new.recorded_at) then
        raise exception 'transaction % of customer % does not follow from its predecessor', new.version, new.customer_id
            using errcode = 'check_violation', constraint = 'dust_transaction_chain';
    end if;
    if not exists (select from dust_point where customer_id = new.customer_id and version >= new.version) then
        raise exception 'transaction % of customer % is not in the balance', new.version, new.customer_id
            using errcode = 'check_violation', constraint = 'dust_transaction_in_balance';
    end if;
    if not exists (
        select from dust_request where customer_id = new.customer_id and request_id = new.request_id
            and transaction_version = new.version) then
        raise exception 'transaction % of customer % is not the outcome of its request', new.version, new.customer_id
            using errcode = 'check_violation', constraint = 'dust_transaction_of_request';
    end if;
    if new.kind = 'REVERSAL' then
        select * into reversed from dust_transaction where customer_id = new.customer_id and version = new.reverses;
        if reversed.kind = 'REVERSAL' or new.points - new.debt <> reversed.debt - reversed.points then
            raise exception 'transaction % of customer % does not take transaction % back', new.version, new.customer_id,
                new.reverses using errcode = 'check_violation', constraint = 'dust_transaction_takes_back';
        end if;
    end if;
    return null;
end $$;

create trigger dust_transaction_chain
    after insert on dust_transaction for each row execute function dust_transaction_check_chain();

-- Rule 7, from the other side: what a request is said to have led to is there.
create function dust_request_check_transaction() returns trigger language plpgsql as $$
begin
    if not exists (
        select from dust_transaction where customer_id = new.customer_id and version = new.transaction_version
            and request_id = new.request_id) then
        raise exception 'request % of customer % did not lead to transaction %', new.request_id, new.customer_id,
            new.transaction_version using errcode = 'check_violation', constraint = 'dust_request_has_transaction';
    end if;
    return null;
end $$;

create trigger dust_request_has_transaction
    after insert on dust_request for each row when (new.transaction_version is not null)
    execute function dust_request_check_transaction();

-- Rule 3, from the other side: the balance row equals the last transaction.
create function dust_point_check_last_transaction() returns trigger language plpgsql as $$
begin
    if not exists (
        select from dust_transaction
        where customer_id = new.customer_id and version = new.version
            and points_after = new.points and held_after = new.held
            and pending_after = new.pending and debt_after = new.debt and recorded_at = new.updated_at) then
        raise exception 'the balance of customer % does not equal transaction %', new.customer_id, new.version
            using errcode = 'check_violation', constraint = 'dust_point_equals_last_transaction';
    end if;
    if tg_op = 'UPDATE' and (new.version <= old.version
        or (new.customer_id, new.id, new.created_at) <> (old.customer_id, old.id, old.created_at)) then
        raise exception 'the balance of customer % changes by a new transaction only', old.customer_id
            using errcode = 'check_violation', constraint = 'dust_point_moves_forward';
    end if;
    return null;
end $$;

create trigger dust_point_equals_last_transaction
    after insert or update on dust_point for each row execute function dust_point_check_last_transaction();
