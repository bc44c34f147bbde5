package dev.latchkey.password;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.latchkey.password.foreign.ForeignHash;
import dev.latchkey.platform.Unicode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A password as somebody typed it. It never shows itself: not in a log, not in an error, not in JSON.
 *
 * <p>Immutable. It has no {@code equals}: passwords are compared by {@link PasswordHasher} only.
 */
public final class PlainPassword {

    /** In code points. */
    static final int MAXIMUM_LENGTH = 4096;

    private final String text;

    /**
     * Wraps what was typed.
     *
     * @param text the password
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PlainPassword(String text) {
        this.text = text;
    }

    /**
     * Whether {@link #normalized} can be asked for: well-formed, not too long, and without long runs of combining marks. No password
     * that this service has stored is otherwise. Linear in the length of the text.
     */
    boolean isHashable() {
        return isWellFormed() && length() <= MAXIMUM_LENGTH && hasShortRuns();
    }

    /** In code points, as NIST SP 800-63B-4 (3.1.1.2) counts characters. */
    int length() {
        return text.codePointCount(0, text.length());
    }

    /** The length of the form that is hashed, in code points; only of what {@linkplain #isHashable can be hashed}. */
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

    /** The form that is hashed: NFKC, so that one password typed on two keyboards is one password (NIST 800-63B, 3.1.1.2). */
    byte[] normalized() {
        return nfkc().getBytes(StandardCharsets.UTF_8);
    }

    /** What another system may have hashed for it; none if it is wrong whatever the hash says. */
    List<byte[]> formsFor(ForeignHash hash) {
        return hash.formsOf(text);
    }

    /** Returns how many of these there are, whatever hash it is compared with: 1 for ASCII, at most 3. */
    int numberOfForms() {
        return ForeignHash.numberOfForms(text);
    }

    /** What differs in case or compatibility form only has one of these; only of what {@linkplain #isHashable can be hashed}. */
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
