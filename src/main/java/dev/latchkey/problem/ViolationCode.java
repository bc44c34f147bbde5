package dev.latchkey.problem;

import java.util.Locale;

/**
 * What can be wrong with a member of a request, for a form that has texts of its own. A {@link #code()} is stable; a client that meets
 * one it does not know shows the message.
 */
public enum ViolationCode {
    /** It is missing, or null. */
    REQUIRED,
    /** The request has no such member. */
    UNKNOWN_MEMBER,
    /** It is JSON of another type. */
    WRONG_TYPE,
    /** Fewer than {@code min} characters. */
    TOO_SHORT,
    /** More than {@code max} characters. */
    TOO_LONG,
    /** More than {@code max} bytes. */
    TOO_LARGE,
    /** More than {@code max} values. */
    TOO_MANY,
    /** Objects and arrays in each other, more than {@code max} deep. */
    TOO_DEEP,
    /** More than {@code max} accents or other marks in a row on a letter, or one of them twice. */
    TOO_MANY_MARKS,
    /** Characters that it must not have. */
    INVALID_CHARACTERS,
    /** Letters or digits of scripts that look like each other. */
    MIXED_SCRIPTS,
    /** It has not the form of what it is to be: an address, a time, a name. */
    INVALID_FORMAT,
    /** The form is right and the value is not one that is possible here. */
    INVALID_VALUE,
    /** A password that guessers try first. */
    TOO_COMMON,
    /** A password that is a repetition, or a row of letters or keys. */
    TOO_REGULAR,
    /** A password made of the name of the service or of the user. */
    TOO_PERSONAL;

    /**
     * The stable name.
     *
     * @return lower case with underscores
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
