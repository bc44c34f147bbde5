package dev.latchkey.password;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.latchkey.platform.Unicode;
import java.nio.charset.StandardCharsets;

/**
 * A password as somebody typed it. It never shows itself: not in a log, not in an error, not in JSON.
 *
 * <p>Immutable. It has no {@code equals}: passwords are compared by {@link PasswordHasher} only.
 */
public final class PlainPassword {

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

    /** The form that is hashed: NFKC, so that one password typed on two keyboards is one password (NIST 800-63B, 3.1.1.2). */
    byte[] normalized() {
        return Unicode.nfkc(text).getBytes(StandardCharsets.UTF_8);
    }

    /** As it was typed, for comparing with what others have hashed. */
    byte[] asTyped() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What people see as the same, for comparing with what must not be in it. */
    String folded() {
        return Unicode.fold(text);
    }

    int bytes() {
        return asTyped().length;
    }

    boolean isWellFormed() {
        return Unicode.isWellFormed(text);
    }

    @Override
    public String toString() {
        return "<password>";
    }
}
