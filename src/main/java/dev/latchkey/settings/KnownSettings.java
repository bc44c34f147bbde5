package dev.latchkey.settings;

import dev.latchkey.audit.AuditConfig;
import dev.latchkey.capacity.CapacityConfig;
import dev.latchkey.config.ServiceConfig;
import dev.latchkey.crypto.CryptoConfig;
import dev.latchkey.database.DatabaseConfig;
import dev.latchkey.http.HttpConfig;
import dev.latchkey.key.KeyConfig;
import dev.latchkey.password.PasswordConfig;
import dev.latchkey.session.SessionConfig;
import dev.latchkey.throttle.ThrottleConfig;
import dev.latchkey.token.TokenConfig;
import dev.latchkey.webhook.WebhookConfig;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMapping;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** All settings of Latchkey, as declared by the rooms' interfaces. */
@RegisterForReflection(
        targets = {
            AuditConfig.class,
            CapacityConfig.class,
            KeyConfig.class,
            PasswordConfig.class,
            CryptoConfig.class,
            CryptoConfig.Crypto.class,
            DatabaseConfig.class,
            HttpConfig.class,
            HttpConfig.Cors.class,
            HttpConfig.Traces.class,
            ServiceConfig.class,
            SessionConfig.class,
            ThrottleConfig.class,
            TokenConfig.class,
            WebhookConfig.class
        })
final class KnownSettings {

    /** The interfaces; a test checks that none is missing. */
    static final List<Class<?>> INTERFACES = List.of(
            ServiceConfig.class,
            CryptoConfig.class,
            HttpConfig.class,
            DatabaseConfig.class,
            TokenConfig.class,
            SessionConfig.class,
            KeyConfig.class,
            PasswordConfig.class,
            CapacityConfig.class,
            ThrottleConfig.class,
            AuditConfig.class,
            WebhookConfig.class);

    private static final Pattern CAPITAL = Pattern.compile("(?=[A-Z])");

    private KnownSettings() {}

    static List<KnownSetting> all() {
        List<KnownSetting> all = new ArrayList<>();
        for (Class<?> each : INTERFACES) {
            add(each.getAnnotation(ConfigMapping.class).prefix(), each, all);
        }
        return List.copyOf(all);
    }

    private static void add(String prefix, Class<?> group, List<KnownSetting> all) {
        List<Method> methods = new ArrayList<>(List.of(group.getMethods()));
        methods.sort(Comparator.comparing(Method::getName));
        for (Method method : methods) {
            String name = prefix + "." + hyphenated(method.getName());
            if (Modifier.isStatic(method.getModifiers())) {
                continue;
            }
            if (method.getReturnType().getName().startsWith(group.getName() + "$")
                    && method.getReturnType().isInterface()) {
                add(name, method.getReturnType(), all);
            } else {
                all.add(new KnownSetting(name, method));
            }
        }
    }

    private static String hyphenated(String name) {
        return CAPITAL.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
    }
}
