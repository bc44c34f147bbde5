package dev.latchkey.userimport;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records of JSON, as a stream: elements of an array, objects one behind the other, or the elements of the array {@code users} (Keycloak,
 * Firebase, Supabase) or {@code data} (phpMyAdmin) in an object. No more than one record is kept, and of it no more than 64 Ki characters.
 * For one thread.
 */
final class JsonRecords implements Records {

    /** As long as a line of Latchkey's own form. */
    static final int MOST_CHARACTERS = 64 * 1024;

    static final String TOO_LONG = String.format(Locale.ROOT, "must have at most %,d characters", MOST_CHARACTERS);

    private static final Set<String> CONTAINERS = Set.of("users", "data");

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(4 * 1024 * 1024)
                    .maxNestingDepth(200)
                    .build())
            .build();

    private enum Open {
        ARRAY,
        DOCUMENT
    }

    private final JsonParser parser;
    private final Deque<Open> open = new ArrayDeque<>();
    private int left;

    JsonRecords(Reader text) throws IOException {
        this.parser = JSON.createParser(text);
    }

    /** Whether the object that was read last is one around records, and no record. */
    boolean isInDocument() {
        return !open.isEmpty();
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        for (JsonToken token; (token = parser.nextToken()) != null; ) {
            switch (token) {
                case START_ARRAY -> open.push(Open.ARRAY);
                case END_ARRAY, END_OBJECT -> open.pop();
                case FIELD_NAME -> field();
                case START_OBJECT -> {
                    SourceRecord record = object();
                    if (record != null) {
                        return record;
                    }
                }
                default -> {
                    return SourceRecord.faulty("must be a JSON object");
                }
            }
        }
        return null;
    }

    /** A member of a document, behind its records. */
    private void field() throws IOException {
        String name = SourceRecord.folded(parser.currentName());
        if (parser.nextToken() == JsonToken.START_ARRAY && CONTAINERS.contains(name)) {
            open.push(Open.ARRAY);
        } else {
            parser.skipChildren();
        }
    }

    /** Null of an object around records: its records come next. */
    private @Nullable SourceRecord object() throws IOException {
        SourceRecord record = new SourceRecord();
        left = MOST_CHARACTERS;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = SourceRecord.folded(parser.currentName());
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY && CONTAINERS.contains(name)) {
                open.push(Open.DOCUMENT);
                open.push(Open.ARRAY);
                return null;
            }
            if (SourceRecord.isWanted(name)) {
                record.put(name, tree(value));
            } else {
                parser.skipChildren();
            }
        }
        if (left < 0) {
            record.fail(TOO_LONG);
        }
        return record;
    }

    private JsonNode tree(JsonToken token) throws IOException {
        left -= 8;
        if (left < 0) {
            parser.skipChildren();
            return NullNode.getInstance();
        }
        return switch (token) {
            case START_OBJECT -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    left -= name.length();
                    object.set(name, tree(parser.nextToken()));
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                for (JsonToken each; (each = parser.nextToken()) != JsonToken.END_ARRAY; ) {
                    array.add(tree(each));
                }
                yield array;
            }
            case VALUE_TRUE, VALUE_FALSE -> BooleanNode.valueOf(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> NullNode.getInstance();
            case VALUE_NUMBER_INT -> parser.getTextLength() < 10 ? IntNode.valueOf(parser.getIntValue()) : text();
            default -> text();
        };
    }

    private JsonNode text() throws IOException {
        left -= parser.getTextLength();
        return left < 0 ? NullNode.getInstance() : TextNode.valueOf(parser.getText());
    }
}
