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
 * A user's record in an export file: an object of JSON or a row of CSV. Member names are compared without case, {@code _}, {@code -} and
 * spaces, because one tool exports a column as {@code EmailConfirmed} and another as {@code email_confirmed}. An empty text counts as
 * absent.
 */
final class SourceRecord {

    /** The members that the readers need. All others are skipped, whatever their size. */
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

    /** Spellings of no in databases, including a bit of MySQL. */
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

    /** Returns a record that could not be read, although later ones can. */
    static SourceRecord faulty(String fault) {
        SourceRecord record = new SourceRecord();
        record.fault = fault;
        return record;
    }

    /** Returns a record of the members of an object. */
    static SourceRecord of(JsonNode object) {
        SourceRecord record = new SourceRecord();
        object.properties().forEach(each -> record.put(folded(each.getKey()), each.getValue()));
        return record;
    }

    /** Stores a member. Of two whose names are equal when folded, the first is kept. */
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

    /** Returns the text of the first of these members that has one; null if none has. */
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

    /** Whether a member is a clear yes. */
    boolean isTrue(String folded) {
        String text = text(folded);
        return text != null
                && switch (text.strip().toLowerCase(Locale.ROOT)) {
                    // a bit of MySQL, as its tools write it
                    case "true", "t", "1", "yes", "y", "on", "\u0001", "b'1'", "0x01" -> true;
                    default -> false;
                };
    }

    /** Whether a member has a value that is not a clear yes. */
    boolean isFalse(String folded) {
        String text = text(folded);
        return text != null && !NOTHING.contains(text.toLowerCase(Locale.ROOT)) && !isTrue(folded);
    }

    /** Whether a member is a clear no. */
    boolean isNo(String folded) {
        String text = text(folded);
        return text != null && NO.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Whether a member has a value, other than a clear no and MySQL's date of zeros, which means none. */
    boolean isSaid(String folded) {
        String text = text(folded);
        if (text == null) {
            return !node(folded).isEmpty();
        }
        return !isNo(folded) && !NOTHING.contains(text.toLowerCase(Locale.ROOT)) && !SourceTime.isZero(text);
    }

    /**
     * Returns the time in a member; null if there is none or it cannot be read. A time that is not after 1970-01-01 counts as none, because
     * programs write zero, and Carbon the year -1, for a missing time.
     */
    @Nullable
    Instant time(String folded) {
        Instant time = anyTime(folded);
        return time != null && time.isAfter(Instant.EPOCH) ? time : null;
    }

    /** Returns the time in a member, however early; null if there is none or it cannot be read. */
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
