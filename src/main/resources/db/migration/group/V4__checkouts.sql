-- Checkouts: the holds of points for carts, and what orders have cost in points.

create table dust_hold (
    customer_id   text collate "C" not null,
    -- Sorts by when it was made, and makes the code of the discount.
    hold_id       uuid        not null,
    cart_id       text collate "C" not null,
    status        text        not null,
    points        bigint      not null,
    -- Of the points; 0 unless it is captured.
    captured      bigint      not null,
    -- By which order, if it is known.
    order_id      text collate "C",
    currency_code text        not null,
    -- The discount, and the total of the cart that it is for, in minor units.
    amount        bigint      not null,
    cart_total    bigint      not null,
    -- How many points were asked for; null for as many as possible.
    asked_points  bigint,
    -- The status of the discount with the provider that gives it.
    discount_status         text        not null,
    rate_version  bigint      not null,
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    ended_at      timestamptz,
    constraint dust_hold_pkey primary key (hold_id, customer_id),
    constraint dust_hold_id_lengths check (char_length(customer_id) between 1 and 255 and char_length(cart_id) between 1 and 255),
    constraint dust_hold_status_known check (status in ('held', 'captured', 'voided', 'expired')),
    constraint dust_hold_discount_status_known check (discount_status in ('by_shop', 'pending', 'active', 'withdrawing', 'withdrawn', 'deleted')),
    constraint dust_hold_points_positive check (points > 0),
    constraint dust_hold_captured_range
        check (case status when 'captured' then captured between 1 and points else captured = 0 end),
    constraint dust_hold_order_captures check (order_id is null or status = 'captured'),
    constraint dust_hold_amount_range check (amount > 0 and amount <= cart_total),
    constraint dust_hold_currency_code_iso check (currency_code ~ '^[A-Z]{3}$'),
    constraint dust_hold_ended_once check ((status = 'held') = (ended_at is null)),
    constraint dust_hold_expires_later check (expires_at > created_at)
);

-- For the sweep that creates and withdraws discounts.
create index dust_hold_unsettled on dust_hold (created_at, customer_id, hold_id) where discount_status in ('pending', 'withdrawing');

-- For the sweep that deletes withdrawn discounts.
create index dust_hold_withdrawn on dust_hold (ended_at, customer_id, hold_id) where discount_status = 'withdrawn';

-- For the sweep of expired holds.
create index dust_hold_expiry on dust_hold (expires_at, customer_id, hold_id) where status = 'held';

-- For lists, newest first.
create index dust_hold_ended on dust_hold (customer_id, hold_id) where status <> 'held';

-- One open hold for a cart. Also finds all that a customer has: nothing else does, so that PostgreSQL never reads the ended
-- ones instead. The last, which it takes as long as the table is empty and all cost the same.
create unique index dust_hold_open on dust_hold (customer_id, cart_id) where status = 'held';

-- Every end is final: afterwards only the order, once it is known, and the status of the discount change.
create function dust_hold_check() returns trigger language plpgsql as $$
begin
    if coalesce(old.order_id = new.order_id, old.order_id is null) and row(new.*) is not distinct from row(
            old.customer_id, old.hold_id, old.cart_id, old.status, old.points, old.captured, new.order_id, old.currency_code,
            old.amount, old.cart_total, old.asked_points, new.discount_status, old.rate_version, old.created_at, old.expires_at,
            old.ended_at) then
        return new;
    end if;
    raise exception 'hold % of customer % has ended', old.hold_id, old.customer_id
        using errcode = 'check_violation', constraint = 'dust_hold_ends_once';
end $$;

create trigger dust_hold_ends_once before update on dust_hold
    for each row when (old.status <> 'held') execute function dust_hold_check();

create trigger dust_hold_kept before delete on dust_hold for each statement execute function dust_refuse();
create trigger dust_hold_not_truncated before truncate on dust_hold for each statement execute function dust_refuse();

-- What an order has cost in points, and what of it was given back. What is known of an order comes in any order, so a
-- cancellation or a refund may be here first.
create table dust_redemption (
    customer_id   text collate "C" not null,
    order_id      text collate "C" not null,
    currency_code text        not null,
    -- Points, and the discount that they have paid for, in minor units.
    captured      bigint      not null,
    amount        bigint      not null,
    given_back    bigint      not null,
    -- What came back of the part that points had paid for, in minor units.
    returned      bigint      not null,
    canceled      boolean     not null,
    -- What has paid for the order, by the codes of the discounts.
    discounts     jsonb       not null,
    updated_at    timestamptz not null,
    constraint dust_redemption_pkey primary key (customer_id, order_id),
    constraint dust_redemption_id_lengths
        check (char_length(customer_id) between 1 and 255 and char_length(order_id) between 1 and 255),
    constraint dust_redemption_currency_code_iso check (currency_code ~ '^[A-Z]{3}$'),
    constraint dust_redemption_amount_not_negative check (captured >= 0 and amount >= 0 and returned >= 0),
    -- What is given back never exceeds what was captured.
    constraint dust_redemption_given_back_limit check (given_back between 0 and captured)
);

create trigger dust_redemption_kept before delete on dust_redemption for each statement execute function dust_refuse();
create trigger dust_redemption_not_truncated before truncate on dust_redemption for each statement execute function dust_refuse();
