package dev.latchkey.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The digest of an hour's rows, in their order: SHA-256 over the SHA-256 of their ids and the SHA-256 of their MACs. Unkeyed hashes are
 * sufficient, because the seal over them is keyed. Not thread-safe.
 */
final class HourDigest {

    private static final int ID_BYTES = 16;

    private final ByteArrayOutputStream ids = new ByteArrayOutputStream();
    private final MessageDigest macs = sha256();
    private int rows;

    void add(UUID id, byte @Nullable [] mac) {
        ids.writeBytes(ByteBuffer.allocate(ID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
        byte[] one = mac == null ? new byte[0] : mac;
        macs.update((byte) one.length);
        macs.update(one);
        rows++;
    }

    int rows() {
        return rows;
    }

    byte[] ids() {
        return ids.toByteArray();
    }

    byte[] digest() {
        return digestWith(ids());
    }

    /** Returns the digest with other ids than those that were added. */
    byte[] digestWith(byte[] otherIds) {
        MessageDigest all = sha256();
        all.update(sha256().digest(otherIds));
        all.update(copyOfMacs());
        return all.digest();
    }

    /** Returns the ids in their order; ignores an incomplete id at the end. */
    static Set<UUID> read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Set<UUID> found = new LinkedHashSet<>();
        while (buffer.remaining() >= ID_BYTES) {
            found.add(new UUID(buffer.getLong(), buffer.getLong()));
        }
        return found;
    }

    private byte[] copyOfMacs() {
        try {
            return ((MessageDigest) macs.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
