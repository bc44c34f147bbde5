package dev.latchkey.command;

import dev.latchkey.config.GivenSettings;
import dev.latchkey.database.DatabaseStart;
import dev.latchkey.settings.SettingsCheck;
import java.util.List;

/**
 * The settings before anything starts.
 *
 * @param settings the settings as the service reads them
 */
record StartSettings(GivenSettings settings) {

    List<String> faults() {
        return SettingsCheck.faults(settings);
    }

    /** Checks the database before anything starts, because the startup would retry for longer and log at length. */
    List<String> databaseFaults() {
        return DatabaseStart.faults(settings, DatabaseStart.ONE_TRY, waiting -> {});
    }
}
