package dev.latchkey.user;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether a user may sign in. */
@Schema(description = "`disabled`: the user cannot sign in; no data is lost.")
public enum UserStatus {
    /** The user may sign in. */
    @JsonProperty("active")
    ACTIVE,
    /** The user may not sign in; no data is lost. */
    @JsonProperty("disabled")
    DISABLED;

    /**
     * Returns the status with a name.
     *
     * @param text as {@link #text()} returns it
     * @return empty if there is none
     */
    public static Optional<UserStatus> of(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text().equals(text))
                .findFirst();
    }

    /**
     * Returns the name in JSON.
     *
     * @return a word in lower case
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
