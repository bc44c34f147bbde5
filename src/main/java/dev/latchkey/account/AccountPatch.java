package dev.latchkey.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.user.AcceptableProfile;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What to change of an account. A member that is absent stays; a null removes: so it matters which were sent. */
public final class AccountPatch {

    @Email(message = "must be an e-mail address")
    @Size(max = 254, message = "must have at most 254 characters")
    @Schema(description = "A new address, not verified yet; null removes it.")
    private @Nullable String email;

    @AcceptableProfile
    @Schema(description = "Merged into the profile (RFC 7396): a null removes a member.")
    private @Nullable ObjectNode profile;

    @Schema(hidden = true)
    private boolean emailGiven;

    @JsonProperty
    void setEmail(@Nullable String email) {
        this.email = email;
        this.emailGiven = true;
    }

    @JsonProperty
    void setProfile(@Nullable ObjectNode profile) {
        this.profile = profile;
    }

    /** The address after the change. */
    @Nullable
    String emailInsteadOf(@Nullable String present) {
        return emailGiven ? email : present;
    }

    @Nullable
    ObjectNode profile() {
        return profile;
    }
}
