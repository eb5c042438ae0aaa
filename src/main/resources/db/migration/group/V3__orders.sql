-- Orders: their facts and points, and the refused events.

-- What an account knows of an order. An order that was given to another customer has a row in each of their accounts.
create table dust_order (
    customer_id   text collate "C" not null,
    order_id      text collate "C" not null,
    currency_code text        not null,
    -- What the shop has told, each part with the instant for which it was true.
    facts         jsonb       not null,
    placed_at     timestamptz,
    -- Since when the whole order is paid; null while it is not.
    paid_at       timestamptz,
    completed_at  timestamptz,
    -- The points that the order is worth now, and the most by the customer's limit for a period.
    entitled      bigint      not null,
    allowance     bigint,
    pending       bigint      not null,
    released      bigint      not null,
    clawed_back   bigint      not null,
    waived        bigint      not null,
    -- Counts the changes of the points.
    revision      bigint      not null,
    -- Discounts of points that no hold pays for, by their codes.
    unmatched     jsonb,
    -- Whether other customers of the order must still be told of its facts.
    unsettled     boolean     not null,
    updated_at    timestamptz not null,
    constraint dust_order_pkey primary key (customer_id, order_id),
    constraint dust_order_id_lengths
        check (char_length(customer_id) between 1 and 255 and char_length(order_id) between 1 and 255),
    constraint dust_order_currency_code_iso check (currency_code ~ '^[A-Z]{3}$'),
    constraint dust_order_points_not_negative
        check (pending >= 0 and released >= 0 and clawed_back >= 0 and waived >= 0 and allowance >= 0 and revision >= 0),
    -- An order earns at most what it is worth.
    constraint dust_order_earns_what_it_is_worth check (pending + released - clawed_back - waived = entitled),
    -- What is clawed back never exceeds what was earned.
    constraint dust_order_clawed_back_limit check (clawed_back + waived <= released)
);

create trigger dust_order_kept before delete on dust_order for each statement execute function dust_refuse();
create trigger dust_order_not_truncated before truncate on dust_order for each statement execute function dust_refuse();

-- For the limit of a customer in a period.
create index dust_order_limited on dust_order (customer_id, placed_at) where allowance is not null;

-- For the sweep that releases pending points, by the event from which the waiting time counts.
create index dust_order_paid on dust_order (paid_at, customer_id, order_id) where pending > 0;
create index dust_order_completed on dust_order (completed_at, customer_id, order_id) where pending > 0;

-- For the sweep of orders that were given to another customer.
create index dust_order_unsettled on dust_order (customer_id, order_id) where unsettled;

-- Events that were refused, or of which staff should know for another reason.
create table dust_event_refused (
    -- Empty when the event names no customer.
    customer_id text collate "C" not null,
    id          uuid        not null,
    order_id    text collate "C" not null,
    source      text        not null,
    event_id    text        not null,
    type        text        not null,
    reason      text        not null,
    detail      text        not null,
    -- The members that Dust reads, as they were received.
    data        json        not null,
    -- How often the event was sent, when for the first time, and when for the last.
    attempts         bigint      not null,
    recorded_at      timestamptz not null,
    last_recorded_at timestamptz not null,
    constraint dust_event_refused_pkey primary key (customer_id, id),
    constraint dust_event_refused_once unique (customer_id, source, event_id, reason)
);

create index dust_event_refused_newest on dust_event_refused (recorded_at desc, id desc);

-- For the purge, oldest first.
create index dust_event_refused_oldest on dust_event_refused (last_recorded_at);

create trigger dust_event_refused_kept before truncate on dust_event_refused for each statement execute function dust_refuse();

-- The least, whoever deletes: a day for staff to see the event.
create function dust_event_refused_purge_check() returns trigger language plpgsql as $$
declare
    young record;
begin
    select removed.* into young from removed where last_recorded_at > now() - interval '1 day' limit 1;
    if found then
        raise exception 'event % of source % is too young to be deleted', young.event_id, young.source
            using errcode = 'restrict_violation', constraint = 'dust_event_refused_seen';
    end if;
    return null;
end $$;

create trigger dust_event_refused_seen after delete on dust_event_refused
    referencing old table as removed for each statement execute function dust_event_refused_purge_check();

create function dust_purge_refused_events(kept_seconds bigint, most integer) returns bigint language sql
    security definer set search_path = "${flyway:defaultSchema}", pg_temp set enable_seqscan = off as $$
    with purged as (
        delete from dust_event_refused where ctid = any (array(
            select ctid from dust_event_refused where last_recorded_at < now() - kept_seconds * interval '1 second'
            order by last_recorded_at limit most for update skip locked))
        returning 1)
    select count(*) from purged
$$;

revoke execute on function dust_purge_refused_events(bigint, integer) from public;
