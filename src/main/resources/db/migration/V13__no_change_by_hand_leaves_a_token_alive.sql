-- A change to a session that lets its tokens outlive it, or that other services would not learn of, is refused or ends the session.
-- All of these triggers run after the row was written: one that runs before would cost every refresh a lock of its row.
create function guard_session() returns trigger language plpgsql as $$
declare
    -- as in revoke_session()
    leeway constant interval := interval '5 minutes';
begin
    if (new.id, new.user_id, new.status_index) is distinct from (old.id, old.user_id, old.status_index) then
        raise exception 'id, user_id and status_index of a session cannot change: issued tokens name them'
            using errcode = 'LK002', hint = 'End the session (set ended_at = now()); the user signs in again.';
    end if;
    if old.ended_at is not null and new.ended_at is null then
        raise exception 'a session that has ended cannot be opened again: its tokens are revoked'
            using errcode = 'LK002', hint = 'The user signs in again.';
    end if;
    if new.ended_at is null and old.tokens_end_at + leeway > now() and (
        (new.expires_at < old.expires_at and new.expires_at < old.tokens_end_at)
        or new.tokens_end_at < old.tokens_end_at
        or new.refreshed_at < old.refreshed_at
    ) then
        -- before the session ends: that goes by the row as it is now
        insert into revoked_sessions (status_index, until)
        values (old.status_index, old.tokens_end_at + leeway)
        on conflict on constraint revoked_sessions_pk
        do update set until = greatest(revoked_sessions.until, excluded.until);
        update sessions set ended_at = now() where id = new.id and ended_at is null;
    end if;
    return null;
end
$$;

create trigger sessions_guard after update of id, user_id, status_index, ended_at, expires_at on sessions
for each row when (
    (new.id, new.user_id, new.status_index) is distinct from (old.id, old.user_id, old.status_index)
    or (old.ended_at is not null and new.ended_at is null)
    or new.expires_at < old.expires_at
) execute function guard_session();

-- a refresh moves both forward and fires nothing. After a fail-over the clock may be behind: a refresh, which changes the
-- generation, may then move the time back by up to an hour
create trigger sessions_guard_of_times after update of tokens_end_at, refreshed_at on sessions
for each row when (
    new.tokens_end_at < old.tokens_end_at
    or (new.refreshed_at < old.refreshed_at and new.generation = old.generation)
    or new.refreshed_at < old.refreshed_at - interval '1 hour'
) execute function guard_session();

create function keep_revoked() returns trigger language plpgsql as $$
begin
    raise exception 'a revoked session stays in the status list until its last token has expired'
        using errcode = 'LK002', hint = 'The row is deleted by itself after that.';
end
$$;

create trigger revoked_sessions_stay before delete on revoked_sessions
for each row when (old.until > now()) execute function keep_revoked();

create trigger revoked_sessions_stay_as_long before update on revoked_sessions
for each row when (
    old.until > now() and (new.until < old.until or new.status_index <> old.status_index)
) execute function keep_revoked();

-- no row trigger sees a truncate
create function refuse_truncate() returns trigger language plpgsql as $$
begin
    raise exception 'truncate of % is refused: %', tg_table_name, tg_argv[0]
        using errcode = 'LK002', hint = tg_argv[1];
end
$$;

create trigger sessions_not_truncated before truncate on sessions for each statement execute function
refuse_truncate('it would revoke no token', 'Use: update sessions set ended_at = now() where ended_at is null');
create trigger revoked_sessions_not_truncated before truncate on revoked_sessions for each statement execute function
refuse_truncate('revoked tokens would be accepted again', 'Rows are deleted by themselves when the last token has expired.');
create trigger users_not_truncated before truncate on users for each statement execute function
refuse_truncate('it would revoke no token and keep no admin', 'Use delete, which does both.');

-- what a function names is ours, whatever search_path the session has, and never a temporary table: pg_temp, if it is not named,
-- is searched first
do $$
declare
    each regprocedure;
begin
    for each in
        select oid from pg_proc where pronamespace = current_schema()::regnamespace and proname in (
            'refuse_change', 'revoke_session', 'end_sessions', 'forget_devices', 'keep_an_admin', 'tell_webhooks', 'tell_of_user',
            'tell_of_session', 'guard_session', 'keep_revoked', 'refuse_truncate')
    loop
        execute format('alter function %s set search_path = %I, pg_temp', each, current_schema());
    end loop;
end
$$;
