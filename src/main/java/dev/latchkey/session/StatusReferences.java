package dev.latchkey.session;

import dev.latchkey.platform.PlatformConfig;
import dev.latchkey.token.StatusReference;
import jakarta.inject.Singleton;

/** From a session's index to the list and the bit in it that say whether it is revoked. Immutable. */
@Singleton
class StatusReferences {

    static final String PATH = "/auth/status-lists/";

    /** How many sessions share a list: one list serves a million, and 128 KiB of mostly zeros compress to little. */
    static final int LIST_BITS = 1 << 20;

    private final String prefix;

    StatusReferences(PlatformConfig platform) {
        this.prefix = platform.issuer() + PATH;
    }

    StatusReference of(long statusIndex) {
        return new StatusReference((int) (statusIndex % LIST_BITS), uri(statusIndex / LIST_BITS));
    }

    String uri(long list) {
        return prefix + list;
    }
}
