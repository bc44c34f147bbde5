package dev.latchkey.userimport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.password.foreign.HashParameters;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads users of {@code firebase auth:export users.json}, with the project's hash parameters as its console shows them. Users without an
 * address (by phone, anonymous) are skipped, because they have no name to sign in with.
 */
final class Firebase {

    /** Base64 of REDACTED, which Firebase writes if the exporting member may not read hashes. */
    private static final String REDACTED = "UkVEQUNURUQ";

    /**
     * Columns by number of {@code firebase auth:export users.csv}, which has no header. The other columns describe the user's accounts at
     * identity providers.
     */
    private static final Map<Integer, String> COLUMNS = Map.of(
            0,
            "localid",
            1,
            "email",
            2,
            "emailverified",
            3,
            "passwordhash",
            4,
            "salt",
            23,
            "createdat",
            25,
            "phonenumber",
            26,
            "disabled");

    private final HashParameters project;

    private Firebase(HashParameters project) {
        this.project = project;
    }

    /** Reads {@code hash_config {algorithm: SCRYPT, base64_signer_key: …, base64_salt_separator: …, rounds: 8, mem_cost: 14}}. */
    static Firebase of(@Nullable String hashConfig) throws UnreadableExport {
        if (hashConfig == null) {
            throw new UnreadableExport(
                    "hash_config_missing",
                    "Firebase's hashes need the project's parameters: save them from the Firebase console (Authentication,"
                            + " Password hash parameters) to a file and name it with --hash-config");
        }
        String algorithm = value(hashConfig, "algorithm");
        // the names of the console and of the API's configuration
        String signerKey = value(hashConfig, "base64_signer_key|signerKey");
        String rounds = value(hashConfig, "rounds");
        String memCost = value(hashConfig, "mem_cost|memoryCost");
        if (signerKey == null
                || rounds == null
                || memCost == null
                || (algorithm != null && !algorithm.equals("SCRYPT"))) {
            throw new UnreadableExport(
                    "hash_config_malformed",
                    "the file of --hash-config must have base64_signer_key, base64_salt_separator, rounds and mem_cost of"
                            + " algorithm SCRYPT, as the Firebase console shows them");
        }
        return new Firebase(new HashParameters(
                null,
                value(hashConfig, "base64_salt_separator|saltSeparator"),
                signerKey,
                Integer.valueOf(rounds),
                Integer.valueOf(memCost),
                null,
                null));
    }

    /** Whether a first row is a user and not a header. */
    static boolean isRow(List<@Nullable String> row) {
        return row.size() > Collections.max(COLUMNS.keySet())
                && List.of("true", "false").contains(row.get(2));
    }

    /** Returns the column names of a row with a number of fields. */
    static List<String> columns(int fields) {
        return IntStream.range(0, fields)
                .mapToObj(i -> COLUMNS.getOrDefault(i, ""))
                .toList();
    }

    private static @Nullable String value(String text, String name) {
        String form = name.equals("rounds") || name.startsWith("mem_cost") ? "[0-9]{1,4}" : "[A-Za-z0-9+/_=-]+";
        Matcher found = Pattern.compile("\\b(?:" + name + ")\"?\\s*[:=]\\s*\"?(" + form + ")")
                .matcher(text);
        return found.find() ? found.group(1) : null;
    }

    Mapped map(SourceRecord record) {
        String email = record.text("email");
        String name = record.text("localid");
        if (email == null) {
            if (name == null) {
                return new Draft(null, null).toUser();
            }
            return record.text("phonenumber") == null
                    ? new Mapped.Skip(name, "is anonymous or has no e-mail address, and so no name to sign in with")
                    : new Mapped.Skip(
                            name, "signs in by phone and has no e-mail address, and so no name to sign in with");
        }
        String hash = record.text("passwordhash");
        if (hash != null && hash.startsWith(REDACTED)) {
            return new Mapped.Bad(
                    email,
                    "passwordHash",
                    "must not be redacted: export again as a member of the project who may read password hashes"
                            + " (firebaseauth.configs.getHashConfig)");
        }
        Draft draft = new Draft(null, email)
                .verified(record.isTrue("emailverified"))
                .disabledIf(record.isSaid("disabled"))
                .created(record, "createdat")
                .secondFactorIf(!record.node("mfainfo").isEmpty());
        if (hash != null) {
            draft.password(hash, withSalt(record.node("salt")));
        }
        return draft.toUser();
    }

    private HashParameters withSalt(JsonNode salt) {
        return new HashParameters(
                salt.asText(""),
                project.saltSeparator(),
                project.signerKey(),
                project.rounds(),
                project.memCost(),
                null,
                null);
    }
}
