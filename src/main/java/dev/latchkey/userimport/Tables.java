package dev.latchkey.userimport;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads users of systems that keep them in a table, exported as JSON or CSV with the database's own tools; and of Auth0, whose export has
 * the same form. Stateless.
 *
 * <p>An address is verified if the column that the system itself relies on says so. Supabase's {@code confirmed_at} is not such a column,
 * because a phone number sets it, too.
 */
final class Tables {

    private static final Set<String> PHPMYADMIN = Set.of("header", "database", "table");

    private final AccountState state;

    /** Takes the source of the present time. */
    Tables(ImportRows clock) {
        this.state = new AccountState(clock);
    }

    Mapped auth0(SourceRecord record) {
        String id = record.text("userid");
        boolean elsewhere = id != null && id.contains("|") && !id.startsWith("auth0|");
        Draft draft = new Draft(record.text("email", "username"), record.text("email"))
                .verified(record.isTrue("emailverified"))
                .disabledIf(record.isSaid("blocked"))
                .secondFactorIf(!record.node("multifactor").isEmpty())
                .password(elsewhere ? null : record.text("passwordhash"))
                .created(record, "createdat");
        return skipped(record, draft);
    }

    Mapped supabase(SourceRecord record) {
        // before Supabase had phone numbers, confirmed_at was about the address
        boolean old = !record.has("emailconfirmedat")
                && !record.has("phoneconfirmedat")
                && record.text("phone") == null
                && record.time("confirmedat") != null;
        Draft draft = new Draft(null, record.text("email"))
                .verified(record.time("emailconfirmedat") != null || old)
                .disabledIf(state.isInForce(record, "banneduntil"))
                .password(record.text("encryptedpassword"))
                .created(record, "createdat");
        return skipped(record, draft);
    }

    /** Reads a row of {@code auth_user} or an object of {@code dumpdata}. Django itself does not verify addresses. */
    Mapped django(SourceRecord object) {
        SourceRecord record = object;
        String model = object.text("model");
        if (model != null) {
            JsonNode fields = object.node("fields");
            if (!fields.has("password")) {
                return new Mapped.Other();
            }
            record = SourceRecord.of(fields);
            if (!isUserModel(model) && !record.has("lastlogin")) {
                return skip(
                        record.text("username", "email"),
                        "is of a model that has a password and no last_login, and so none of Django's users");
            }
        }
        String hash = record.text("password");
        Draft draft = new Draft(record.text("username", "email"), record.text("email"))
                .disabledIf(record.isFalse("isactive"))
                // Django's mark for a user without a password
                .password(hash != null && hash.startsWith("!") ? null : hash)
                .created(record, "datejoined");
        return skipped(record, draft);
    }

    private static boolean isUserModel(String model) {
        return model.toLowerCase(Locale.ROOT).endsWith("user");
    }

    Mapped laravel(SourceRecord record) {
        Draft draft = new Draft(record.text("email", "username"), record.text("email"))
                .verified(record.time("emailverifiedat") != null)
                .secondFactorIf(record.isSaid("twofactorconfirmedat"))
                .password(record.text("password"))
                .created(record, "createdat");
        return skipped(record, draft);
    }

    Mapped devise(SourceRecord record) {
        Draft draft = new Draft(record.text("email", "username", "login"), record.text("email"))
                .verified(record.time("confirmedat") != null)
                .disabledIf(record.isSaid("lockedat"), "was locked after failed sign-ins: imported as disabled")
                .secondFactorIf(record.isTrue("otprequiredforlogin"))
                .password(record.text("encryptedpassword"))
                .created(record, "createdat");
        return skipped(record, draft);
    }

    Mapped wordpress(SourceRecord record) {
        Draft draft = new Draft(record.text("userlogin"), record.text("useremail"))
                .disabledIf(record.isSaid("spam"))
                // set by BuddyPress: spam, or never activated
                .disabledIf(record.isSaid("userstatus"), "has another user_status than 0 there: imported as disabled")
                .password(record.text("userpass"))
                .created(record, "userregistered");
        return skipped(record, draft);
    }

    Mapped aspnet(SourceRecord record) {
        // the second column is that of Identity 2 on the .NET Framework
        boolean locked = state.isInForce(record, "lockoutend") || state.isInForce(record, "lockoutenddateutc");
        Draft draft = new Draft(record.text("username"), record.text("email"))
                .verified(record.isTrue("emailconfirmed"))
                .disabledIf(locked, "was locked out: imported as disabled")
                .secondFactorIf(record.isTrue("twofactorenabled"))
                .password(record.text("passwordhash"));
        return skipped(record, draft);
    }

    /** Reads a row of {@code user} with its {@code password} of {@code account}, or with its accounts as an array. */
    Mapped betterAuth(SourceRecord record) {
        String hash = record.text("password");
        for (JsonNode account : record.node("accounts")) {
            SourceRecord its = SourceRecord.of(account);
            if (hash == null) {
                hash = its.text("password");
            }
        }
        Draft draft = new Draft(record.text("email", "username"), record.text("email"))
                .verified(record.isTrue("emailverified"))
                .disabledIf(state.isBanned(record))
                .secondFactorIf(record.isTrue("twofactorenabled"))
                .password(hash)
                .created(record, "createdat");
        return skipped(record, draft);
    }

    /** Returns the draft's user, or the reason why the record is not imported. */
    private Mapped skipped(SourceRecord record, Draft draft) {
        String name = record.text("username", "userlogin", "login", "email", "useremail", "id", "userid");
        String type = record.text("type");
        if (type != null && PHPMYADMIN.contains(type) && record.text("email", "useremail", "userlogin") == null) {
            return new Mapped.Other();
        }
        if (record.isSaid("isanonymous")) {
            return skip(name, "is anonymous, and has nothing to sign in with");
        }
        if (state.isDeleted(record)) {
            return skip(name, "was deleted there");
        }
        if (record.text("username", "userlogin", "login", "email", "useremail") == null
                && record.text("phone", "phonenumber") != null) {
            return skip(name, "signs in by phone and has no e-mail address, and so no name to sign in with");
        }
        String keptOutBy = state.keptOutBy(record);
        return draft.disabledIf(keptOutBy != null, "is kept out there by " + keptOutBy + ": imported as disabled")
                .toUser();
    }

    private static Mapped skip(@Nullable String name, String reason) {
        return new Mapped.Skip(name == null ? "" : name, reason);
    }
}
