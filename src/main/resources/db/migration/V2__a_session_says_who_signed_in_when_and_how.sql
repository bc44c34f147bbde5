create table sessions (
    id uuid not null,
    user_id uuid not null,
    -- when the person proved who they are (auth_time), and how (amr, RFC 8176)
    created_at timestamptz not null,
    amr text not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    constraint sessions_pk primary key (id),
    constraint sessions_user_fk foreign key (user_id) references users (id) on delete cascade,
    constraint sessions_expire_later check (expires_at > created_at)
);

create index sessions_user_id on sessions (user_id);
create index sessions_expires_at on sessions (expires_at);
