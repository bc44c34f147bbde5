package dev.latchkey.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The catalogue of all problems that can be on the wire. A {@link #code()} is stable; clients switch on it. The title is the text for
 * users.
 */
public enum ProblemType {
    /** The body is not JSON: syntax, encoding, duplicate members, trailing content. */
    MALFORMED_JSON(400, "Malformed JSON"),
    /** The body is JSON but does not match the operation; {@code violations} lists the members and reasons. */
    INVALID_REQUEST(400, "Invalid Request"),
    /** User name and password do not open a session. The response does not reveal which of them was wrong. */
    INVALID_CREDENTIALS(401, "Invalid Credentials"),
    /** The request needs an access token and has none. */
    AUTHENTICATION_REQUIRED(401, "Authentication Required"),
    /** The access token is forged, expired, for another service, or its session has ended. */
    INVALID_TOKEN(401, "Invalid Token"),
    /** The refresh token is forged, was used before, or its session has ended. Only a new login helps. */
    INVALID_REFRESH_TOKEN(401, "Invalid Refresh Token"),
    /** The caller is authenticated but not allowed to do this. */
    ACCESS_DENIED(403, "Access Denied"),
    /** A page of an origin that is not listed made the request. */
    CROSS_ORIGIN(403, "Cross-Origin Call Refused"),
    /** A request with the refresh cookie that does not prove that it comes from a page of this service or of a listed origin. */
    CROSS_SITE(403, "Cross-Site Call Refused"),
    /** The signed-in user did not give the present password. */
    WRONG_PASSWORD(403, "Wrong Password"),
    /** There is nothing at this path. */
    NOT_FOUND(404, "Not Found"),
    /** The path exists, the method does not; {@code Allow} lists those that do. */
    METHOD_NOT_ALLOWED(405, "Method Not Allowed"),
    /** The operation returns JSON, which the caller does not accept. */
    NOT_ACCEPTABLE(406, "Not Acceptable"),
    /** The body of the request did not arrive in time; nothing was done. The connection is closed. */
    REQUEST_TIMEOUT(408, "Request Timeout"),
    /** Another user has this user name, or one that differs from it only in case or form. */
    USERNAME_TAKEN(409, "Username Taken"),
    /** The role cannot be deleted: a user has it, or the service itself needs it. */
    ROLE_IN_USE(409, "Role In Use"),
    /** This is the last active user with a password who has the role admin. */
    LAST_ADMIN(409, "Last Admin"),
    /** Some verifiers of tokens may not have the next signing key yet; {@code Retry-After} says when they will. */
    KEY_NOT_KNOWN_YET(409, "Key Not Known Yet"),
    /** A precondition of the request ({@code If-Match}) does not hold. */
    PRECONDITION_FAILED(412, "Precondition Failed"),
    /** The change must name its version by {@code If-Match}, so that it does not overwrite a change that the caller has not seen. */
    PRECONDITION_REQUIRED(428, "Precondition Required"),
    /** The body has more than 16 KiB, or a line of an import more than 64. */
    CONTENT_TOO_LARGE(413, "Content Too Large"),
    /** The first line of the request has more than 4 KiB. The connection is closed. */
    URI_TOO_LONG(414, "URI Too Long"),
    /** The headers of the request have more than 20 KiB. The connection is closed. */
    HEADERS_TOO_LARGE(431, "Request Header Fields Too Large"),
    /** The body is not {@code application/json} in UTF-8. */
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type"),
    /** Too many attempts (RFC 6585, 4); {@code Retry-After} says when the next one is allowed. The type is registered with IANA. */
    THROTTLED(429, "Too Many Requests") {
        @Override
        public String type() {
            return "https://iana.org/assignments/http-problem-types#quota-exceeded";
        }
    },
    /** Any other refusal of the HTTP layer. */
    BAD_REQUEST(400, "Bad Request"),
    /** A fault of the service; the log has it under the request id. */
    INTERNAL_ERROR(500, "Internal Server Error"),
    /** More work is queued than can be done in time; nothing was done. The type is registered with IANA. */
    BUSY(503, "Temporary Reduced Capacity") {
        @Override
        public String type() {
            return "https://iana.org/assignments/http-problem-types#temporary-reduced-capacity";
        }
    },
    /** The database cannot be reached. */
    UNAVAILABLE(503, "Service Unavailable");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /**
     * Returns the problem's {@code type} (RFC 9457, 3.1.1): a URI that identifies it and need not be fetched.
     *
     * @return a tag URI (RFC 4151), except for problems that are registered elsewhere
     */
    public String type() {
        return "tag:latchkey.dev,2026:problem/" + code();
    }

    /**
     * Returns the stable name by which programs distinguish problems.
     *
     * @return lower case with underscores
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the HTTP status.
     *
     * @return 400 to 599
     */
    public int status() {
        return status;
    }

    /**
     * Returns the short text for users, which is the same for every occurrence.
     *
     * @return a few words
     */
    public String title() {
        return title;
    }

    /**
     * Returns the problem for a bare HTTP status.
     *
     * @param status from 400 on
     * @return the type with that status
     */
    public static ProblemType ofStatus(int status) {
        return switch (status) {
            case 400 -> BAD_REQUEST;
            case 401 -> AUTHENTICATION_REQUIRED;
            case 403 -> ACCESS_DENIED;
            case 503 -> UNAVAILABLE;
            default -> ofOtherStatus(status).orElse(status < 500 ? BAD_REQUEST : INTERNAL_ERROR);
        };
    }

    private static Optional<ProblemType> ofOtherStatus(int status) {
        return Arrays.stream(values()).filter(type -> type.status == status).findFirst();
    }
}
