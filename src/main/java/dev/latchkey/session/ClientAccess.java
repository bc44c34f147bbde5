package dev.latchkey.session;

import java.util.List;

/**
 * What a client is granted in a session.
 *
 * @param clientId the client
 * @param scope what it may do, space-separated (RFC 6749, 3.3); may be empty
 * @param audience the APIs that its access tokens are for; at least one
 */
public record ClientAccess(String clientId, String scope, List<String> audience) {}
