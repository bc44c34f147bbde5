package dev.latchkey.http;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Removes personal data from each span before it is exported: the address, the browser, and the query, in which operators search for names.
 * Safe for use by several threads.
 */
@Singleton
class TracesWithoutPersonalData implements SpanProcessor {

    private static final List<AttributeKey<String>> PERSONAL = List.of(
            AttributeKey.stringKey("client.address"),
            AttributeKey.stringKey("network.peer.address"),
            AttributeKey.stringKey("user_agent.original"),
            AttributeKey.stringKey("url.query"),
            AttributeKey.stringKey("url.full"));

    private static final String NOT_TOLD = "-";

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        for (AttributeKey<String> each : PERSONAL) {
            if (span.getAttribute(each) != null) {
                span.setAttribute(each, NOT_TOLD);
            }
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // an ended span cannot be changed
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
