package dev.latchkey.command;

import dev.latchkey.platform.DatabaseStart;
import dev.latchkey.platform.GivenSettings;
import dev.latchkey.settings.SettingsCheck;
import java.util.List;

/**
 * The settings as they are before anything starts.
 *
 * @param settings read as the service reads them
 */
record StartSettings(GivenSettings settings) {

    List<String> faults() {
        return SettingsCheck.faults(settings);
    }

    /** Asked before anything starts, because what starts has a longer patience, and says it at length. */
    List<String> databaseFaults() {
        return DatabaseStart.faults(settings, DatabaseStart.ONE_TRY, waiting -> {});
    }
}
