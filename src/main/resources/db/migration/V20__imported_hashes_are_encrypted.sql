-- an imported user's hash is stored encrypted (sealed:, the root secret's id, base64) until the user signs in. Rows from before
-- (foreign:, the hash) and those under a former root secret are encrypted in the background, and found by this index: it has imported
-- hashes only, by the secret's id
create index users_imported_hash_idx on users (left(split_part(password_hash, ':', 2), 16))
where password_hash like 'foreign:%' or password_hash like 'sealed:%';
