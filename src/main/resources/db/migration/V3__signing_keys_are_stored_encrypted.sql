create table signing_keys (
    -- RFC 7638 thumbprint of the public key
    kid text not null,
    algorithm text not null,
    state text not null,
    public_jwk text not null,
    -- 12 bytes nonce, then AES-256-GCM ciphertext and tag of the PKCS#8 key; the kid is authenticated with it
    private_key bytea not null,
    -- which root secret encrypts private_key
    secret_id text not null,
    created_at timestamptz not null,
    activated_at timestamptz,
    retired_at timestamptz,
    constraint signing_keys_pk primary key (kid),
    constraint signing_keys_algorithm_known check (algorithm in ('ES256', 'ES384', 'RS256', 'EdDSA')),
    constraint signing_keys_state_known check (state in ('NEXT', 'CURRENT', 'RETIRING', 'GONE')),
    constraint signing_keys_current_is_active check (state <> 'CURRENT' or activated_at is not null)
);

create unique index signing_keys_one_current on signing_keys (state) where state = 'CURRENT';
