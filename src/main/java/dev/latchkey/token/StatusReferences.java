package dev.latchkey.token;

import dev.latchkey.config.ServiceConfig;
import jakarta.inject.Singleton;

/** Maps a grant's index to the status list and the bit in it that tell whether the grant is revoked. Immutable. */
@Singleton
public class StatusReferences {

    /** Path of the lists below the issuer. */
    public static final String PATH = "/auth/status-lists/";

    /** Number of grants that share a list. A million bits are 128 KiB, which compress well because most of them are 0. */
    public static final int LIST_BITS = 1 << 20;

    private final String prefix;

    StatusReferences(ServiceConfig service) {
        this.prefix = service.issuer() + PATH;
    }

    /**
     * Returns the reference that a token carries.
     *
     * @param statusIndex the grant's index
     */
    public StatusReference of(long statusIndex) {
        return new StatusReference((int) (statusIndex % LIST_BITS), uri(statusIndex / LIST_BITS));
    }

    /**
     * Returns the URI of a list.
     *
     * @param list number of the list, from 0
     */
    public String uri(long list) {
        return prefix + list;
    }
}
