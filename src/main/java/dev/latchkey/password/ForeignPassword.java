package dev.latchkey.password;

import dev.latchkey.password.foreign.ForeignHash;
import dev.latchkey.password.foreign.ForeignLayouts;
import dev.latchkey.password.foreign.HashParameters;
import dev.latchkey.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The plain form of another system's hash, which {@link ForeignPasswords} encrypts. Stateless. */
public final class ForeignPassword {

    static final String TAG = "foreign:";

    private ForeignPassword() {}

    /**
     * Returns the form for {@link ForeignPasswords#encrypt}.
     *
     * @param hash the hash as the other system stores it, or null
     * @param parameters parameters of the hash, or null
     * @return the tagged hash
     * @throws ProblemException {@code invalid_request}, if no password could match it, or a comparison would take too much
     */
    public static String stored(@Nullable String hash, @Nullable HashParameters parameters) {
        return TAG + ForeignLayouts.read(hash, parameters).text();
    }

    /** Parses a stored form; empty if it is not of this kind, or corrupt. */
    static Optional<ForeignHash> parse(String stored) {
        if (!stored.startsWith(TAG)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ForeignHash.read(stored.substring(TAG.length())));
        } catch (ProblemException e) {
            // PasswordComparison logs a warning about it, once
            return Optional.empty();
        }
    }
}
