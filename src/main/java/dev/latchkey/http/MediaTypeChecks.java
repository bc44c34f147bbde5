package dev.latchkey.http;

import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses malformed {@code Content-Type} and {@code Accept} headers (RFC 9110, 8.3.1 and 12.5.1) before the framework reads them. For some
 * of them its parser throws where that becomes a 500 or a 400, and it misinterprets others.
 */
class MediaTypeChecks {

    /** Runs before {@link BodyChecks}, which reads the media type from the framework. */
    private static final int FIRST = Priorities.AUTHENTICATION - 100;

    // all quantifiers are possessive, so that long input causes neither backtracking nor deep recursion; no escapes,
    // which the framework misreads
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String VALUE = "(?:" + TOKEN + "|\"[^\"\\\\\\p{Cntrl}]*+\")";
    private static final String WEIGHT = "(?:0?+\\.[0-9]{1,9}|0\\.?+|1(?:\\.0{0,9})?+)";
    private static final String SEMICOLON = "[ \\t]*+;[ \\t]*+";
    private static final Pattern TYPE =
            Pattern.compile(TOKEN + "/" + TOKEN + "(?:" + SEMICOLON + TOKEN + "=" + VALUE + ")*+(?:[ \\t]*+;)?+");

    /** A media range. Java's {@code HttpURLConnection} sends a bare {@code *} with a weight of {@code .2}. */
    private static final Pattern RANGE = Pattern.compile("(?:\\*|" + TOKEN + "/" + TOKEN + ")(?:" + SEMICOLON
            + "(?:[qQ]=" + WEIGHT + "|(?![qQ]=)" + TOKEN + "=" + VALUE + "))*+");

    private static final Set<String> BODILESS = Set.of("GET", "HEAD", "OPTIONS");

    @ServerRequestFilter(priority = FIRST)
    void check(ContainerRequestContext request) {
        List<String> types = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
        // without a body the header has no effect
        if (types != null && !BODILESS.contains(request.getMethod()) && !isContentType(types)) {
            throw ProblemException.of(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        List<String> accepted = request.getHeaders().get(HttpHeaders.ACCEPT);
        if (accepted != null && !accepted.stream().allMatch(MediaTypeChecks::isAccept)) {
            throw ProblemException.of(ProblemType.NOT_ACCEPTABLE);
        }
    }

    /** Accepts a single header only: of two, the framework and a proxy could each use a different one. */
    static boolean isContentType(List<String> headers) {
        return headers.size() == 1 && TYPE.matcher(headers.get(0).strip()).matches();
    }

    /**
     * Splits at every comma, including commas in quotes, as the framework does. RFC 9110 (5.6.1.2) allows an empty element, but the
     * framework fails on it.
     */
    static boolean isAccept(String header) {
        return List.of(header.split(",", -1)).stream()
                .allMatch(range -> RANGE.matcher(range.strip()).matches());
    }
}
