package dev.latchkey.example;

import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.InflaterInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;

/**
 * Refuses tokens whose session has ended, by Latchkey's status lists (draft-ietf-oauth-status-list). Quarkus asks it about
 * every identity before anything is authorised, so no route can leave it out. Safe for use by several threads.
 */
@ApplicationScoped
public class StatusListAugmentor implements SecurityIdentityAugmentor {

    private static final StatusList NOTHING = new StatusList(new byte[0], 0, 0, "\"none\"", System.nanoTime());

    private final Map<String, StatusList> lists = new ConcurrentHashMap<>(); // of two callers one fetches
    private final HttpClient http = HttpClient.newHttpClient(); // follows no redirects
    private final HttpsJwksVerificationKeyResolver keys;
    private final String prefix;

    StatusListAugmentor(@ConfigProperty(name = "mp.jwt.verify.issuer") String issuer) {
        this.keys = new HttpsJwksVerificationKeyResolver(new HttpsJwks(issuer + "/.well-known/jwks.json"));
        this.prefix = issuer + "/auth/status-lists/";
    }

    /** A list as it is in hand: asked for again from {@code freshUntil} on, not to be used from {@code exp} on. */
    private record StatusList(byte[] bytes, long exp, long ttl, String etag, long freshUntil) {

        void requireOpen(long index) {
            boolean expired = System.currentTimeMillis() / 1000 >= exp;
            if (expired || (bytes[Math.toIntExact(index >> 3)] >> (index & 7) & 1) == 1) {
                throw new IllegalStateException(expired ? "there is no status list to ask" : "the session has ended");
            }
        }
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Uni.createFrom().item(identity);
        }
        Uni<SecurityIdentity> checked = context.runBlocking(() -> withOpenSession(identity, token));
        return checked.onFailure().transform(AuthenticationFailedException::new); // a status may be anything
    }

    private SecurityIdentity withOpenSession(SecurityIdentity identity, JsonWebToken token) {
        JsonObject status = token.<JsonObject>getClaim("status").getJsonObject("status_list");
        String uri = status.getString("uri");
        if (!uri.startsWith(prefix)) {
            throw new IllegalArgumentException("the status list is not of this issuer");
        }
        lists.compute(uri, (key, last) -> upToDate(uri, last == null ? NOTHING : last))
                .requireOpen(status.getJsonNumber("idx").longValueExact());
        return identity;
    }

    private StatusList upToDate(String uri, StatusList list) {
        long freshUntil = System.nanoTime(); // counted from the question on
        if (freshUntil - list.freshUntil < 0) {
            return list;
        }
        try {
            var request = HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofSeconds(3));
            request.header("If-None-Match", list.etag);
            HttpResponse<String> answer = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                    .orTimeout(3, TimeUnit.SECONDS) // with the body, which the request's own timeout leaves out
                    .join();
            list = answer.statusCode() == 304 ? list : read(uri, answer);
            long age = answer.headers().firstValueAsLong("age").orElse(0); // in a cache on the way
            freshUntil += TimeUnit.SECONDS.toNanos(list.ttl - age);
        } catch (Exception e) { // the list in hand goes on
            Log.warnf("%s: %s", uri, e);
            freshUntil = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        }
        return new StatusList(list.bytes, list.exp, list.ttl, list.etag, freshUntil);
    }

    private StatusList read(String uri, HttpResponse<String> answer) throws Exception {
        var claims = new JwtConsumerBuilder()
                .setVerificationKeyResolver(keys)
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, "ES256")
                .setExpectedType(true, "statuslist+jwt")
                .setExpectedSubject(uri)
                .setRequireExpirationTime()
                .build()
                .processToClaims(answer.body());
        Map<?, ?> list = claims.getClaimValue("status_list", Map.class);
        byte[] zlib = Base64.getUrlDecoder().decode((String) list.get("lst"));
        byte[] bytes = new InflaterInputStream(new ByteArrayInputStream(zlib)).readNBytes(1 << 20); // 8 times the usual
        if (!Long.valueOf(1).equals(list.get("bits"))) {
            throw new IllegalArgumentException("not a list of single bits");
        }
        String etag = answer.headers().firstValue("etag").orElse(NOTHING.etag);
        long ttl = claims.getClaimValue("ttl", Long.class);
        return new StatusList(bytes, claims.getExpirationTime().getValue(), ttl, etag, NOTHING.freshUntil);
    }
}
