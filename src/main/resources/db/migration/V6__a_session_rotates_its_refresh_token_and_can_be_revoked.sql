-- every session has a bit of its own in the status lists, and no other session ever gets the same
create sequence session_status_index as bigint minvalue 0 start with 0;

-- the defaults are for the release before this one, which may run beside it and knows none of these
alter table sessions
    -- counts the refresh tokens of a session: a token names the generation that it follows
    add generation integer not null default 0,
    -- when the present generation began: at the login, then at each refresh
    add refreshed_at timestamptz not null default now(),
    -- no access token of the session lives longer
    add tokens_end_at timestamptz not null default now() + interval '24 hours',
    add status_index bigint not null default nextval('session_status_index'),
    add user_agent text,
    -- the network that the person signed in from, /24 or /64
    add network text,
    add constraint sessions_status_index_unique unique (status_index);

-- a refresh changes no indexed column: with room on its page, the row's new version needs no new index entry
alter table sessions set (fillfactor = 80);

create index sessions_ended_at on sessions (ended_at) where ended_at is not null;

-- the bits that are set; each row goes when no access token of the session can be alive
create table revoked_sessions (
    status_index bigint not null,
    until timestamptz not null,
    constraint revoked_sessions_pk primary key (status_index)
);

create index revoked_sessions_until on revoked_sessions (until);

-- whoever ends or deletes a session, and be it by hand: its tokens are revoked in the same transaction
create function revoke_session() returns trigger language plpgsql as $$
declare
    -- resource servers may let a token live a little longer, in case their clock is behind
    leeway constant interval := interval '5 minutes';
begin
    if old.tokens_end_at + leeway > now() then
        insert into revoked_sessions (status_index, until)
        values (old.status_index, old.tokens_end_at + leeway)
        on conflict on constraint revoked_sessions_pk
        do update set until = greatest(revoked_sessions.until, excluded.until);
    end if;
    return null;
end
$$;

create trigger sessions_end after update of ended_at on sessions
for each row when (old.ended_at is null and new.ended_at is not null) execute function revoke_session();

create trigger sessions_delete after delete on sessions
for each row when (old.ended_at is null) execute function revoke_session();

-- likewise whoever disables a person ends their sessions
create function end_sessions() returns trigger language plpgsql as $$
begin
    update sessions set ended_at = now() where user_id = new.id and ended_at is null;
    return null;
end
$$;

create trigger users_disable after update of status on users
for each row when (old.status = 'ACTIVE' and new.status <> 'ACTIVE') execute function end_sessions();

update sessions set ended_at = now()
where ended_at is null and user_id in (select id from users where status <> 'ACTIVE');
