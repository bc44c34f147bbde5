package dev.latchkey.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.name.EmailAddress;
import dev.latchkey.user.AcceptableProfile;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A change of the account. Absent members stay; a null address removes the address, so null and absent are distinguished. */
public final class AccountPatch {

    @EmailAddress
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

    /** Returns the address after the change. */
    @Nullable
    String emailInsteadOf(@Nullable String present) {
        return emailGiven ? email : present;
    }

    @Nullable
    ObjectNode profile() {
        return profile;
    }
}
