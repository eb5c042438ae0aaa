-- The rights of the role that serves: what Dust does, and nothing else. They are given again by each migrate, so that a new
-- table needs a line here only.
do $$
declare
    serving constant text := '${serve_role}';
    one_table text;
begin
    if not exists (select from pg_roles where rolname = serving) then
        raise warning 'There is no role %, so no rights are given; create it, and migrate again', serving;
        return;
    elsif pg_has_role(serving, current_user, 'member') then
        -- The owner has all rights already, and must not lose them.
        return;
    end if;
    -- Several instances may migrate at once.
    perform pg_advisory_xact_lock(hashtextextended('dust rights', 0));
    for one_table in select tablename from pg_tables where schemaname = current_schema() and tablename like 'dust\_%' loop
        execute format('revoke all on %I from %I', one_table, serving);
    end loop;
    execute format('grant usage on schema %I to %I', current_schema(), serving);
    execute format('grant select on flyway_schema_history, dust_point, dust_transaction, dust_request, dust_order_directory,
        dust_order, dust_setting, dust_event_refused, dust_hold, dust_redemption to %I', serving);
    execute format('grant insert on dust_point, dust_transaction, dust_request, dust_order_directory, dust_order, dust_setting,
        dust_event_refused, dust_hold, dust_redemption to %I', serving);
    execute format('grant update on dust_point, dust_order_directory, dust_order, dust_hold, dust_redemption to %I', serving);
    execute format('grant update (detail, attempts, last_recorded_at) on dust_event_refused to %I', serving);
    execute format('grant execute on function dust_purge_requests(bigint, integer), dust_purge_refused_requests(bigint, integer),
        dust_purge_refused_events(bigint, integer) to %I', serving);
end $$;
