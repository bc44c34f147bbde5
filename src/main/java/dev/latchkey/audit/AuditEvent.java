package dev.latchkey.audit;

import java.util.Arrays;
import java.util.Optional;

/** The security events, in the past tense. A {@link #type()} is stable, because it is stored. */
public enum AuditEvent {
    /** A user registered. */
    USER_REGISTERED("UserRegistered"),
    /** A registration was refused, because the name was taken. */
    REGISTRATION_REFUSED("RegistrationRefused"),
    /** A user authenticated; the session is the one that was opened. */
    SIGNED_IN("SignedIn"),
    /** A sign-in was refused, because the password was wrong or the name unknown; with an unknown name the event has no user. */
    SIGN_IN_REFUSED("SignInRefused"),
    /** A user changed the own address or profile; the details say which. */
    ACCOUNT_CHANGED("AccountChanged"),
    /** A user changed the own password. */
    PASSWORD_CHANGED("PasswordChanged"),
    /** A password change in a user's session was refused, because the present password was wrong. */
    PASSWORD_CHANGE_REFUSED("PasswordChangeRefused"),
    /** A user received all data held on that user. */
    ACCOUNT_EXPORTED("AccountExported"),
    /** A user deleted the own account. */
    ACCOUNT_DELETED("AccountDeleted"),
    /** A deletion in a user's session was refused, because the password was wrong or the user is the last admin. */
    ACCOUNT_DELETION_REFUSED("AccountDeletionRefused"),
    /** A refresh token was used again after its successor, so there is a copy of it. The session was ended. */
    REFRESH_TOKEN_REUSED("RefreshTokenReused"),
    /** One session was ended on purpose, by its refresh token or from the list. */
    SESSION_ENDED("SessionEnded"),
    /** All sessions of a user except the named one were ended. */
    OTHER_SESSIONS_ENDED("OtherSessionsEnded"),
    /** All sessions of a user were ended. */
    ALL_SESSIONS_ENDED("AllSessionsEnded"),
    /** Ending all sessions of a user was refused to an admin or operator. */
    SIGN_OUT_REFUSED("SignOutRefused"),
    /** An admin or operator created a user. */
    USER_CREATED("UserCreated"),
    /** The creation of a user was refused. */
    USER_CREATION_REFUSED("UserCreationRefused"),
    /** An admin or operator imported a user from another system. */
    USER_IMPORTED("UserImported"),
    /** Lines of an import were refused; the details say how many. */
    USER_IMPORT_REFUSED("UserImportRefused"),
    /** An admin or operator changed a user's address, profile, status or roles; the details say which. */
    USER_CHANGED("UserChanged"),
    /** A change of a user was refused. */
    USER_CHANGE_REFUSED("UserChangeRefused"),
    /** An admin or operator deleted a user. */
    USER_DELETED("UserDeleted"),
    /** The deletion of a user was refused. */
    USER_DELETION_REFUSED("UserDeletionRefused"),
    /** An admin or operator set a user's password. All sessions of the user were ended. */
    PASSWORD_SET("PasswordSet"),
    /** Setting a user's password was refused. */
    PASSWORD_SETTING_REFUSED("PasswordSettingRefused"),
    /** An admin or operator added a webhook. */
    WEBHOOK_ADDED("WebhookAdded"),
    /** An admin or operator removed a webhook. */
    WEBHOOK_REMOVED("WebhookRemoved"),
    /** An admin or operator retried the dead deliveries of a webhook; the details say how many. */
    WEBHOOK_RETRIED("WebhookRetried"),
    /** An admin or operator created a role, or changed its permissions. */
    ROLE_DEFINED("RoleDefined"),
    /** An admin or operator deleted a role. */
    ROLE_DELETED("RoleDeleted"),
    /** The deletion of a role was refused. */
    ROLE_DELETION_REFUSED("RoleDeletionRefused"),
    /** A signing key began to sign, on schedule or earlier. */
    SIGNING_KEY_ACTIVATED("SigningKeyActivated"),
    /** A signing key was removed from the JWKS and its private part erased, on schedule or earlier. */
    SIGNING_KEY_DISCARDED("SigningKeyDiscarded"),
    /** An admin or operator activated the next signing key ahead of schedule. */
    SIGNING_KEY_ROTATED("SigningKeyRotated"),
    /** Such a rotation was refused, because not every verifier of tokens could know the next key yet. */
    SIGNING_KEY_ROTATION_REFUSED("SigningKeyRotationRefused"),
    /** An admin or operator revoked a signing key, effective at once. */
    SIGNING_KEY_REVOKED("SigningKeyRevoked"),
    /** The revocation of a signing key was refused, because there was no such key. */
    SIGNING_KEY_REVOCATION_REFUSED("SigningKeyRevocationRefused");

    private final String type;

    AuditEvent(String type) {
        this.type = type;
    }

    /**
     * Returns the event of a stored name.
     *
     * @param type a {@link #type()}
     * @return empty if there is none
     */
    public static Optional<AuditEvent> of(String type) {
        return Arrays.stream(values()).filter(event -> event.type.equals(type)).findFirst();
    }

    /**
     * Returns the name that is stored.
     *
     * @return words in the past tense
     */
    public String type() {
        return type;
    }
}
