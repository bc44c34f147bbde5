package dev.latchkey.audit;

import java.util.Arrays;
import java.util.Optional;

/** The security events there are, in the past tense. A {@link #type()} is stable: it is stored. */
public enum AuditEvent {
    /** Somebody made an account for themselves. */
    USER_REGISTERED("UserRegistered"),
    /** Somebody wanted to, and the name was taken. */
    REGISTRATION_REFUSED("RegistrationRefused"),
    /** A person proved who they are; the session is the one that was opened for it. */
    SIGNED_IN("SignedIn"),
    /** Somebody tried, with a wrong password or a name that is nobody's: then there is no person. */
    SIGN_IN_REFUSED("SignInRefused"),
    /** A person changed their address or profile; the details say which. */
    ACCOUNT_CHANGED("AccountChanged"),
    /** A person changed their password. */
    PASSWORD_CHANGED("PasswordChanged"),
    /** Somebody in a person's session wanted to, and did not know the present one. */
    PASSWORD_CHANGE_REFUSED("PasswordChangeRefused"),
    /** A person was given all data that is held on them. */
    ACCOUNT_EXPORTED("AccountExported"),
    /** A person deleted their account. */
    ACCOUNT_DELETED("AccountDeleted"),
    /** Somebody in a person's session wanted to, and did not know the password; or it was the last admin. */
    ACCOUNT_DELETION_REFUSED("AccountDeletionRefused"),
    /** A refresh token was used again after its successor: somebody has a copy. The session was ended. */
    REFRESH_TOKEN_REUSED("RefreshTokenReused"),
    /** One session was ended on purpose, by its refresh token or from the list. */
    SESSION_ENDED("SessionEnded"),
    /** All sessions of a person but the named one were ended. */
    OTHER_SESSIONS_ENDED("OtherSessionsEnded"),
    /** All sessions of a person were ended. */
    ALL_SESSIONS_ENDED("AllSessionsEnded"),
    /** An operator made a person. */
    USER_CREATED("UserCreated"),
    /** An operator wanted to, and was refused. */
    USER_CREATION_REFUSED("UserCreationRefused"),
    /** An operator imported a person from another system. */
    USER_IMPORTED("UserImported"),
    /** Lines of an import were refused; the details say how many. */
    USER_IMPORT_REFUSED("UserImportRefused"),
    /** An operator changed a person's address, profile, status or roles; the details say which. */
    USER_CHANGED("UserChanged"),
    /** An operator wanted to, and was refused. */
    USER_CHANGE_REFUSED("UserChangeRefused"),
    /** An operator deleted a person. */
    USER_DELETED("UserDeleted"),
    /** An operator wanted to, and was refused. */
    USER_DELETION_REFUSED("UserDeletionRefused"),
    /** An operator gave a person another password. All sessions of theirs were ended. */
    PASSWORD_SET("PasswordSet"),
    /** An operator wanted to, and was refused. */
    PASSWORD_SETTING_REFUSED("PasswordSettingRefused"),
    /** An operator added a webhook. */
    WEBHOOK_ADDED("WebhookAdded"),
    /** An operator removed a webhook. */
    WEBHOOK_REMOVED("WebhookRemoved"),
    /** An operator made a role, or changed what it permits. */
    ROLE_DEFINED("RoleDefined"),
    /** An operator deleted a role. */
    ROLE_DELETED("RoleDeleted"),
    /** An operator wanted to, and was refused. */
    ROLE_DELETION_REFUSED("RoleDeletionRefused"),
    /** A signing key began to sign, in its time or before. */
    SIGNING_KEY_ACTIVATED("SigningKeyActivated"),
    /** A signing key was taken out of the public list, and its private part erased, in its time or before. */
    SIGNING_KEY_DISCARDED("SigningKeyDiscarded"),
    /** An operator let the next signing key sign before its time. */
    SIGNING_KEY_ROTATED("SigningKeyRotated"),
    /** An operator wanted to, and was refused: not everybody could know the next one yet. */
    SIGNING_KEY_ROTATION_REFUSED("SigningKeyRotationRefused"),
    /** An operator took a signing key out of use at once. */
    SIGNING_KEY_REVOKED("SigningKeyRevoked"),
    /** An operator wanted to, and there was no such key. */
    SIGNING_KEY_REVOCATION_REFUSED("SigningKeyRevocationRefused");

    private final String type;

    AuditEvent(String type) {
        this.type = type;
    }

    /**
     * The event of a stored name.
     *
     * @param type what {@link #type()} says
     * @return empty if there is none
     */
    public static Optional<AuditEvent> of(String type) {
        return Arrays.stream(values()).filter(event -> event.type.equals(type)).findFirst();
    }

    /**
     * The name that is stored.
     *
     * @return words in the past tense
     */
    public String type() {
        return type;
    }
}
