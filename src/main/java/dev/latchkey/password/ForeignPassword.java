package dev.latchkey.password;

import dev.latchkey.password.foreign.ForeignHash;
import dev.latchkey.password.foreign.ForeignLayouts;
import dev.latchkey.password.foreign.HashParameters;
import dev.latchkey.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A password that another system has hashed, as {@link ForeignPasswords} encrypts it. Stateless. */
public final class ForeignPassword {

    static final String TAG = "foreign:";

    private ForeignPassword() {}

    /**
     * The form for {@link ForeignPasswords#encrypt}.
     *
     * @param hash as the other system has it, or null
     * @param parameters what belongs to it, or null
     * @return the tagged hash
     * @throws ProblemException {@code invalid_request}, if nobody could sign in with it, or it would take too much to compare
     */
    public static String stored(@Nullable String hash, @Nullable HashParameters parameters) {
        return TAG + ForeignLayouts.read(hash, parameters).text();
    }

    /** The hash of a stored form; empty if it is not of this kind, or corrupt. */
    static Optional<ForeignHash> parse(String stored) {
        if (!stored.startsWith(TAG)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ForeignHash.read(stored.substring(TAG.length())));
        } catch (ProblemException e) {
            // PasswordComparison warns of it, once
            return Optional.empty();
        }
    }
}
