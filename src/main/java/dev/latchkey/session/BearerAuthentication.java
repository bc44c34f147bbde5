package dev.latchkey.session;

import dev.latchkey.token.AccessTokens;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Authenticates the caller by {@code Authorization: Bearer} (RFC 6750). The token is checked in memory and its session in the database, so
 * a session that has ended is refused here at once, whatever its token says.
 */
@ApplicationScoped
class BearerAuthentication implements HttpAuthenticationMechanism, IdentityProvider<BearerAuthentication.Token> {

    private static final String SCHEME = "bearer ";

    private final AccessTokens tokens;
    private final SessionCheck sessions;

    BearerAuthentication(AccessTokens tokens, SessionCheck sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    /** A token that a caller sent. */
    static final class Token extends BaseAuthenticationRequest {

        private final String value;

        Token(String value) {
            this.value = value;
        }
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext call, IdentityProviderManager identities) {
        String header = call.request().getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        return identities.authenticate(
                new Token(header.substring(SCHEME.length()).strip()));
    }

    @Override
    public Uni<SecurityIdentity> authenticate(Token token, AuthenticationRequestContext context) {
        return context.runBlocking(() -> identity(token.value));
    }

    private SecurityIdentity identity(String token) {
        AccessTokens.Bearer bearer = tokens.verify(token).orElseThrow(AuthenticationFailedException::new);
        // not the token's roles: they may have been revoked since, or forged by an API that shares the HS256 secret
        Set<String> roles = sessions.rolesIfOpen(bearer.sessionId(), bearer.userId())
                .orElseThrow(AuthenticationFailedException::new);
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new AuthenticatedUser(bearer.userId(), bearer.sessionId(), bearer.username()))
                .addRoles(roles)
                .build();
    }

    /** Returns the challenge only; the {@code problem} room writes the refusal. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext call) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Class<Token> getRequestType() {
        return Token.class;
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(Token.class);
    }
}
