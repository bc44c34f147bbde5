package dev.latchkey.problem;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises requests for documents that are the same for all callers: keys, metadata, status lists, the rules of registration and the
 * browser client. Pages of any origin may read them, and a cache may share them between pages.
 */
final class PublicDocuments {

    private static final Pattern PATHS =
            Pattern.compile("/\\.well-known/.++|/auth/status-lists/.++|/auth/rules|/latchkey(?:-[0-9a-f]++)?\\.js");
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private PublicDocuments() {}

    static boolean isAskedFor(HttpServerRequest request) {
        String path = request.path();
        return path != null
                && READING.contains(request.method())
                && PATHS.matcher(path).matches();
    }
}
