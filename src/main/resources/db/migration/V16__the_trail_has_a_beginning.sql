-- When the trail began: the chain of seals begins with this hour, and every event is younger. The row has a MAC under the first audit
-- key and is made with it, in one transaction, so that a trail of which everything was removed does not look like a new one
create table audit_beginning (
    only_row boolean not null default true,
    hour timestamptz,
    made_at timestamptz,
    -- NEW: with the first key, in a database without users and signing keys. UPGRADED: for a trail that was there before this table.
    -- LATE: although there were users or signing keys, there was no key or no event: an earlier trail must have been removed
    state text,
    mac_key integer,
    mac bytea,
    constraint audit_beginning_pk primary key (only_row),
    constraint audit_beginning_has_one_row check (only_row),
    constraint audit_beginning_is_whole check (num_nulls(hour, made_at, state, mac_key, mac) in (0, 5))
);

-- the trail of the version before: the first start fills it in
insert into audit_beginning (only_row) select true where exists (select from audit_keys);

create trigger audit_beginning_is_signed before insert on audit_beginning
for each row when (new.mac is null) execute function refuse_change();
create trigger audit_beginning_append_only before update on audit_beginning
for each row when (old.mac is not null or new.mac is null) execute function refuse_change();
create trigger audit_beginning_stays before delete on audit_beginning
for each row execute function refuse_change();
create trigger audit_beginning_not_emptied before truncate on audit_beginning
for each statement execute function refuse_change();

-- a change of the root secret encrypts a key anew, and changes nothing else
create trigger audit_keys_append_only before update on audit_keys
for each row when ((new.id, new.made_under, new.created_at) is distinct from (old.id, old.made_under, old.created_at))
execute function refuse_change();
create trigger audit_keys_stay before delete on audit_keys
for each row execute function refuse_change();
create trigger audit_keys_not_emptied before truncate on audit_keys
for each statement execute function refuse_change();

create trigger audit_dropped_months_not_emptied before truncate on audit_dropped_months
for each statement execute function refuse_change();

-- the list of an hour's events goes with its month, and not before
create function keep_sealed_rows() returns trigger language plpgsql as $$
begin
    if to_regclass(format('%I.%I', tg_table_schema, 'audit_events_' || to_char(old.hour at time zone 'UTC', 'YYYY_MM'))) is not null
        or exists (select from audit_events where occurred_at >= old.hour and occurred_at < old.hour + interval '1 hour')
    then
        raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
    end if;
    return old;
end
$$;

create trigger audit_sealed_rows_stay before delete on audit_sealed_rows
for each row execute function keep_sealed_rows();
create trigger audit_sealed_rows_append_only before update on audit_sealed_rows
for each row execute function refuse_change();
create trigger audit_sealed_rows_not_emptied before truncate on audit_sealed_rows
for each statement execute function refuse_change();

do $$
begin
    execute format('alter function keep_sealed_rows() set search_path = %I, pg_temp', current_schema());
end
$$;
