package dev.latchkey.userimport;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
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
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON records as a stream: elements of an array, a sequence of objects, or the elements of an array in an object that {@link
 * Containers} says holds users. Keeps one record in memory, and at most 64 Ki characters of it. What is skipped has no limit, so that one
 * user's record does not end the import. For one thread.
 */
final class JsonRecords implements Records {

    /** The same limit as for a line of Latchkey's own form. */
    static final int MOST_CHARACTERS = 64 * 1024;

    static final String TOO_LONG = String.format(Locale.ROOT, "must have at most %,d characters", MOST_CHARACTERS);

    private static final int MOST_LEVELS = 32;

    private static final String TOO_DEEP = "must have at most " + MOST_LEVELS + " levels";

    /** Its limits are never reached: they exceed those of {@link BoundedJson}. */
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(2 * BoundedJson.MOST_CHARACTERS)
                    .maxNameLength(2 * BoundedJson.MOST_CHARACTERS)
                    .maxNumberLength(4 * BoundedJson.MOST_CHARACTERS)
                    .maxNestingDepth(2 * BoundedJson.MOST_LEVELS)
                    .build())
            .build();

    private enum Open {
        ARRAY,
        DOCUMENT
    }

    private final BoundedJson text;
    private final JsonParser parser;
    private final Containers containers;
    private final Deque<Open> open = new ArrayDeque<>();
    private SourceRecord document = new SourceRecord();
    private int left;
    private boolean tooDeep;

    /** Takes a text and its start in the file. */
    JsonRecords(Reader text, Place start, Containers containers) throws IOException {
        this.text = new BoundedJson(text, start);
        this.parser = JSON.createParser(this.text);
        this.containers = containers;
    }

    /** Returns the place of a fault in the file. */
    Place place(JsonProcessingException fault) {
        return text.place(fault.getLocation().getCharOffset());
    }

    /** Whether the object that was read last is a container of records instead of a record. */
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

    /** Reads a member of a container that comes after its records. */
    private void field() throws IOException {
        String name = SourceRecord.folded(parser.currentName());
        JsonToken value = parser.nextToken();
        if (value == JsonToken.START_ARRAY && containers.holdsUsers(name, null, document)) {
            open.push(Open.ARRAY);
        } else if (value == JsonToken.VALUE_STRING && name.equals("realm")) {
            containers.realm(parser.getText());
        } else {
            parser.skipChildren();
        }
    }

    /** Whether an object that begins here can be a container: it is at the top level, or in an array at the top level. */
    private boolean isOutermost() {
        return open.isEmpty() || (open.size() == 1 && open.peek() == Open.ARRAY);
    }

    /** Reads an object; null if it is a container, whose records come next. */
    private @Nullable SourceRecord object() throws IOException {
        SourceRecord record = new SourceRecord();
        left = MOST_CHARACTERS;
        tooDeep = false;
        boolean atBegin = containers.isFirstObject() && open.isEmpty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String given = parser.currentName();
            String name = SourceRecord.folded(given);
            JsonToken value = parser.nextToken();
            String table = atBegin && record.size() == 0 ? given : null;
            if (value == JsonToken.START_ARRAY && isOutermost() && containers.holdsUsers(name, table, record)) {
                open.push(Open.DOCUMENT);
                open.push(Open.ARRAY);
                document = record;
                return null;
            }
            if (SourceRecord.isWanted(name)) {
                record.put(name, value == JsonToken.START_OBJECT && name.equals("fields") ? fields() : tree(value, 1));
            } else {
                parser.skipChildren();
            }
        }
        if (left < 0 || tooDeep) {
            record.fail(left < 0 ? TOO_LONG : TOO_DEEP);
        }
        if (isOutermost()) {
            containers.outermost(record);
        }
        return record;
    }

    /** Reads the columns of a Django object, {@code fields}; keeps only wanted members, as for other records. */
    private JsonNode fields() throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = SourceRecord.folded(parser.currentName());
            JsonToken value = parser.nextToken();
            if (SourceRecord.isWanted(name)) {
                object.set(name, tree(value, 2));
            } else {
                parser.skipChildren();
            }
        }
        return object;
    }

    private JsonNode tree(JsonToken token, int level) throws IOException {
        spend(8);
        tooDeep |= level > MOST_LEVELS;
        if (left < 0 || level > MOST_LEVELS) {
            parser.skipChildren();
            return NullNode.getInstance();
        }
        return switch (token) {
            case START_OBJECT -> objectOf(level);
            case START_ARRAY -> arrayOf(level);
            case VALUE_TRUE, VALUE_FALSE -> BooleanNode.valueOf(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> NullNode.getInstance();
            case VALUE_NUMBER_INT -> parser.getTextLength() < 10 ? IntNode.valueOf(parser.getIntValue()) : text();
            default -> text();
        };
    }

    private ObjectNode objectOf(int level) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            spend(name.length());
            JsonNode value = tree(parser.nextToken(), level + 1);
            if (left >= 0) {
                object.set(name, value);
            }
        }
        return object;
    }

    private ArrayNode arrayOf(int level) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (JsonToken each; (each = parser.nextToken()) != JsonToken.END_ARRAY; ) {
            JsonNode value = tree(each, level + 1);
            if (left >= 0) {
                array.add(value);
            }
        }
        return array;
    }

    private JsonNode text() throws IOException {
        spend(parser.getTextLength());
        return left < 0 ? NullNode.getInstance() : TextNode.valueOf(parser.getText());
    }

    /** Deducts from the budget. A negative budget stays as it is, so that it cannot overflow. */
    private void spend(int characters) {
        left = left < 0 ? left : left - characters;
    }
}
