-- not logged: a crash or a fail-over empties it, which gives everybody one fresh budget, and nobody can bring that about who only
-- guesses; for that, counting an attempt waits for no disk
create unlogged table throttle (
    -- half of a keyed hash of what is counted by: no names, no addresses
    key uuid not null,
    -- when all attempts so far are forgotten (GCRA's theoretical arrival time); in the past, the row is as good as none
    tat timestamptz not null,
    constraint throttle_pk primary key (key)
)
-- an attempt changes no indexed column: with room on its page, the row's new version needs no new index entry
with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

-- a device token names the generation it was given in; the default is for the release before this one, which knows none
alter table users add device_generation integer not null default 0;

-- whoever changes a password or disables a person, and be it by hand: their devices are strangers from then on
create function forget_devices() returns trigger language plpgsql as $$
begin
    new.device_generation := old.device_generation + 1;
    return new;
end
$$;

create trigger users_forget_devices before update of password_changed_at, status on users
for each row when (
    old.password_changed_at is distinct from new.password_changed_at
    or (old.status = 'ACTIVE' and new.status <> 'ACTIVE')
) execute function forget_devices();
