package dev.latchkey.revocation;

import dev.latchkey.token.StatusReferences;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * The bits of a list as they are published (draft-ietf-oauth-status-list, 4.2). Two are equal if and only if the same sessions are revoked.
 *
 * @param lst the bits, compressed by zlib (RFC 1950), in base64url
 */
record Revoked(String lst) {

    static Revoked of(IntStream indexes) {
        BitSet bits = new BitSet(StatusReferences.LIST_BITS);
        indexes.forEach(bits::set);
        // the least significant bit of a byte comes first, in a BitSet as in the draft (4.1)
        byte[] bytes = Arrays.copyOf(bits.toByteArray(), StatusReferences.LIST_BITS / Byte.SIZE);
        return new Revoked(Base64.getUrlEncoder().withoutPadding().encodeToString(zlib(bytes)));
    }

    private static byte[] zlib(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        Deflater best = new Deflater(Deflater.BEST_COMPRESSION);
        try (DeflaterOutputStream stream = new DeflaterOutputStream(compressed, best)) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            best.end();
        }
        return compressed.toByteArray();
    }
}
