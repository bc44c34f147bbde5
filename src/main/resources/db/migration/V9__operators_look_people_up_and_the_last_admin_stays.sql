-- by collation "C", so that a prefix is a range of the index and a page goes on where the last one ended
create index users_status_username on users (status, username_key collate "C");
create index users_status_email on users (status, email_key collate "C", id) where email_key is not null;

-- the members of a role, in the order of their ids; it does what the index on role_name alone did
create index user_roles_role_name_user_id on user_roles (role_name, user_id);
drop index user_roles_role_name;

-- who did it, if not the person themselves: a user's id, or the command line; and what there is to say of it beside, never a
-- name, an address or a secret
alter table audit_events
    add actor text,
    add details jsonb,
    add constraint audit_events_details_are_object check (jsonb_typeof(details) = 'object');

create index audit_events_type on audit_events (type, occurred_at, id);

-- whoever takes an admin away, and be it by hand: one who is active stays. Those who take two away at once come one after the
-- other, and the second sees what the first has done: each statement of a volatile function reads what is committed by then
create function keep_an_admin() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'users' then
        if not exists (select from user_roles where user_id = new.id and role_name = 'admin') then
            return null;
        end if;
    end if;
    -- "lastadmn" in ASCII
    perform pg_advisory_xact_lock(7809650172524522862);
    if not exists (
        select from user_roles r join users u on u.id = r.user_id where r.role_name = 'admin' and u.status = 'ACTIVE'
    ) then
        raise exception 'the last admin stays' using errcode = 'LK001';
    end if;
    return null;
end
$$;

create trigger user_roles_keep_an_admin after delete or update on user_roles
for each row when (old.role_name = 'admin') execute function keep_an_admin();

create trigger users_keep_an_admin after update of status on users
for each row when (old.status = 'ACTIVE' and new.status <> 'ACTIVE') execute function keep_an_admin();
