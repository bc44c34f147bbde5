-- no foreign keys: what happened stays true when a person or a session is gone
create table audit_events (
    id uuid not null,
    occurred_at timestamptz not null,
    type text not null,
    user_id uuid,
    session_id uuid,
    request_id text,
    -- the caller's network, /24 or /64
    network text,
    constraint audit_events_pk primary key (occurred_at, id)
) partition by range (occurred_at);

create index audit_events_user_id on audit_events (user_id, occurred_at);

-- the months' partitions are made ahead of time; this one catches what would find none, so that no sign-in fails for it
create table audit_events_other partition of audit_events default;

do $$
declare
    month timestamp := date_trunc('month', now() at time zone 'UTC');
begin
    execute format(
        'create table audit_events_%s partition of audit_events for values from (%L) to (%L)',
        to_char(month, 'YYYY_MM'), month at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
end
$$;

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_events_append_only before update or delete on audit_events
for each row execute function refuse_change();

create trigger audit_events_not_emptied before truncate on audit_events
for each statement execute function refuse_change();
