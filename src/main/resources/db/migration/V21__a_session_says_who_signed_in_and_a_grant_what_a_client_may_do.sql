-- A session is the fact that a user signed in on a device; a grant is what one client may do with it, and a refresh token belongs to a
-- grant. docs/adr/0023 says why the grant of the built-in client, latchkey, stays in the row of its session for now: the version before,
-- which may run beside this one, reads and writes it there.

-- The version before leaves them null. For its rows created_at and amr say the same.
alter table sessions
    -- when the user proved who they are (auth_time)
    add auth_time timestamptz,
    -- how (RFC 8176), in the order in which it was done; amr has the first of them, for the version before
    add amr_values text[],
    -- authentication context class (OpenID Connect Core, 2); null until a sign-in reaches one
    add acr text,
    -- not valid: all rows have null, and reading them would block every refresh for as long
    add constraint sessions_amr_values_not_empty check (cardinality(amr_values) > 0) not valid;

-- All grants but the first of each session. No foreign key: with one, PostgreSQL answers "truncate sessions" with the hint to add
-- "cascade", before a trigger can say what to do instead. Triggers do the cascade, and see to it that a new grant has an open session.
create table client_grants (
    id uuid not null,
    session_id uuid not null,
    client_id text not null,
    -- space-separated (RFC 6749, 3.3)
    scope text not null,
    audience text[] not null,
    created_at timestamptz not null default now(),
    ended_at timestamptz,
    -- the next four are as in sessions
    generation integer not null default 0,
    refreshed_at timestamptz not null default now(),
    tokens_end_at timestamptz not null,
    status_index bigint not null default nextval('session_status_index'),
    constraint client_grants_pk primary key (id),
    constraint client_grants_status_index_unique unique (status_index),
    constraint client_grants_audience_not_empty check (cardinality(audience) > 0)
-- a refresh changes no indexed column: with room on its page, the row's new version needs no new index entry
) with (fillfactor = 80);

create index client_grants_session_id on client_grants (session_id);
create index client_grants_ended_at on client_grants (ended_at) where ended_at is not null;

-- every grant, wherever its row is. The first grant of a session has the session's id
create view grants as
select
    s.id, s.id as session_id, cast('latchkey' as text) as client_id, cast(null as text) as scope, cast(null as text[]) as audience,
    s.created_at, s.ended_at, s.generation, s.refreshed_at, s.tokens_end_at, s.status_index
from sessions s
union all
select
    g.id, g.session_id, g.client_id, g.scope, g.audience,
    g.created_at, g.ended_at, g.generation, g.refreshed_at, g.tokens_end_at, g.status_index
from client_grants g;

-- A transaction that opens a grant writes the row of its session. So one that ends the session waits for it, or is waited for; at
-- repeatable read, where it would not see the new grant, PostgreSQL refuses it (SQLSTATE 40001). acr is in no index and in no trigger.
create function hold_session_of_grant() returns trigger language plpgsql as $$
declare
    session_end timestamptz;
begin
    update sessions set acr = acr where id = new.session_id and ended_at is null and expires_at > now()
    returning expires_at into session_end;
    if not found then
        -- no row: the session is over
        return null;
    end if;
    -- the statement may have read an end that was cut short since
    new.tokens_end_at := least(new.tokens_end_at, session_end);
    return new;
end
$$;

create trigger client_grants_hold_their_session before insert on client_grants
for each row execute function hold_session_of_grant();

-- the bit of a grant that ends, by revoke_session(), which reads status_index and tokens_end_at
create trigger client_grants_end after update of ended_at on client_grants
for each row when (old.ended_at is null and new.ended_at is not null) execute function revoke_session();

create trigger client_grants_delete after delete on client_grants
for each row when (old.ended_at is null) execute function revoke_session();

-- a session takes its grants along, whatever ends it: this version, the version before, or SQL by hand
create function end_grants() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        delete from client_grants where session_id = old.id;
    else
        -- also of a session that is to end earlier: a refresh beside this statement may give a token that lives beyond its new end
        update client_grants set ended_at = now() where session_id = new.id and ended_at is null;
    end if;
    return null;
end
$$;

create trigger sessions_end_ends_grants after update of ended_at on sessions
for each row when (old.ended_at is null and new.ended_at is not null) execute function end_grants();

create trigger sessions_end_earlier_ends_grants after update of expires_at on sessions
for each row when (new.expires_at < old.expires_at) execute function end_grants();

create trigger sessions_delete_ends_grants after delete on sessions
for each row execute function end_grants();

-- as guard_session()
create function guard_grant() returns trigger language plpgsql as $$
declare
    leeway constant interval := interval '5 minutes';
begin
    if (new.id, new.session_id, new.client_id, new.status_index)
        is distinct from (old.id, old.session_id, old.client_id, old.status_index)
    then
        raise exception 'id, session_id, client_id and status_index of a grant cannot change: issued tokens name them'
            using errcode = 'LK002', hint = 'End the grant (set ended_at = now()); the client asks for a new one.';
    end if;
    if old.ended_at is not null and new.ended_at is null then
        raise exception 'a grant that has ended cannot be opened again: its tokens are revoked'
            using errcode = 'LK002', hint = 'The client asks for a new one.';
    end if;
    if new.ended_at is null and old.tokens_end_at + leeway > now() then
        -- before the grant ends: that goes by the row as it is now
        insert into revoked_sessions (status_index, until)
        values (old.status_index, old.tokens_end_at + leeway)
        on conflict on constraint revoked_sessions_pk
        do update set until = greatest(revoked_sessions.until, excluded.until);
        update client_grants set ended_at = now() where id = new.id and ended_at is null;
    end if;
    return null;
end
$$;

create trigger client_grants_guard after update of id, session_id, client_id, status_index, ended_at on client_grants
for each row when (
    (new.id, new.session_id, new.client_id, new.status_index)
        is distinct from (old.id, old.session_id, old.client_id, old.status_index)
    or (old.ended_at is not null and new.ended_at is null)
) execute function guard_grant();

-- as sessions_guard_of_times
create trigger client_grants_guard_of_times after update of tokens_end_at, refreshed_at on client_grants
for each row when (
    new.tokens_end_at < old.tokens_end_at
    or (new.refreshed_at < old.refreshed_at and new.generation = old.generation)
    or new.refreshed_at < old.refreshed_at - interval '1 hour'
) execute function guard_grant();

create trigger client_grants_not_truncated before truncate on client_grants for each statement execute function
refuse_truncate('it would revoke no token', 'Use: update client_grants set ended_at = now() where ended_at is null');

do $$
declare
    each regprocedure;
begin
    for each in
        select oid from pg_proc where pronamespace = current_schema()::regnamespace
            and proname in ('hold_session_of_grant', 'end_grants', 'guard_grant')
    loop
        execute format('alter function %s set search_path = %I, pg_temp', each, current_schema());
    end loop;
end
$$;
