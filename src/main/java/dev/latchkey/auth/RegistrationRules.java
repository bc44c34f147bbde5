package dev.latchkey.auth;

import dev.latchkey.name.EmailAddress;
import dev.latchkey.name.Username;
import dev.latchkey.password.PasswordPolicy;
import dev.latchkey.problem.ViolationCode;
import dev.latchkey.user.AcceptableProfile;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The rules for a registration as numbers, so that a form can show them in advance.
 *
 * @param username rules for the user name
 * @param password rules for a new password
 * @param email rules for the e-mail address
 * @param profile rules for the profile
 */
@RegisterForReflection
record RegistrationRules(
        @Schema(description = "The user name.") Name username,
        @Schema(description = "A new password.") Password password,

        @Schema(description = "The e-mail address, which is optional.")
        Address email,

        @Schema(description = "The profile, which is optional.")
        Json profile) {

    static final String EXAMPLE = """
            {"username": {"min": 3, "max": 64, "signs": "._-@+"},
             "password": {"min": 8, "max": 4096, "refused": ["too_common", "too_regular", "too_personal"]},
             "email": {"max": 254}, "profile": {"maxBytes": 4096, "maxDepth": 16}}""";

    /**
     * Rules for a user name: letters with their marks, digits, and some signs.
     *
     * @param min minimum number of characters
     * @param max maximum number of characters
     * @param signs the characters that are allowed besides letters and digits
     */
    @Schema(name = "UsernameRules", description = "Letters and digits of one script, and some signs.")
    public record Name(
            @Schema(description = "The minimum number of characters (code points).")
            int min,

            @Schema(description = "The maximum number of characters.")
            int max,

            @Schema(description = "The signs that are allowed beside letters and digits.")
            String signs) {}

    /**
     * Rules for a password: any characters, no composition rules.
     *
     * @param min minimum number of characters
     * @param max maximum number of characters
     * @param refused codes of the violations that depend on the password's content and not on its length
     */
    @Schema(name = "PasswordRules", description = "Any characters; no rule of composition.")
    public record Password(
            @Schema(description = "The minimum number of characters (code points), not bytes.")
            int min,

            @Schema(description = "The maximum number of characters.")
            int max,

            @Schema(description = "Codes of violations for passwords of sufficient length.")
            List<String> refused) {}

    /**
     * Rules for an e-mail address.
     *
     * @param max maximum number of characters
     */
    @Schema(name = "EmailRules", description = "An e-mail address.")
    public record Address(
            @Schema(description = "The maximum number of characters.")
            int max) {}

    /**
     * Rules for a JSON object.
     *
     * @param maxBytes maximum size of its JSON in UTF-8
     * @param maxDepth maximum nesting depth of objects and arrays
     */
    @Schema(name = "ProfileRules", description = "A JSON object.")
    public record Json(
            @Schema(description = "The maximum size of its JSON in UTF-8, in bytes.")
            int maxBytes,

            @Schema(description = "The maximum depth of nested objects and arrays.")
            int maxDepth) {}

    static RegistrationRules current() {
        return new RegistrationRules(
                new Name(Username.MINIMUM_LENGTH, Username.MAXIMUM_LENGTH, Username.SIGNS),
                new Password(
                        PasswordPolicy.MINIMUM_LENGTH,
                        PasswordPolicy.MAXIMUM_LENGTH,
                        Stream.of(ViolationCode.TOO_COMMON, ViolationCode.TOO_REGULAR, ViolationCode.TOO_PERSONAL)
                                .map(ViolationCode::code)
                                .toList()),
                new Address(EmailAddress.MAXIMUM_LENGTH),
                new Json(AcceptableProfile.MAXIMUM_BYTES, AcceptableProfile.MAXIMUM_DEPTH));
    }
}
