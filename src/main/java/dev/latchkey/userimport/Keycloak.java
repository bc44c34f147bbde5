package dev.latchkey.userimport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads users of a realm export ({@code kc.sh export}, {@code UserRepresentation}). A user without {@code enabled} is disabled, as in
 * Keycloak's own import. Releases before 9 write the members of a credential separately, later ones as two texts.
 */
final class Keycloak {

    private static final String SERVICE_ACCOUNT = "service-account-";
    private static final String FEDERATED = "f:";
    private static final Set<String> SECOND_FACTORS = Set.of("otp", "totp", "hotp", "webauthn", "recovery-authn-codes");

    private Keycloak() {}

    static Mapped map(SourceRecord record) {
        String username = record.text("username");
        if (username == null && record.text("realm") != null) {
            return new Mapped.Other();
        }
        if (record.text("serviceaccountclientid") != null
                || (username != null && username.startsWith(SERVICE_ACCOUNT))) {
            return new Mapped.Skip(String.valueOf(username), "is the service account of a client, and no user");
        }
        String id = record.text("id");
        if (username == null && id != null && id.startsWith(FEDERATED)) {
            return new Mapped.Skip(
                    id.substring(id.lastIndexOf(':') + 1),
                    "is kept by another store (user federation), and the file has only what Keycloak adds");
        }
        return user(record, username);
    }

    private static Mapped user(SourceRecord record, @Nullable String username) {
        Set<String> actions = new HashSet<>();
        record.node("requiredactions").forEach(each -> actions.add(each.asText()));
        Draft draft = new Draft(username, record.text("email"))
                .verified(record.isTrue("emailverified") && !actions.contains("VERIFY_EMAIL"))
                .disabledIf(!record.isTrue("enabled"))
                .created(record, "createdtimestamp");
        boolean secondFactor = record.isTrue("totp");
        boolean found = false;
        for (JsonNode credential : record.node("credentials")) {
            String type = credential.path("type").asText();
            if (type.equals("password") && !found) {
                found = password(draft, credential);
            }
            secondFactor |= SECOND_FACTORS.contains(type);
        }
        if (actions.contains("UPDATE_PASSWORD")) {
            draft.remark("passwordHash", "was to be replaced at the next sign-in, which is not asked for here");
        }
        return draft.secondFactorIf(secondFactor).toUser();
    }

    private static boolean password(Draft draft, JsonNode credential) {
        JsonNode how = credential.path("credentialData");
        JsonNode what = credential.path("secretData");
        if (!isEmpty(how) && !isEmpty(what)) {
            draft.password(null, Draft.keycloak(how, what));
            return true;
        }
        if (isEmpty(credential.path("hashedSaltedValue"))) {
            return false;
        }
        ObjectNode oldHow = JsonNodeFactory.instance.objectNode();
        oldHow.set("hashIterations", credential.path("hashIterations"));
        oldHow.put("algorithm", credential.path("algorithm").asText("pbkdf2-sha256"));
        ObjectNode oldWhat = JsonNodeFactory.instance
                .objectNode()
                .put("value", credential.path("hashedSaltedValue").asText())
                .put("salt", credential.path("salt").asText());
        draft.password(null, Draft.keycloak(oldHow, oldWhat));
        return true;
    }

    private static boolean isEmpty(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || (node.isTextual() && node.textValue().isBlank());
    }
}
