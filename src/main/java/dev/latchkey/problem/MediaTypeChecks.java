package dev.latchkey.problem;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses {@code Content-Type} and {@code Accept} that are not well-formed (RFC 9110, 8.3.1 and 12.5.1), before the framework
 * reads them: its parser throws at some of them in places where that becomes a 500 or a 400, and takes others for what they are
 * not.
 */
class MediaTypeChecks {

    /** Before {@link BodyChecks}, which asks the framework for the media type. */
    private static final int FIRST = Priorities.AUTHENTICATION - 100;

    // all possessive, so that no length makes them backtrack or takes stack; no escapes, which the framework reads
    // wrongly
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String VALUE = "(?:" + TOKEN + "|\"[^\"\\\\\\p{Cntrl}]*+\")";
    private static final String WEIGHT = "(?:0?+\\.[0-9]{1,9}|0\\.?+|1(?:\\.0{0,9})?+)";
    private static final String SEMICOLON = "[ \\t]*+;[ \\t]*+";
    private static final Pattern TYPE =
            Pattern.compile(TOKEN + "/" + TOKEN + "(?:" + SEMICOLON + TOKEN + "=" + VALUE + ")*+(?:[ \\t]*+;)?+");

    /** A bare {@code *} is what Java's {@code HttpURLConnection} sends, with a weight of {@code .2}. */
    private static final Pattern RANGE = Pattern.compile("(?:\\*|" + TOKEN + "/" + TOKEN + ")(?:" + SEMICOLON
            + "(?:[qQ]=" + WEIGHT + "|(?![qQ]=)" + TOKEN + "=" + VALUE + "))*+");

    private static final Set<String> BODILESS = Set.of("GET", "HEAD", "OPTIONS");

    @ServerRequestFilter(priority = FIRST)
    void check(ContainerRequestContext request) {
        List<String> types = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
        // what a request without a body says of it is read by nobody
        if (types != null && !BODILESS.contains(request.getMethod()) && !isContentType(types)) {
            throw ProblemException.of(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        List<String> accepted = request.getHeaders().get(HttpHeaders.ACCEPT);
        if (accepted != null && !accepted.stream().allMatch(MediaTypeChecks::isAccept)) {
            throw ProblemException.of(ProblemType.NOT_ACCEPTABLE);
        }
    }

    /** One header: of two, the framework and a proxy could each believe another. */
    static boolean isContentType(List<String> headers) {
        return headers.size() == 1 && TYPE.matcher(headers.get(0).strip()).matches();
    }

    /**
     * Split at every comma, as the framework does, also at those in quotes. RFC 9110 (5.6.1.2) allows an empty element; the framework
     * fails on it.
     */
    static boolean isAccept(String header) {
        return List.of(header.split(",", -1)).stream()
                .allMatch(range -> RANGE.matcher(range.strip()).matches());
    }
}
