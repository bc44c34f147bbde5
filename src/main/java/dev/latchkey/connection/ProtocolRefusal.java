package dev.latchkey.connection;

import dev.latchkey.crypto.Randomness;
import dev.latchkey.problem.ProblemBody;
import dev.latchkey.problem.ProblemType;
import dev.latchkey.problem.ProblemWriter;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** The response to bytes that are not an HTTP request, or whose first line or headers are too long (RFC 9110, 15.5.15; RFC 6585, 5). */
final class ProtocolRefusal {

    private ProtocolRefusal() {}

    static FullHttpResponse of(HttpRequest request) {
        ProblemType type = type(request.decoderResult().cause());
        String requestId = Randomness.unordered().toString();
        byte[] body = ProblemBody.of(type, requestId);
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(type.status()), Unpooled.wrappedBuffer(body));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, ProblemBody.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set("X-Content-Type-Options", "nosniff")
                .set(ProblemWriter.REQUEST_ID, requestId);
        return answer;
    }

    private static ProblemType type(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return ProblemType.URI_TOO_LONG;
        }
        return cause instanceof TooLongHttpHeaderException ? ProblemType.HEADERS_TOO_LARGE : ProblemType.BAD_REQUEST;
    }
}
