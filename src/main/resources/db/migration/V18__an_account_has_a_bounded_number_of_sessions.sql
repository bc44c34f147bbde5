-- finds the open sessions of a user, the latest first: an account has a maximum, and the oldest end where there is one too many. Neither column
-- changes in a refresh, and the predicate names none that does, so a refresh needs no new index entry still
create index sessions_open_of_user on sessions (user_id, id) where ended_at is null;
