-- The ledger. Every key begins with customer_id, and no statement needs rows of two customers.
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
    -- When the next of the held points are to be given back, whether anybody comes by then or not.
    held_until      timestamptz,
    version         bigint      not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    constraint dust_point_pkey primary key (customer_id),
    constraint dust_point_customer_id_length check (char_length(customer_id) between 1 and 255),
    constraint dust_point_points_not_negative check (points >= 0),
    constraint dust_point_held_not_negative check (held >= 0),
    constraint dust_point_pending_not_negative check (pending >= 0),
    constraint dust_point_debt_only_without_points check (debt = 0 or (debt > 0 and points = 0)),
    -- 2^53 - 1, the largest integer that every JSON reader keeps exact. All three together, so that
    -- what is held or pending can always become points again.
    constraint dust_point_limit check (points + held + pending <= 9007199254740991 and debt <= 9007199254740991),
    constraint dust_point_lifetime_earned_range check (lifetime_earned between 0 and 9007199254740991),
    constraint dust_point_lifetime_spent_range check (lifetime_spent between 0 and 9007199254740991),
    constraint dust_point_held_until_some_time check ((held = 0) = (held_until is null)),
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
    -- As text, so that a repeated answer is the same to the byte.
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
               and char_length(actor) between 1 and 255 and char_length(request_id) between 1 and 255)
);

-- A transaction is reversed at most once.
create unique index dust_transaction_reversed_once on dust_transaction (customer_id, reverses) where reverses is not null;

-- What a feature has computed is earned once for its cause: an order earns at most once.
create unique index dust_transaction_earned_once on dust_transaction (customer_id, reference_type, reference_id)
    where kind in ('EARN', 'EARN_PENDING') and computed_from is not null;

-- What a request id led to: a transaction, a refusal that is answered again, or neither, when it took effect without
-- changing points.
create table dust_request (
    customer_id         text collate "C" not null,
    request_id          text collate "C" not null,
    fingerprint         bytea       not null,
    transaction_version bigint,
    refusal             text,
    detail              text,
    recorded_at         timestamptz not null,
    constraint dust_request_pkey primary key (customer_id, request_id),
    constraint dust_request_fingerprint_sha256 check (octet_length(fingerprint) = 32),
    constraint dust_request_one_outcome check ((transaction_version is null) <> (detail is null)),
    constraint dust_request_refusal_detailed check (refusal is null or detail is not null)
);
