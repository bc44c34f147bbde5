package dev.latchkey.settings;

import dev.latchkey.config.GivenSettings;
import dev.latchkey.token.ReservedClaims;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks all settings at once, before anything starts: missing settings, unknown names, invalid values, and settings that contradict each
 * other. The start and {@code config check} report the same list.
 */
public final class SettingsCheck {

    private final GivenSettings settings;
    private final List<KnownSetting> known = KnownSettings.all();
    private final List<String> faults = new ArrayList<>();

    private SettingsCheck(GivenSettings settings) {
        this.settings = settings;
    }

    /**
     * Returns what is wrong with the settings.
     *
     * @param settings what was given
     * @return a sentence for each fault, which names the environment variable and the remedy; never a secret
     */
    public static List<String> faults(GivenSettings settings) {
        SettingsCheck check = new SettingsCheck(settings);
        check.faults.addAll(ProductionSettings.faults(settings));
        check.faults.addAll(new UnknownNames(settings, check.known).faults());
        check.known.forEach(each -> each.fault(settings).ifPresent(check.faults::add));
        check.sessionsOutliveTokens("latchkey.session.lifetime");
        check.sessionsOutliveTokens("latchkey.session.idle-lifetime");
        check.keysOutliveCaches();
        check.claimsHaveOneMeaning();
        return List.copyOf(check.faults);
    }

    /** Checks that sessions last as long as access tokens; otherwise tokens would outlive a session that expired. */
    private void sessionsOutliveTokens(String property) {
        Optional<Duration> token = duration("latchkey.token.lifetime");
        duration(property)
                .filter(session -> token.isPresent() && session.compareTo(token.get()) < 0)
                .ifPresent(session -> faults.add(GivenSettings.variable(property)
                        + " is shorter than LATCHKEY_TOKEN_LIFETIME: make the session longer or the token shorter"));
    }

    /**
     * Checks the lifetime of signing keys: each is published for the cache's lifetime before it signs, and its successor while it signs.
     */
    private void keysOutliveCaches() {
        Optional<Duration> cached = duration("latchkey.key.max-age");
        duration("latchkey.key.lifetime")
                .filter(key -> cached.isPresent()
                        && key.compareTo(cached.get().plus(cached.get()).plusMinutes(2)) < 0)
                .ifPresent(key -> faults.add("LATCHKEY_KEY_LIFETIME is shorter than twice LATCHKEY_KEY_MAX_AGE and a"
                        + " minute: write for example 30d"));
    }

    private void claimsHaveOneMeaning() {
        settings.elements("latchkey.token.profile-claims").stream()
                .filter(ReservedClaims::contains)
                .forEach(name -> faults.add("LATCHKEY_TOKEN_PROFILE_CLAIMS names " + name
                        + ", but a token has a claim of that name with a meaning of its own: leave it out"));
    }

    private Optional<Duration> duration(String property) {
        return known.stream()
                .filter(each -> each.property().equals(property))
                .findFirst()
                .flatMap(each -> each.duration(settings));
    }
}
