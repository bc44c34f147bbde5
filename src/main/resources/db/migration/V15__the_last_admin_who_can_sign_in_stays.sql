-- The one place that says who can sign in: another way in (a passkey, an upstream provider) is added here. The shortest stored form
-- of a password has more than 40 characters, so that '', '!' or 'x' is none.
create function can_sign_in(u users) returns boolean language sql stable as $$
    select u.status = 'ACTIVE' and coalesce(length(u.password_hash) >= 40, false)
$$;

-- One row. A transaction that takes an admin away writes it, once: at read committed the next one waits and then sees what the first
-- did; at repeatable read and serializable, where it would not see it, PostgreSQL refuses the next one (SQLSTATE 40001). An advisory
-- lock, which it replaces, only makes the next one wait.
create table admin_guard (
    only_row boolean not null default true,
    held_by xid8,
    constraint admin_guard_pk primary key (only_row),
    constraint admin_guard_has_one_row check (only_row)
);

insert into admin_guard default values;

create or replace function keep_an_admin() returns trigger language plpgsql as $$
begin
    update admin_guard set held_by = pg_current_xact_id() where held_by is distinct from pg_current_xact_id();
    if not exists (select from admin_guard where held_by = pg_current_xact_id()) then
        raise exception 'admin_guard must have its row: insert into admin_guard default values' using errcode = 'LK002';
    end if;
    if tg_table_name = 'users' then
        if not exists (select from user_roles where user_id = new.id and role_name = 'admin') then
            return null;
        end if;
    elsif exists (select from users u where u.id = old.user_id and not can_sign_in(u)) then
        return null;
    end if;
    if not exists (
        select from user_roles r join users u on u.id = r.user_id where r.role_name = 'admin' and can_sign_in(u)
    ) then
        raise exception 'the last admin stays: no other active user with a password has the role admin'
            using errcode = 'LK001', hint = 'Give the role admin to another user who has a password first.';
    end if;
    return null;
end
$$;

drop trigger users_keep_an_admin on users;
create trigger users_keep_an_admin after update of status, password_hash on users
for each row when (
    (new.status, new.password_hash) is distinct from (old.status, old.password_hash)
    and can_sign_in(old) and not can_sign_in(new)
) execute function keep_an_admin();

create function guard_admins() returns trigger language plpgsql as $$
begin
    raise exception '% cannot be changed like this: %', tg_table_name, tg_argv[0] using errcode = 'LK002';
end
$$;

create trigger admin_guard_stays before delete on admin_guard
for each row execute function guard_admins('its row orders those who take an admin away');
create trigger admin_guard_is_held_by_its_transaction before update on admin_guard
for each row when (new.held_by is distinct from pg_current_xact_id())
execute function guard_admins('its row orders those who take an admin away');

-- without these two no admin could be made again, and nobody could register
create trigger roles_keep_our_own before delete on roles
for each row when (old.name in ('user', 'admin'))
execute function guard_admins('the roles user and admin are Latchkey''s own');
create trigger roles_keep_our_names before update on roles
for each row when (old.name in ('user', 'admin') and new.name <> old.name)
execute function guard_admins('the roles user and admin are Latchkey''s own');

-- no row trigger sees a truncate
create trigger user_roles_not_truncated before truncate on user_roles for each statement execute function
refuse_truncate('it would keep no admin', 'Use delete, which keeps the last admin.');
create trigger roles_not_truncated before truncate on roles for each statement execute function
refuse_truncate('it would keep no admin', 'Use delete for the roles that are to go.');
create trigger role_permissions_not_truncated before truncate on role_permissions for each statement execute function
refuse_truncate('every user would lose every permission', 'Use delete for the permissions that are to go.');
create trigger admin_guard_not_truncated before truncate on admin_guard for each statement execute function
refuse_truncate('its row orders those who take an admin away', 'Leave it as it is.');

do $$
declare
    each regprocedure;
begin
    for each in
        select oid from pg_proc where pronamespace = current_schema()::regnamespace
            and proname in ('can_sign_in', 'keep_an_admin', 'guard_admins')
    loop
        execute format('alter function %s set search_path = %I, pg_temp', each, current_schema());
    end loop;
end
$$;
