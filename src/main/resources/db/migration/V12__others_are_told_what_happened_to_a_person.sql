create table webhook_endpoints (
    id uuid not null,
    url text not null,
    events text[] not null,
    -- 12 bytes nonce, then AES-256-GCM ciphertext and tag; the id is authenticated with it
    secret bytea not null,
    -- which root secret encrypts it
    secret_id text not null,
    created_at timestamptz not null,
    constraint webhook_endpoints_pk primary key (id),
    constraint webhook_endpoints_events_known check (
        events <@ array['user.created', 'user.deleted', 'session.revoked', 'password.changed'] and cardinality(events) > 0)
);

-- what is to be delivered, a row for each event and endpoint; it goes when it was. Ids only: there is nothing to forget in it
create table webhook_deliveries (
    id bigint generated always as identity,
    -- what the receiver knows it by, however often it is tried
    message_id uuid not null default gen_random_uuid(),
    endpoint_id uuid not null,
    user_id uuid not null,
    session_id uuid,
    type text not null,
    happened_at timestamptz not null default now(),
    attempts integer not null default 0,
    -- not before this; while it is being tried, that is when somebody else may, should the replica die
    next_at timestamptz not null default now(),
    -- since when nobody tries any more
    dead_at timestamptz,
    last_fault text,
    constraint webhook_deliveries_pk primary key (id),
    constraint webhook_deliveries_endpoint_fk foreign key (endpoint_id) references webhook_endpoints (id) on delete cascade
);

create index webhook_deliveries_of_endpoint on webhook_deliveries (endpoint_id);
create index webhook_deliveries_order on webhook_deliveries (endpoint_id, user_id, id) where dead_at is null;
create index webhook_deliveries_next on webhook_deliveries (endpoint_id, next_at) where dead_at is null;
create index webhook_deliveries_dead on webhook_deliveries (endpoint_id, dead_at) where dead_at is not null;

-- whoever makes it happen, and be it by hand: it is written in the same transaction, or neither is. An endpoint that is being
-- removed is waited for, and is no more then
create function tell_webhooks(happened text, who uuid, which_session uuid) returns void language sql as $$
    insert into webhook_deliveries (endpoint_id, user_id, session_id, type)
    select id, who, which_session, happened from webhook_endpoints where happened = any(events) order by id for key share
$$;

create function tell_of_user() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        perform tell_webhooks('user.created', new.id, null);
    elsif tg_op = 'DELETE' then
        perform tell_webhooks('user.deleted', old.id, null);
    else
        perform tell_webhooks('password.changed', new.id, null);
    end if;
    return null;
end
$$;

create trigger users_tell_webhooks after insert or delete on users
for each row execute function tell_of_user();

create trigger users_tell_webhooks_of_password after update of password_changed_at on users
for each row when (old.password_changed_at is distinct from new.password_changed_at) execute function tell_of_user();

create function tell_of_session() returns trigger language plpgsql as $$
begin
    perform tell_webhooks('session.revoked', old.user_id, old.id);
    return null;
end
$$;

create trigger sessions_end_tells_webhooks after update of ended_at on sessions
for each row when (old.ended_at is null and new.ended_at is not null) execute function tell_of_session();

-- a session that goes with its owner, and not one that is tidied away long after its last token
create trigger sessions_delete_tells_webhooks after delete on sessions
for each row when (old.ended_at is null and old.tokens_end_at + interval '5 minutes' > now()) execute function tell_of_session();
