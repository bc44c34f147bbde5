package dev.latchkey.session;

import static io.restassured.RestAssured.given;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** A minimal resource server: reads a token's bit as the draft describes. */
public final class StatusListReader {

    /** Longer than the second that the service keeps a list. */
    private static final long KEPT_MILLIS = 1_200;

    private static final long SOON_MILLIS = 10_000;

    /** Where a token's bit is. */
    public record Reference(int index, String uri) {}

    public boolean isRevoked(String token) {
        Reference reference = reference(token);
        String list = given().get(URI.create(reference.uri()).getPath())
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return bit(verified(list), reference);
    }

    public boolean isRevokedSoon(String token) {
        return becomes(token, true);
    }

    public boolean isClearedSoon(String token) {
        return becomes(token, false);
    }

    /**
     * Waits until the bit has the value. A value that is there at once may come from a list that is up to 1 s old, and must still be there
     * when that list has expired.
     */
    private boolean becomes(String token, boolean revoked) {
        long begin = System.nanoTime();
        boolean now = isRevoked(token);
        for (long passed = 0; passed < KEPT_MILLIS || (now != revoked && passed < SOON_MILLIS); ) {
            pause();
            now = isRevoked(token);
            passed = (System.nanoTime() - begin) / 1_000_000;
        }
        return now == revoked;
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Reference reference(String token) {
        try {
            String claims = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
            Map<String, Object> parsed =
                    JsonUtil.parseJson(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8));
            Map<?, ?> list = (Map<?, ?>) ((Map<?, ?>) parsed.get("status")).get("status_list");
            return new Reference(((Long) list.get("idx")).intValue(), (String) list.get("uri"));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JwtClaims verified(String list) {
        try {
            JsonWebKeySet keys =
                    new JsonWebKeySet(given().get("/.well-known/jwks.json").asString());
            return new JwtConsumerBuilder()
                    .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                    .setExpectedType(true, "statuslist+jwt")
                    .setRequireSubject()
                    .setRequireIssuedAt()
                    .setRequireExpirationTime()
                    .build()
                    .processToClaims(list);
        } catch (JoseException | InvalidJwtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean bit(JwtClaims claims, Reference reference) {
        Map<?, ?> list = (Map<?, ?>) claims.getClaimValue("status_list");
        if (!Long.valueOf(1).equals(list.get("bits"))) {
            throw new IllegalStateException("not one bit each: " + list.get("bits"));
        }
        byte[] zlib = Base64.getUrlDecoder().decode((String) list.get("lst"));
        try (InflaterInputStream inflated = new InflaterInputStream(new ByteArrayInputStream(zlib))) {
            byte[] bytes = inflated.readAllBytes();
            return ((bytes[reference.index() >> 3] >> (reference.index() & 7)) & 1) == 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
