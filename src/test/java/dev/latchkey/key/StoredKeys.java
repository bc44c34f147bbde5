package dev.latchkey.key;

import dev.latchkey.Database;

/** Sets the service's own keys aside while a test has its own keys, and restores them. */
final class StoredKeys {

    private final Database database;

    StoredKeys(Database database) {
        this.database = database;
    }

    void putAside() {
        database.run("create table keys_put_aside as select * from signing_keys");
        database.run("delete from signing_keys");
    }

    void putBack() {
        database.run("delete from signing_keys");
        database.run("insert into signing_keys select * from keys_put_aside");
        database.run("drop table keys_put_aside");
    }
}
