package dev.latchkey.command;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;

/** Runs a command that needs the rooms, after Quarkus has started them. */
@Singleton
@Unremovable
class CommandApplication implements QuarkusApplication {

    private final Rooms rooms;

    CommandApplication(Rooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public int run(String... arguments) {
        return Commands.line((command, output) -> ((Command.WithRooms) command).run(rooms, output))
                .execute(arguments);
    }
}
