-- the forms in which a name is seen, each by what it looks like (UTS 39, confusable skeletons): two names that share one cannot be told
-- apart. Null: not computed yet, as of all rows before this and of those that the former version writes while both run; a job fills
-- them. Not unique: names that are there stay, even if two of them look alike
alter table users add username_skeletons text[];

-- an insert enters its forms at once and leaves no list for others to search
create index users_username_skeletons on users using gin (username_skeletons) with (fastupdate = off);

create index users_without_skeletons on users (id) where username_skeletons is null;
