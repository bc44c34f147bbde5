package dev.latchkey.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.name.EmailAddress;
import dev.latchkey.user.AcceptableProfile;
import dev.latchkey.user.UserAdministration.Change;
import dev.latchkey.user.UserStatus;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A change of a user. Absent members stay; a null address removes the address, so null and absent are distinguished. */
public final class UserPatch {

    @EmailAddress
    @Schema(description = "A new address, not verified yet; null removes it.")
    private @Nullable String email;

    @AcceptableProfile
    @Schema(description = "Merged into the profile (RFC 7396): a null removes a member.")
    private @Nullable ObjectNode profile;

    private @Nullable UserStatus status;

    @Size(max = NewUser.MOST_ROLES)
    @Schema(description = "All roles that the user has from now on.")
    private @Nullable Set<String> roles;

    @Schema(hidden = true)
    private boolean emailGiven;

    @JsonProperty
    void setEmail(@Nullable String email) {
        this.email = email;
        this.emailGiven = true;
    }

    @JsonSetter(nulls = Nulls.FAIL)
    void setProfile(ObjectNode profile) {
        this.profile = profile;
    }

    @JsonSetter(nulls = Nulls.FAIL)
    void setStatus(UserStatus status) {
        this.status = status;
    }

    @JsonSetter(nulls = Nulls.FAIL, contentNulls = Nulls.FAIL)
    void setRoles(Set<String> roles) {
        this.roles = roles;
    }

    Change change() {
        return new Change(
                present -> emailGiven ? email : present,
                profile,
                status,
                present -> Objects.requireNonNullElse(roles, present));
    }
}
