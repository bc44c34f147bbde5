/**
 * OAuth and OpenID Connect for clients other than the built-in one. Today it has the metadata only.
 *
 * <p>Owns: the metadata documents (RFC 8414, OpenID Connect Discovery 1.0).
 *
 * <p>Does not own: the signing keys and their document, the JWKS ({@code key}).
 *
 * <p>Neighbour: {@code auth}, the JSON API by which the built-in client signs users in.
 */
@NullMarked
package dev.latchkey.oauth;

import org.jspecify.annotations.NullMarked;
