package dev.latchkey.problem;

import java.util.Locale;

/**
 * What can be wrong with a member of a request, for forms that have their own texts. A {@link #code()} is stable; a client shows the
 * message for a code that it does not know.
 */
public enum ViolationCode {
    /** The member is missing or null. */
    REQUIRED,
    /** The request has no such member. */
    UNKNOWN_MEMBER,
    /** The value is JSON of another type. */
    WRONG_TYPE,
    /** Fewer than {@code min} characters. */
    TOO_SHORT,
    /** More than {@code max} characters. */
    TOO_LONG,
    /** More than {@code max} bytes. */
    TOO_LARGE,
    /** More than {@code max} values. */
    TOO_MANY,
    /** Objects and arrays are nested more than {@code max} deep. */
    TOO_DEEP,
    /** More than {@code max} accents or other marks in a row on a letter, or a repeated mark. */
    TOO_MANY_MARKS,
    /** Characters that are not allowed. */
    INVALID_CHARACTERS,
    /** Letters or digits of scripts that look alike. */
    MIXED_SCRIPTS,
    /** The value does not have the required form, for example of an address, a time or a name. */
    INVALID_FORMAT,
    /** The form is valid, but the value is not possible here. */
    INVALID_VALUE,
    /** A password that attackers try first. */
    TOO_COMMON,
    /** A password that consists of a repetition, or of a sequence of letters or keys. */
    TOO_REGULAR,
    /** A password made from the name of the service or of the user. */
    TOO_PERSONAL;

    /**
     * Returns the stable name.
     *
     * @return lower case with underscores
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
