package dev.latchkey.userimport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user's record in an export file: an object of JSON or a row of CSV. Names of members are compared without case, {@code _},
 * {@code -} and spaces, because the same table is exported as {@code EmailConfirmed} by one tool and as {@code email_confirmed} by
 * another. An
 * empty text is the same as none.
 */
final class SourceRecord {

    /** What the readers ask for. Everything else in a record is passed over without being kept, whatever its size. */
    private static final Set<String> WANTED = Set.of(
            "id",
            "localid",
            "userid",
            "uid",
            "realm",
            "name",
            "type",
            "model",
            "fields",
            "serviceaccountclientid",
            "username",
            "userlogin",
            "login",
            "email",
            "useremail",
            "phone",
            "phonenumber",
            "isanonymous",
            "emailverified",
            "emailverifiedat",
            "emailconfirmed",
            "emailconfirmedat",
            "phoneconfirmedat",
            "confirmedat",
            "lockoutend",
            "lockoutenddateutc",
            "lastlogin",
            "credentials",
            "requiredactions",
            "passwordhash",
            "password",
            "userpass",
            "encryptedpassword",
            "salt",
            "accounts",
            "createdtimestamp",
            "createdat",
            "datejoined",
            "userregistered",
            "mfainfo",
            "multifactor",
            "twofactorenabled",
            "twofactorconfirmedat",
            "twofactorsecret",
            "otprequiredforlogin",
            "totp");

    /** As databases write it, a bit of MySQL's too. */
    private static final Set<String> NO = Set.of("false", "f", "0", "no", "n", "off", "\0", "b'0'", "0x00", "0.0");

    private static final Set<String> NOTHING = Set.of("null", "none");

    private final Map<String, JsonNode> members = new LinkedHashMap<>();
    private @Nullable String fault;
    private int size;

    static String folded(String name) {
        return name.strip()
                .toLowerCase(Locale.ROOT)
                .replace("_", "")
                .replace("-", "")
                .replace(" ", "");
    }

    static boolean isWanted(String folded) {
        return WANTED.contains(folded) || AccountState.asksFor(folded);
    }

    /** A record that could not be read, although those behind it can. */
    static SourceRecord faulty(String fault) {
        SourceRecord record = new SourceRecord();
        record.fault = fault;
        return record;
    }

    /** A record of the members of an object. */
    static SourceRecord of(JsonNode object) {
        SourceRecord record = new SourceRecord();
        object.properties().forEach(each -> record.put(folded(each.getKey()), each.getValue()));
        return record;
    }

    /** Keeps the first of two members whose names differ in case or {@code _} only. */
    void put(String folded, JsonNode value) {
        members.putIfAbsent(folded, value);
        size += value.isTextual() ? value.textValue().length() : 64;
    }

    void fail(String sentence) {
        fault = sentence;
    }

    @Nullable
    String fault() {
        return fault;
    }

    int size() {
        return size;
    }

    JsonNode node(String folded) {
        if (!isWanted(folded)) {
            throw new IllegalArgumentException("no reader keeps " + folded);
        }
        JsonNode node = members.get(folded);
        return node == null ? MissingNode.getInstance() : node;
    }

    boolean has(String folded) {
        return members.containsKey(folded);
    }

    /** The first of these members that has a text. */
    @Nullable
    String text(String... folded) {
        for (String each : folded) {
            JsonNode node = node(each);
            if (node.isValueNode() && !node.isNull() && !node.asText().isBlank()) {
                return node.asText().strip();
            }
        }
        return null;
    }

    /** Whether a member says yes: anything but a clear yes is no. */
    boolean isTrue(String folded) {
        String text = text(folded);
        return text != null
                && switch (text.strip().toLowerCase(Locale.ROOT)) {
                    // a bit of MySQL's, as its tools write it
                    case "true", "t", "1", "yes", "y", "on", "\u0001", "b'1'", "0x01" -> true;
                    default -> false;
                };
    }

    /** Whether a member says anything but a clear yes: nothing is no no. */
    boolean isFalse(String folded) {
        String text = text(folded);
        return text != null && !NOTHING.contains(text.toLowerCase(Locale.ROOT)) && !isTrue(folded);
    }

    /** Whether a member says a clear no. */
    boolean isNo(String folded) {
        String text = text(folded);
        return text != null && NO.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Whether a member says anything that is no clear no and no date of zeros, by which MySQL says nothing. */
    boolean isSaid(String folded) {
        String text = text(folded);
        if (text == null) {
            return !node(folded).isEmpty();
        }
        return !isNo(folded) && !NOTHING.contains(text.toLowerCase(Locale.ROOT)) && !SourceTime.isZero(text);
    }

    /**
     * The time of a member at which something happened; null if it has none, or none that can be read. One that is not after 1970-01-01
     * is none: programs write zero, and Carbon the year -1, for a time that is missing.
     */
    @Nullable
    Instant time(String folded) {
        Instant time = anyTime(folded);
        return time != null && time.isAfter(Instant.EPOCH) ? time : null;
    }

    /** The time of a member, however early; null if it has none, or none that can be read. */
    @Nullable
    Instant anyTime(String folded) {
        JsonNode node = node(folded);
        // MongoDB's extended JSON
        JsonNode date = node.path("$date");
        String text =
                date.isMissingNode() ? text(folded) : date.path("$numberLong").asText(date.asText());
        return text == null ? null : SourceTime.read(text);
    }
}
