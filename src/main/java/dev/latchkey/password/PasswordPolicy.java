package dev.latchkey.password;

import dev.latchkey.problem.Fault;
import dev.latchkey.problem.ViolationCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The policy for new passwords (NIST SP 800-63B-4, 3.1.1.2). A password must be long enough, not too long to hash, and not one that
 * attackers try first: a common password, or a context word with its usual mutations. There are no composition rules. Lengths are checked
 * before everything else. Safe for use by several threads.
 */
@ApplicationScoped
public class PasswordPolicy {

    /** ASVS 5 (6.2.1); in code points, as typed and as normalised. */
    public static final int MINIMUM_LENGTH = 8;

    /** In code points. */
    public static final int MAXIMUM_LENGTH = PlainPassword.MAXIMUM_LENGTH;

    private static final int MOST_MARKS = 30;

    static final String COMMON = "must not be a common password or a common word with a few digits or signs;"
            + " some words that have nothing to do with each other are easy to remember and hard to guess";

    static final String PATTERN = "must not be a repetition or a row of letters or keys;"
            + " some words that have nothing to do with each other are easy to remember and hard to guess";

    static final String CONTEXT = "must not be the name of this service, the user name or the e-mail address with a few"
            + " changes; choose words that have nothing to do with them";

    private final CommonPasswords common;
    private final List<String> serviceWords;

    PasswordPolicy(CommonPasswords common, PasswordConfig config) {
        this.common = common;
        this.serviceWords = Stream.concat(Stream.of("latchkey"), config.contextWords().orElse(List.of()).stream())
                .toList();
    }

    /**
     * Checks a new password, regardless of its user.
     *
     * @param password the password
     * @return the fault, with a phrase that follows "password"; empty if the password is acceptable
     */
    public Optional<Fault> fault(PlainPassword password) {
        if (!password.isWellFormed()) {
            return Optional.of(Fault.of(ViolationCode.INVALID_CHARACTERS, "must be well-formed Unicode"));
        }
        if (password.length() > MAXIMUM_LENGTH) {
            return Optional.of(Fault.max(
                    ViolationCode.TOO_LONG, MAXIMUM_LENGTH, "must have at most " + MAXIMUM_LENGTH + " characters"));
        }
        if (!password.hasShortRuns()) {
            return Optional.of(Fault.max(
                    ViolationCode.TOO_MANY_MARKS,
                    MOST_MARKS,
                    "must not have more than " + MOST_MARKS + " combining marks in a row"));
        }
        // the normalised length counts, too: a letter and its combining mark become one character, so eight typed
        // characters may be four
        if (password.length() < MINIMUM_LENGTH || password.normalizedLength() < MINIMUM_LENGTH) {
            return Optional.of(Fault.min(
                    ViolationCode.TOO_SHORT, MINIMUM_LENGTH, "must have at least " + MINIMUM_LENGTH + " characters"));
        }
        return faultOf(password.folded());
    }

    private Optional<Fault> faultOf(String folded) {
        Predicate<String> words = Mutations.alsoTwiceOrBackwards(common::isWord);
        if (common.contains(folded) || Mutations.isWord(folded, words)) {
            return Optional.of(Fault.of(ViolationCode.TOO_COMMON, COMMON));
        }
        if (Mutations.isPattern(folded)) {
            return Optional.of(Fault.of(ViolationCode.TOO_REGULAR, PATTERN));
        }
        return contextFault(folded, serviceWords);
    }

    /**
     * Checks a new password against the names of its user.
     *
     * @param password the password
     * @param names the user's name and e-mail address; nulls are ignored
     * @return the fault, with a phrase that follows "password"; empty if the password is acceptable
     */
    public Optional<Fault> faultFor(PlainPassword password, @Nullable String... names) {
        if (!password.isHashable()) {
            return fault(password);
        }
        return contextFault(
                password.folded(),
                Stream.concat(Arrays.stream(names), serviceWords.stream()).toList());
    }

    private Optional<Fault> contextFault(String folded, List<@Nullable String> texts) {
        Set<String> context = ContextWords.of(texts);
        // an address may be longer than the texts in which mutations are searched
        return context.contains(Mutations.canonical(folded))
                        || Mutations.isWord(folded, Mutations.ofContext(context, common::isWord))
                ? Optional.of(Fault.of(ViolationCode.TOO_PERSONAL, CONTEXT))
                : Optional.empty();
    }
}
