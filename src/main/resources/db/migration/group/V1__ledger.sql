-- The ledger of a group of customers. Every key includes customer_id, and no statement needs rows of two customers.
-- Text keys are collated "C": compared byte by byte, so that the primary key also serves prefixes and pages.

create table dust_point (
    customer_id     text collate "C" not null,
    id              uuid        not null,
    points          bigint      not null default 0,
    held            bigint      not null default 0,
    pending         bigint      not null default 0,
    debt            bigint      not null default 0,
    lifetime_earned bigint      not null default 0,
    lifetime_spent  bigint      not null default 0,
    -- The instant at which the next hold expires; null when no points are held.
    next_hold_expiry      timestamptz,
    version         bigint      not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    constraint dust_point_pkey primary key (customer_id),
    constraint dust_point_customer_id_length check (char_length(customer_id) between 1 and 255),
    constraint dust_point_points_not_negative check (points >= 0),
    constraint dust_point_held_not_negative check (held >= 0),
    constraint dust_point_pending_not_negative check (pending >= 0),
    constraint dust_point_debt_only_without_points check (debt = 0 or (debt > 0 and points = 0)),
    -- 2^53 - 1, the largest integer that every JSON reader keeps exact. The limit is for all three
    -- together, so that held and pending points can always become spendable.
    constraint dust_point_limit check (points + held + pending <= 9007199254740991 and debt <= 9007199254740991),
    constraint dust_point_lifetime_earned_range check (lifetime_earned between 0 and 9007199254740991),
    constraint dust_point_lifetime_spent_range check (lifetime_spent between 0 and 9007199254740991),
    constraint dust_point_next_hold_expiry_present check ((held = 0) = (next_hold_expiry is null)),
    constraint dust_point_version_positive check (version >= 1)
);

create table dust_transaction (
    customer_id    text collate "C" not null,
    version        bigint      not null,
    kind           text        not null,
    points         bigint      not null default 0,
    held           bigint      not null default 0,
    pending        bigint      not null default 0,
    debt           bigint      not null default 0,
    points_after   bigint      not null,
    held_after     bigint      not null,
    pending_after  bigint      not null,
    debt_after     bigint      not null,
    reverses       bigint,
    reason         text,
    reference_type text collate "C",
    reference_id   text collate "C",
    actor          text        not null,
    request_id     text collate "C" not null,
    occurred_at    timestamptz not null,
    recorded_at    timestamptz not null,
    -- The values that the points were computed from. The type json keeps the text, so that a repeated answer has the same bytes.
    computed_from  json,
    constraint dust_transaction_pkey primary key (customer_id, version),
    constraint dust_transaction_kind_known check (kind in ('EARN', 'EARN_PENDING',
        'EARN_RELEASE', 'EARN_CANCEL', 'CLAWBACK', 'HOLD', 'CAPTURE', 'VOID', 'HOLD_EXPIRE', 'REDEEM_REFUND',
        'DEDUCT', 'ADJUST', 'REVERSAL')),
    constraint dust_transaction_changes_something check (points <> 0 or held <> 0 or pending <> 0 or debt <> 0),
    constraint dust_transaction_earn_adds
        check (kind <> 'EARN' or (points >= 0 and debt <= 0 and held = 0 and pending = 0)),
    constraint dust_transaction_earn_pending_promises
        check (kind <> 'EARN_PENDING' or (pending > 0 and points = 0 and debt = 0 and held = 0)),
    constraint dust_transaction_earn_release_grants
        check (kind <> 'EARN_RELEASE' or (pending < 0 and points >= 0 and debt <= 0 and points - debt = - pending and held = 0)),
    constraint dust_transaction_earn_cancel_drops
        check (kind <> 'EARN_CANCEL' or (pending < 0 and points = 0 and debt = 0 and held = 0)),
    constraint dust_transaction_clawback_takes
        check (kind <> 'CLAWBACK' or (points <= 0 and debt >= 0 and held = 0 and pending = 0)),
    constraint dust_transaction_hold_sets_aside
        check (kind <> 'HOLD' or (held > 0 and points = - held and debt = 0 and pending = 0)),
    constraint dust_transaction_capture_spends
        check (kind <> 'CAPTURE' or (held <= 0 and points - debt + held < 0 and pending = 0)),
    constraint dust_transaction_held_points_return
        check (kind not in ('VOID', 'HOLD_EXPIRE')
            or (held < 0 and points >= 0 and debt <= 0 and points - debt = - held and pending = 0)),
    constraint dust_transaction_redeem_refund_returns
        check (kind <> 'REDEEM_REFUND' or (points >= 0 and debt <= 0 and held = 0 and pending = 0)),
    constraint dust_transaction_deduct_takes
        check (kind <> 'DEDUCT' or (points < 0 and debt = 0 and held = 0 and pending = 0)),
    constraint dust_transaction_points_after_not_negative check (points_after >= 0),
    constraint dust_transaction_held_after_not_negative check (held_after >= 0),
    constraint dust_transaction_pending_after_not_negative check (pending_after >= 0),
    constraint dust_transaction_debt_only_without_points
        check (debt_after = 0 or (debt_after > 0 and points_after = 0)),
    constraint dust_transaction_reversal_names_earlier
        check ((kind = 'REVERSAL') = (reverses is not null) and (reverses is null or reverses between 1 and version - 1)),
    constraint dust_transaction_reference_whole check ((reference_type is null) = (reference_id is null)),
    constraint dust_transaction_text_lengths
        check (char_length(reason) <= 500 and char_length(reference_type) <= 64 and char_length(reference_id) <= 255
               and char_length(actor) between 1 and 255 and char_length(request_id) between 1 and 270)
);

-- A transaction is reversed at most once.
create unique index dust_transaction_reversed_once on dust_transaction (customer_id, reverses) where reverses is not null;

-- Computed points follow from one revision of what they were computed from, so that they are granted at most once.
create unique index dust_transaction_once_a_revision
    on dust_transaction (customer_id, reference_type, reference_id, (computed_from ->> 'revision'), kind)
    where computed_from ->> 'revision' is not null;

-- The result of a request: transactions, a rejection, or only a detail when the request took effect without a transaction.
-- The id begins with its origin (customer, staff, event, internal, unnamed), so that each origin has its own name space.
create table dust_request (
    customer_id         text collate "C" not null,
    request_id          text collate "C" not null,
    fingerprint         bytea       not null,
    -- All transactions of a request have consecutive versions.
    first_transaction   bigint,
    last_transaction    bigint,
    rejection           text,
    detail              text,
    recorded_at         timestamptz not null,
    constraint dust_request_pkey primary key (customer_id, request_id),
    constraint dust_request_fingerprint_sha256 check (octet_length(fingerprint) = 32),
    constraint dust_request_one_outcome check ((last_transaction is null) <> (detail is null)),
    constraint dust_request_transactions_range
        check ((first_transaction is null) = (last_transaction is null) and first_transaction <= last_transaction),
    constraint dust_request_rejection_detailed check (rejection is null or detail is not null)
);

-- For the purge, oldest first. Rows come in the order of their time, so that they are added to the end of the index.
create index dust_request_recorded on dust_request (recorded_at);
create index dust_request_refused on dust_request (recorded_at) where rejection is not null and request_id like 'customer:%';

-- The shared tables, which may be in another schema, have the same function.
create or replace function dust_refuse() returns trigger language plpgsql as $$
begin
    raise exception '% on % is refused: its rows are kept', lower(tg_op), tg_table_name
        using errcode = 'restrict_violation';
end $$;

-- A trigger that names truncate is not made on the shards of Citus, so those triggers stand alone.

create trigger dust_transaction_append_only
    before update or delete on dust_transaction for each statement execute function dust_refuse();
create trigger dust_transaction_not_truncated
    before truncate on dust_transaction for each statement execute function dust_refuse();

create trigger dust_request_append_only before update on dust_request for each statement execute function dust_refuse();
create trigger dust_request_not_truncated before truncate on dust_request for each statement execute function dust_refuse();

create trigger dust_point_not_deleted before delete on dust_point for each statement execute function dust_refuse();
create trigger dust_point_not_truncated before truncate on dust_point for each statement execute function dust_refuse();

-- How long results are kept is a setting of Dust. This is the least, whoever deletes and whatever the setting: an hour for
-- what a customer was refused, else 30 days. Results so young answer a repeated request.
create function dust_request_purge_check() returns trigger language plpgsql as $$
declare
    young record;
begin
    select removed.* into young from removed
    where recorded_at > now() - case when rejection is not null and request_id like 'customer:%' then interval '1 hour'
        else interval '30 days' end
    limit 1;
    if found then
        raise exception 'request % of customer % is too young to be deleted', young.request_id, young.customer_id
            using errcode = 'restrict_violation', constraint = 'dust_request_kept';
    end if;
    return null;
end $$;

create trigger dust_request_kept after delete on dust_request
    referencing old table as removed for each statement execute function dust_request_purge_check();

-- The purges delete the oldest rows, at most so many, and return how many there were. Several instances may purge at once: each
-- passes over the rows of the others. The time is that of the database, so that a wrong clock of an instance deletes
-- nothing. The role that serves may call them, and delete nothing by itself.

create function dust_purge_requests(kept_seconds bigint, most integer) returns bigint language sql
    security definer set search_path = "${flyway:defaultSchema}", pg_temp set enable_seqscan = off as $$
    with purged as (
        delete from dust_request where ctid = any (array(
            select ctid from dust_request where recorded_at < now() - kept_seconds * interval '1 second'
            order by recorded_at limit most for update skip locked))
        returning 1)
    select count(*) from purged
$$;

create function dust_purge_refused_requests(kept_seconds bigint, most integer) returns bigint language sql
    security definer set search_path = "${flyway:defaultSchema}", pg_temp set enable_seqscan = off as $$
    with purged as (
        delete from dust_request where ctid = any (array(
            select ctid from dust_request where recorded_at < now() - kept_seconds * interval '1 second'
                and rejection is not null and request_id like 'customer:%'
            order by recorded_at limit most for update skip locked))
        returning 1)
    select count(*) from purged
$$;

revoke execute on function dust_purge_requests(bigint, integer), dust_purge_refused_requests(bigint, integer) from public;
