package dev.latchkey.token;

import dev.latchkey.platform.PlatformConfig;
import jakarta.inject.Singleton;

/** From a grant's index to the list and the bit in it that say whether it is revoked. Immutable. */
@Singleton
public class StatusReferences {

    /** Where the lists are, below the issuer. */
    public static final String PATH = "/auth/status-lists/";

    /** How many grants share a list: one list serves a million, and 128 KiB of mostly zeros compress to little. */
    public static final int LIST_BITS = 1 << 20;

    private final String prefix;

    StatusReferences(PlatformConfig platform) {
        this.prefix = platform.issuer() + PATH;
    }

    /**
     * Returns what a token says of its bit.
     *
     * @param statusIndex the grant's
     */
    public StatusReference of(long statusIndex) {
        return new StatusReference((int) (statusIndex % LIST_BITS), uri(statusIndex / LIST_BITS));
    }

    /**
     * Returns where a list is.
     *
     * @param list its number, from 0
     */
    public String uri(long list) {
        return prefix + list;
    }
}
