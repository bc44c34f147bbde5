-- what a person's roles permit, decided in one place
create view user_grants as
select
    u.id as user_id,
    array(
        select r.role_name collate "C" from user_roles r where r.user_id = u.id order by 1
    ) as roles,
    array(
        select distinct p.permission collate "C"
        from user_roles r
        join role_permissions p on p.role_name = r.role_name
        where r.user_id = u.id
        order by 1
    ) as permissions
from users u;

-- what a token says of somebody who may sign in
create view subjects as
select u.id as user_id, u.username, u.profile, g.roles, g.permissions
from users u
join user_grants g on g.user_id = u.id
where u.status = 'ACTIVE';
