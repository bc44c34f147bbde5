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

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_events_append_only before update or delete on audit_events
for each row execute function refuse_change();

-- a statement's trigger is not handed down to partitions: each has its own
create trigger audit_events_not_emptied before truncate on audit_events
for each statement execute function refuse_change();
create trigger audit_events_not_emptied before truncate on audit_events_other
for each statement execute function refuse_change();

do $$
declare
    month timestamp := date_trunc('month', now() at time zone 'UTC');
    this text := 'audit_events_' || to_char(month, 'YYYY_MM');
begin
    execute format(
        'create table %I partition of audit_events for values from (%L) to (%L)',
        this, month at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
    execute format(
        'create trigger audit_events_not_emptied before truncate on %I'
        ' for each statement execute function refuse_change()', this);
end
$$;
