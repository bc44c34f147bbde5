package dev.latchkey.userimport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.password.foreign.HashParameters;
import dev.latchkey.user.UserStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a user while its record is read. What the file does not state gets the weaker value: not verified, no password, no time.
 * For one thread.
 */
final class Draft {

    private static final String NO_PASSWORD =
            "is not in the file: imported without a password. The user cannot sign in with one until an operator sets it";

    private final @Nullable String username;
    private final @Nullable String email;
    private final List<Mapped.Remark> remarks = new ArrayList<>();
    private boolean verified;
    private boolean active = true;
    private @Nullable String passwordHash;
    private @Nullable HashParameters hash;
    private @Nullable Instant createdAt;

    /** Takes name and address; without a name, the address is the name. */
    Draft(@Nullable String username, @Nullable String email) {
        this.username = username == null ? email : username;
        this.email = email;
    }

    /** Sets whether the address was proved to be the user's. */
    Draft verified(boolean proved) {
        verified = proved && email != null;
        return this;
    }

    Draft disabledIf(boolean condition) {
        active &= !condition;
        return this;
    }

    Draft disabledIf(boolean condition, String remark) {
        if (condition && active) {
            remark("status", remark);
        }
        return disabledIf(condition);
    }

    Draft password(@Nullable String text) {
        passwordHash = text;
        return this;
    }

    Draft password(@Nullable String text, HashParameters parameters) {
        passwordHash = text;
        hash = parameters;
        return this;
    }

    /** Sets the time of the registration. If it cannot be read, the user is imported with a remark. */
    Draft created(SourceRecord record, String member) {
        createdAt = record.time(member);
        boolean said = record.isSaid(member);
        if (createdAt == null && said) {
            remark("createdAt", "cannot be read: the time of the import is stored instead");
        }
        return this;
    }

    Draft remark(String field, String message) {
        remarks.add(new Mapped.Remark(field, message));
        return this;
    }

    Draft secondFactorIf(boolean condition) {
        return condition
                ? remark("", "had a second factor, which is not imported: the password alone is enough to sign in here")
                : this;
    }

    Mapped.User toUser() {
        if (passwordHash == null && hash == null) {
            remark("passwordHash", NO_PASSWORD);
        }
        ImportRow row = new ImportRow(
                Objects.requireNonNullElse(username, ""),
                email,
                verified,
                null,
                active ? UserStatus.ACTIVE : UserStatus.DISABLED,
                null,
                passwordHash,
                hash,
                createdAt);
        return new Mapped.User(row, remarks);
    }

    /** Returns the parameters of a Keycloak hash, which are two texts. */
    static HashParameters keycloak(JsonNode credentialData, JsonNode secretData) {
        return new HashParameters(null, null, null, null, null, credentialData, secretData);
    }
}
