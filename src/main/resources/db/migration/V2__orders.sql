-- Orders: the directory of their customers, their facts and points, the settings, and the refused events.

-- The only table whose key is the order: the first event about an order decides to which customer the order belongs.
create table dust_order_directory (
    order_id    text collate "C" not null,
    customer_id text collate "C" not null,
    constraint dust_order_directory_pkey primary key (order_id)
);

create table dust_order (
    customer_id   text collate "C" not null,
    order_id      text collate "C" not null,
    currency_code text        not null,
    -- The values that the points are computed from, fixed when the order is placed; null before.
    terms         jsonb,
    paid_at       timestamptz,
    completed_at  timestamptz,
    canceled_at   timestamptz,
    -- Minor units by the ids of the refunds.
    refunds       jsonb       not null,
    pending       bigint      not null,
    released      bigint      not null,
    clawed_back   bigint      not null,
    waived        bigint      not null,
    updated_at    timestamptz not null,
    constraint dust_order_pkey primary key (customer_id, order_id),
    constraint dust_order_id_lengths
        check (char_length(customer_id) between 1 and 255 and char_length(order_id) between 1 and 64),
    constraint dust_order_currency_code_iso check (currency_code ~ '^[A-Z]{3}$'),
    constraint dust_order_points_need_terms check (terms is not null or (pending = 0 and released = 0)),
    constraint dust_order_points_not_negative
        check (pending >= 0 and released >= 0 and clawed_back >= 0 and waived >= 0),
    constraint dust_order_pending_or_released check (pending = 0 or released = 0),
    -- What is clawed back never exceeds what was earned.
    constraint dust_order_clawed_back_limit check (clawed_back + waived <= released)
);

-- For the sweep that releases pending points, by the event from which the waiting time counts.
create index dust_order_paid on dust_order (paid_at, customer_id, order_id) where pending > 0;
create index dust_order_completed on dust_order (completed_at, customer_id, order_id) where pending > 0;

-- Settings for a currency: versions are only added, and the newest one is in force. The table belongs to no customer.
create table dust_setting (
    kind          text        not null,
    currency_code text        not null,
    version       bigint      not null,
    retired       boolean     not null,
    definition    jsonb       not null,
    actor         text        not null,
    created_at    timestamptz not null,
    constraint dust_setting_pkey primary key (kind, currency_code, version),
    constraint dust_setting_kind_known check (kind in ('earning_rule', 'redemption_rate')),
    constraint dust_setting_currency_code_iso check (currency_code ~ '^[A-Z]{3}$'),
    constraint dust_setting_version_positive check (version >= 1)
);

create trigger dust_setting_append_only
    before update or delete or truncate on dust_setting for each statement execute function dust_refuse();

-- One point for each whole unit, and a hundredth for each point.
insert into dust_setting (kind, currency_code, version, retired, definition, actor, created_at)
select kind, currency_code, 1, false, definition::jsonb, 'dust', now()
from unnest(array['EUR', 'USD']) currency_code,
    (values ('earning_rule', '{"rate": {"numerator": 1, "denominator": 100}}'),
        ('redemption_rate', '{"rate": {"numerator": 1, "denominator": 1}}')) as initial (kind, definition);

-- Events that contradicted what was known, for staff.
create table dust_event_refused (
    customer_id text collate "C" not null,
    id          uuid        not null,
    order_id    text collate "C" not null,
    source      text        not null,
    event_id    text        not null,
    type        text        not null,
    reason      text        not null,
    detail      text        not null,
    -- As it was received.
    data        json        not null,
    recorded_at timestamptz not null,
    constraint dust_event_refused_pkey primary key (customer_id, id)
);

create index dust_event_refused_newest on dust_event_refused (recorded_at desc, id desc);

create trigger dust_event_refused_append_only
    before update or delete or truncate on dust_event_refused for each statement execute function dust_refuse();
