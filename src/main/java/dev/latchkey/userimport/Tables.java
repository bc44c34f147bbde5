package dev.latchkey.userimport;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Users of systems that keep them in a table, exported as JSON or CSV by the database's own tools, and of Auth0, whose export has the
 * same form. Stateless.
 *
 * <p>An address is verified where the column that the system itself goes by says so: Supabase's {@code confirmed_at} does not, it is
 * also set by a phone number.
 */
final class Tables {

    private static final Set<String> PHPMYADMIN = Set.of("header", "database", "table");

    private final ImportRows clock;

    /** Takes what knows the time. */
    Tables(ImportRows clock) {
        this.clock = clock;
    }

    Mapped auth0(SourceRecord record) {
        String id = record.text("userid");
        boolean elsewhere = id != null && id.contains("|") && !id.startsWith("auth0|");
        Draft draft = new Draft(record.text("email", "username"), record.text("email"))
                .verified(record.isTrue("emailverified"))
                .disabledIf(record.isTrue("blocked"))
                .secondFactorIf(!record.node("multifactor").isEmpty())
                .password(elsewhere ? null : record.text("passwordhash"))
                .created(record, "createdat");
        return skipped(record, draft);
    }

    Mapped supabase(SourceRecord record) {
        // before there were phones, confirmed_at was the address's
        boolean old = !record.has("emailconfirmedat")
                && !record.has("phoneconfirmedat")
                && record.text("phone") == null
                && record.time("confirmedat") != null;
        Draft draft = new Draft(null, record.text("email"))
                .verified(record.time("emailconfirmedat") != null || old)
                .disabledIf(isInForce(record, "banneduntil"))
                .password(record.text("encryptedpassword"))
                .created(record, "createdat");
        return skipped(record, draft);
    }

    /** A row of {@code auth_user} or an object of {@code dumpdata}; Django itself verifies no address. */
    Mapped django(SourceRecord object) {
        SourceRecord record = object;
        String model = object.text("model");
        if (model != null) {
            JsonNode fields = object.node("fields");
            if (!fields.has("password")) {
                return new Mapped.Other();
            }
            record = SourceRecord.of(fields);
        }
        String hash = record.text("password");
        Draft draft = new Draft(record.text("username", "email"), record.text("email"))
                .disabledIf(record.isFalse("isactive"))
                // how Django writes that there is none
                .password(hash != null && hash.startsWith("!") ? null : hash)
                .created(record, "datejoined");
        return skipped(record, draft);
    }

    Mapped laravel(SourceRecord record) {
        Draft draft = new Draft(record.text("email", "username"), record.text("email"))
                .verified(record.time("emailverifiedat") != null)
                .secondFactorIf(record.isSet("twofactorconfirmedat"))
                .password(record.text("password"))
                .created(record, "createdat");
        return skipped(record, draft);
    }

    Mapped devise(SourceRecord record) {
        Draft draft = new Draft(record.text("email", "username", "login"), record.text("email"))
                .verified(record.time("confirmedat") != null)
                .disabledIf(record.isSet("lockedat"), "was locked after failed sign-ins: imported as disabled")
                .secondFactorIf(record.isTrue("otprequiredforlogin"))
                .password(record.text("encryptedpassword"))
                .created(record, "createdat");
        return skipped(record, draft);
    }

    Mapped wordpress(SourceRecord record) {
        Draft draft = new Draft(record.text("userlogin"), record.text("useremail"))
                .disabledIf(record.isTrue("spam"))
                .password(record.text("userpass"))
                .created(record, "userregistered");
        return skipped(record, draft);
    }

    Mapped aspnet(SourceRecord record) {
        // Identity 2 of the .NET Framework has the latter
        boolean locked = isInForce(record, "lockoutend") || isInForce(record, "lockoutenddateutc");
        Draft draft = new Draft(record.text("username"), record.text("email"))
                .verified(record.isTrue("emailconfirmed"))
                .disabledIf(locked, "was locked out: imported as disabled")
                .secondFactorIf(record.isTrue("twofactorenabled"))
                .password(record.text("passwordhash"));
        return skipped(record, draft);
    }

    /** A row of {@code user} with its {@code password} of {@code account}, or with its accounts as an array. */
    Mapped betterAuth(SourceRecord record) {
        String hash = record.text("password");
        for (JsonNode account : record.node("accounts")) {
            SourceRecord its = SourceRecord.of(account);
            if (hash == null) {
                hash = its.text("password");
            }
        }
        boolean banned = record.isTrue("banned") && (!record.isSet("banexpires") || isInForce(record, "banexpires"));
        Draft draft = new Draft(record.text("email", "username"), record.text("email"))
                .verified(record.isTrue("emailverified"))
                .disabledIf(banned)
                .secondFactorIf(record.isTrue("twofactorenabled"))
                .password(hash)
                .created(record, "createdat");
        return skipped(record, draft);
    }

    /** Whether something holds until a time that is still to come; a time that cannot be read, such as {@code infinity}, is. */
    private boolean isInForce(SourceRecord record, String member) {
        Instant until = record.anyTime(member);
        return record.isSet(member) && (until == null || clock.isToCome(until));
    }

    /** The draft's user, unless the record is none. */
    private Mapped skipped(SourceRecord record, Draft draft) {
        String name = record.text("username", "userlogin", "login", "email", "useremail", "id", "userid");
        String type = record.text("type");
        if (type != null && PHPMYADMIN.contains(type) && record.text("email", "useremail", "userlogin") == null) {
            return new Mapped.Other();
        }
        if (record.isTrue("isanonymous")) {
            return skip(name, "is anonymous, and has nothing to sign in with");
        }
        if (record.isSet("deletedat") || record.isTrue("deleted")) {
            return skip(name, "was deleted there");
        }
        if (record.text("username", "userlogin", "login", "email", "useremail") == null
                && record.text("phone", "phonenumber") != null) {
            return skip(name, "signs in by phone and has no e-mail address, and so no name to sign in with");
        }
        return draft.toUser();
    }

    private static Mapped skip(@Nullable String name, String reason) {
        return new Mapped.Skip(String.valueOf(name), reason);
    }
}
