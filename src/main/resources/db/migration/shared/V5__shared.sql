-- What belongs to no group of customers: the groups, the settings, and the directory of orders. With one group, these tables are
-- in its schema.

-- The function is that of the ledger.
create or replace function dust_refuse() returns trigger language plpgsql as $$
begin
    raise exception '% on % is refused: its rows are kept', lower(tg_op), tg_table_name
        using errcode = 'restrict_violation';
end $$;

-- The groups that this database has. Another number of groups would look for each customer elsewhere.
create table dust_group (
    number          integer     not null,
    -- How many groups there are in all.
    groups          integer     not null,
    -- The version of the group's schema.
    version         integer     not null,
    migrated_at     timestamptz not null,
    constraint dust_group_pkey primary key (number),
    constraint dust_group_number_range check (number between 0 and groups - 1)
);

-- The only table whose key is the order: it says whose account knows the order. The first event about an order decides.
create table dust_order_directory (
    order_id    text collate "C" not null,
    customer_id text collate "C" not null,
    constraint dust_order_directory_pkey primary key (order_id)
);

create trigger dust_order_directory_kept before delete or truncate on dust_order_directory
    for each statement execute function dust_refuse();

-- Settings for a currency: versions are only added, and remembered by each instance that has read them. The table
-- belongs to no customer.
create table dust_setting (
    kind          text        not null,
    currency_code text        not null,
    version       bigint      not null,
    retired       boolean     not null,
    definition    jsonb       not null,
    actor         text        not null,
    created_at    timestamptz not null,
    previous      bigint      generated always as (nullif(version - 1, 0)) stored,
    constraint dust_setting_pkey primary key (kind, currency_code, version),
    constraint dust_setting_kind_known check (kind in ('earning_rule', 'redemption_rate')),
    constraint dust_setting_currency_code_iso check (currency_code ~ '^[A-Z]{3}$'),
    constraint dust_setting_version_positive check (version >= 1),
    -- What has been read of a currency is complete up to the last version.
    constraint dust_setting_versions_without_gap
        foreign key (kind, currency_code, previous) references dust_setting (kind, currency_code, version)
);

create trigger dust_setting_append_only
    before update or delete or truncate on dust_setting for each statement execute function dust_refuse();

-- One point for each whole unit, and a hundredth for each point.
insert into dust_setting (kind, currency_code, version, retired, definition, actor, created_at)
select kind, currency_code, 1, false, definition::jsonb, 'dust', now()
from unnest(array['EUR', 'USD']) currency_code,
    (values ('earning_rule', '{"rate": {"numerator": 1, "denominator": 100}}'),
        ('redemption_rate', '{"rate": {"numerator": 1, "denominator": 1}}')) as initial (kind, definition);
