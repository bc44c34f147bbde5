package dev.latchkey.packaged;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Gives each test class its own PostgreSQL, in which each test creates a database, and a directory. */
abstract class OnPostgres {

    @TempDir
    static Path directory;

    static PostgresServer postgres;

    @BeforeAll
    static void startPostgres() {
        postgres = new PostgresServer(directory);
    }

    @AfterAll
    static void stopPostgres() {
        if (postgres != null) {
            postgres.close();
        }
    }
}
