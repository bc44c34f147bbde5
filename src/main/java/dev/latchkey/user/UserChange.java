package dev.latchkey.user;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Applies an operator's change to a user, and records which parts of it made a difference. */
final class UserChange {

    private final User user;
    private final UserAdministration.Change wanted;
    private final Instant now;
    private final List<String> changed = new ArrayList<>();
    private final Map<String, Object> details = new LinkedHashMap<>();

    UserChange(User user, UserAdministration.Change wanted, Instant now) {
        this.user = user;
        this.wanted = wanted;
        this.now = now;
    }

    /** Returns the details for the audit trail: changed members, status and roles, but no content of a name, an address or the profile. */
    Map<String, Object> apply(RoleNames roleNames) {
        email();
        profile();
        status();
        roles(roleNames);
        if (!changed.isEmpty()) {
            details.put("changed", changed);
        }
        return details;
    }

    private void email() {
        String address = wanted.email().apply(user.email());
        if (!Objects.equals(address, user.email())) {
            user.changeEmail(address, now);
            changed.add("email");
        }
    }

    private void profile() {
        Profile.changed(user.profile(), wanted.profilePatch()).ifPresent(profile -> {
            user.changeProfile(profile, now);
            changed.add("profile");
        });
    }

    private void status() {
        if (wanted.status() != null && wanted.status() != user.status()) {
            user.changeStatus(wanted.status(), now);
            changed.add("status");
            details.put("status", wanted.status().text());
        }
    }

    private void roles(RoleNames roleNames) {
        Set<String> present = user.roles();
        Set<String> next = wanted.roles().apply(present);
        if (!next.equals(present)) {
            roleNames.mustExist(next);
            user.changeRoles(next, now);
            changed.add("roles");
            details.put("granted", without(next, present));
            details.put("revoked", without(present, next));
        }
    }

    private static Set<String> without(Set<String> roles, Set<String> others) {
        Set<String> rest = new HashSet<>(roles);
        rest.removeAll(others);
        return new TreeSet<>(rest);
    }
}
