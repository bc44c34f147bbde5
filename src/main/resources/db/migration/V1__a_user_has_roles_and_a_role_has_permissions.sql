create table users (
    id uuid not null,
    username text not null,
    -- the name after NFKC and case folding: what makes it unique
    username_key text not null,
    email text,
    email_key text,
    email_verified_at timestamptz,
    -- null: this person has no password and cannot sign in with one
    password_hash text,
    password_changed_at timestamptz,
    status text not null,
    profile jsonb not null,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint users_pk primary key (id),
    constraint users_username_key_unique unique (username_key),
    constraint users_email_key_with_email check ((email is null) = (email_key is null)),
    constraint users_verified_means_email check (email_verified_at is null or email is not null),
    constraint users_status_known check (status in ('ACTIVE', 'DISABLED')),
    constraint users_profile_is_object check (jsonb_typeof(profile) = 'object')
);

-- anyone may claim an address; only one person can have proved that it is theirs
create unique index users_verified_email_unique on users (email_key) where email_verified_at is not null;

create table roles (
    name text not null,
    constraint roles_pk primary key (name),
    constraint roles_name_plain check (name ~ '^[a-z][a-z0-9_-]{0,63}$')
);

create table role_permissions (
    role_name text not null,
    permission text not null,
    constraint role_permissions_pk primary key (role_name, permission),
    constraint role_permissions_role_fk foreign key (role_name) references roles (name) on delete cascade,
    constraint role_permissions_permission_plain check (permission ~ '^[a-z][a-z0-9_:.-]{0,127}$')
);

create table user_roles (
    user_id uuid not null,
    role_name text not null,
    constraint user_roles_pk primary key (user_id, role_name),
    constraint user_roles_user_fk foreign key (user_id) references users (id) on delete cascade,
    constraint user_roles_role_fk foreign key (role_name) references roles (name)
);

create index user_roles_role_name on user_roles (role_name);

insert into roles (name) values ('user'), ('admin');

insert into role_permissions (role_name, permission) values
    ('user', 'account:read'),
    ('user', 'account:write');
