-- keys of the trail's MACs, encrypted under the root secret, so that a MAC outlives the root secret under which it was made
create table audit_keys (
    id integer not null,
    -- 12 bytes nonce, then AES-256-GCM ciphertext and tag; the id is authenticated with it
    key bytea not null,
    -- which root secret encrypts it, and which did at first: each root secret has a key of its own
    secret_id text not null,
    made_under text not null,
    created_at timestamptz not null,
    constraint audit_keys_pk primary key (id),
    constraint audit_keys_made_under_unique unique (made_under)
);

-- over all other columns, and under which key; empty in rows of the release before, which knows neither
alter table audit_events
    add mac_key integer,
    add mac bytea;

-- one for each hour since the first, also where nothing happened: it seals that hour's rows and the seal before it
create table audit_seals (
    hour timestamptz not null,
    row_count integer not null,
    -- SHA-256 over the SHA-256 of the rows' ids and that of their MACs
    digest bytea not null,
    -- the seal of the hour before; zeros in the first
    before bytea not null,
    sealed_at timestamptz not null,
    mac_key integer not null,
    seal bytea not null,
    constraint audit_seals_pk primary key (hour),
    constraint audit_seals_hour_is_whole check (extract(epoch from hour)::bigint % 3600 = 0)
);

-- which rows an hour had, 16 bytes each, so that one that is missing can be named; they go with their month, the seals stay
create table audit_sealed_rows (
    hour timestamptz not null,
    ids bytea not null,
    constraint audit_sealed_rows_pk primary key (hour),
    constraint audit_sealed_rows_hour_fk foreign key (hour) references audit_seals (hour)
);

-- the months that were dropped because their time was over, and nobody else says so: with a MAC
create table audit_dropped_months (
    month date not null,
    dropped_at timestamptz not null,
    mac_key integer not null,
    mac bytea not null,
    constraint audit_dropped_months_pk primary key (month)
);

create trigger audit_seals_append_only before update or delete on audit_seals
for each row execute function refuse_change();
create trigger audit_seals_not_emptied before truncate on audit_seals
for each statement execute function refuse_change();
create trigger audit_dropped_months_append_only before update or delete on audit_dropped_months
for each row execute function refuse_change();
