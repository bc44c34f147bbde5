package dev.latchkey.user;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether a person may sign in. */
@Schema(description = "`disabled`: the person may not sign in, and nothing of theirs is lost.")
public enum UserStatus {
    /** They may. */
    @JsonProperty("active")
    ACTIVE,
    /** They may not; nothing of theirs is lost. */
    @JsonProperty("disabled")
    DISABLED;

    /**
     * The status of a name.
     *
     * @param text as {@link #text()} gives it
     * @return empty if there is none
     */
    public static Optional<UserStatus> of(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text().equals(text))
                .findFirst();
    }

    /**
     * What it is called on the wire.
     *
     * @return a word in lower case
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
