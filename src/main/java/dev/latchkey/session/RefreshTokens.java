package dev.latchkey.session;

import dev.latchkey.crypto.AuthenticatedToken;
import dev.latchkey.crypto.RootSecret;
import dev.latchkey.crypto.RootSecret.Purpose;
import dev.latchkey.session.GrantId.Kind;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes and reads refresh tokens ({@link AuthenticatedToken}): a prefix of four characters that tells the kind of its grant ({@link
 * Kind}), the grant's id (16 bytes) and the generation (4). No part of a token is stored. The
 * same generation always has the same token, so a successor whose answer was lost can be issued again. Immutable and safe for use by
 * several threads.
 */
@Singleton
class RefreshTokens {

    private static final int CONTENT_BYTES = 20;

    private final Map<Kind, AuthenticatedToken> forms = new EnumMap<>(Kind.class);

    RefreshTokens(RootSecret secret) {
        for (Kind kind : Kind.values()) {
            forms.put(
                    kind, new AuthenticatedToken(kind.tokenPrefix(), CONTENT_BYTES, secret.all(Purpose.REFRESH_TOKEN)));
        }
    }

    /** What a genuine token contains: its grant, and the number of refreshes before it. */
    record Presented(GrantId grant, int generation) {}

    String write(GrantId grant, int generation) {
        byte[] content = ByteBuffer.allocate(CONTENT_BYTES)
                .putLong(grant.id().getMostSignificantBits())
                .putLong(grant.id().getLeastSignificantBits())
                .putInt(generation)
                .array();
        return form(grant.kind()).write(content);
    }

    /** Reads any text that a caller sent; empty if it is not a genuine token. */
    Optional<Presented> read(String text) {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> form(kind).read(text).map(content -> presented(kind, content)).stream())
                .findFirst();
    }

    private AuthenticatedToken form(Kind kind) {
        return Objects.requireNonNull(forms.get(kind));
    }

    private static Presented presented(Kind kind, byte[] content) {
        ByteBuffer named = ByteBuffer.wrap(content);
        return new Presented(new GrantId(kind, new UUID(named.getLong(), named.getLong())), named.getInt());
    }
}
