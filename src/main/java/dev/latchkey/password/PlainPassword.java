package dev.latchkey.password;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.latchkey.password.foreign.ForeignHash;
import dev.latchkey.text.Unicode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A password as it was typed. It never appears in a log, an error or JSON.
 *
 * <p>Immutable. It has no {@code equals}: only {@link PasswordHasher} compares passwords.
 */
public final class PlainPassword {

    /** In code points. */
    static final int MAXIMUM_LENGTH = 4096;

    private final String text;

    /**
     * Wraps a typed password.
     *
     * @param text the password
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PlainPassword(String text) {
        this.text = text;
    }

    /**
     * Returns whether {@link #normalized} may be called: the text is well-formed, not too long, and has no long runs of combining marks.
     * Every password that this service has stored fulfils this. Takes time linear in the length of the text.
     */
    boolean isHashable() {
        return isWellFormed() && length() <= MAXIMUM_LENGTH && hasShortRuns();
    }

    /** Returns the length in code points, as NIST SP 800-63B-4 (3.1.1.2) counts characters. */
    int length() {
        return text.codePointCount(0, text.length());
    }

    /** Returns the length of the normalised form in code points. Only for a password that {@linkplain #isHashable can be hashed}. */
    int normalizedLength() {
        String normalized = nfkc();
        return normalized.codePointCount(0, normalized.length());
    }

    boolean hasShortRuns() {
        return Unicode.isCheapToNormalize(text);
    }

    private String nfkc() {
        if (!isHashable()) {
            throw new IllegalStateException("this password cannot be hashed, which was to be asked before");
        }
        return Unicode.nfkc(text);
    }

    /**
     * Returns the form that is hashed. It is NFKC, so that a password typed on different keyboards is the same password (NIST 800-63B,
     * 3.1.1.2).
     */
    byte[] normalized() {
        return nfkc().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the byte forms that another system may have hashed; empty if no hash can match the password. */
    List<byte[]> formsFor(ForeignHash hash) {
        return hash.formsOf(text);
    }

    /** Returns the number of these forms, independent of the hash: 1 for ASCII, at most 3. */
    int numberOfForms() {
        return ForeignHash.numberOfForms(text);
    }

    /**
     * Returns the folded form, which ignores case and compatibility form. Only for a password that {@linkplain #isHashable can be hashed}.
     */
    String folded() {
        return Unicode.fold(nfkc());
    }

    boolean isWellFormed() {
        return Unicode.isWellFormed(text);
    }

    @Override
    public String toString() {
        return "<password>";
    }
}
