-- The rights of the role that serves: what Dust does, and nothing else. They are given again by each migrate, so that a new
-- table needs a line here only. Each schema has some of these tables.
do $$
declare
    serving constant text := '${serve_role}';
    granted record;
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
    execute format('grant usage on schema %I to %I', current_schema(), serving);
    for granted in
        select tablename as name, rights from pg_tables
        join (values
            ('flyway_schema_history', 'select'),
            ('dust_group', 'select'),
            ('dust_setting', 'select, insert'),
            ('dust_order_directory', 'select, insert, update'),
            ('dust_point', 'select, insert, update'),
            ('dust_transaction', 'select, insert'),
            ('dust_request', 'select, insert'),
            ('dust_order', 'select, insert, update'),
            ('dust_event_refused', 'select, insert, update (detail, attempts, last_recorded_at)'),
            ('dust_hold', 'select, insert, update'),
            ('dust_redemption', 'select, insert, update')) as wanted (tablename, rights) using (tablename)
        where schemaname = current_schema()
    loop
        execute format('revoke all on %I.%I from %I', current_schema(), granted.name, serving);
        execute format('grant %s on %I.%I to %I', granted.rights, current_schema(), granted.name, serving);
    end loop;
    for granted in
        select oid::regprocedure as name from pg_proc
        where pronamespace = current_schema()::regnamespace and proname like 'dust\_purge\_%'
    loop
        execute format('grant execute on function %s to %I', granted.name, serving);
    end loop;
end $$;
