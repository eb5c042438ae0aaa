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

-- Rule 2: versions without a gap, balances that follow from the transaction before. Rule 3, from this
-- side: no transaction without the balance row that includes it.
create function dust_transaction_check_chain() returns trigger language plpgsql as $$
declare
    previous dust_transaction;
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
    return null;
end $$;

create trigger dust_transaction_chain
    after insert on dust_transaction for each row execute function dust_transaction_check_chain();

-- Rule 3, from the other side: the balance row equals the last transaction.
create function dust_point_check_last_transaction() returns trigger language plpgsql as $$
begin
    if not exists (
        select from dust_transaction
        where customer_id = new.customer_id and version = new.version
            and points_after = new.points and held_after = new.held
            and pending_after = new.pending and debt_after = new.debt) then
        raise exception 'the balance of customer % does not equal transaction %', new.customer_id, new.version
            using errcode = 'check_violation', constraint = 'dust_point_equals_last_transaction';
    end if;
    if tg_op = 'UPDATE' and (new.version < old.version or new.customer_id <> old.customer_id or new.id <> old.id) then
        raise exception 'the balance of customer % cannot go back or change its owner', old.customer_id
            using errcode = 'check_violation', constraint = 'dust_point_moves_forward';
    end if;
    return null;
end $$;

create trigger dust_point_equals_last_transaction
    after insert or update on dust_point for each row execute function dust_point_check_last_transaction();
