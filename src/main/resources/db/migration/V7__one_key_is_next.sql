create unique index signing_keys_one_next on signing_keys (state) where state = 'NEXT';
