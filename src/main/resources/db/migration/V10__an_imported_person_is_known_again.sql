-- half of a hash of the name and the password's hash that a person was imported with; null for whoever was not imported. When the
-- same line comes again, after an interruption, it is known to be theirs, whatever has become of the person since
alter table users add import_key uuid;
