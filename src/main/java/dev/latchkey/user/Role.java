package dev.latchkey.user;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** A role and its permissions. */
@Entity
@Table(name = "roles")
class Role {

    /** The role of every new user. */
    static final String USER = "user";

    /** The role that permits the operators' routes. */
    static final String ADMIN = "admin";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    private static final Pattern PERMISSION = Pattern.compile("[a-z][a-z0-9_:.-]{0,127}");

    @Id
    private String name;

    @ElementCollection
    @CollectionTable(name = "role_permissions", joinColumns = @JoinColumn(name = "role_name"))
    @Column(name = "permission", nullable = false)
    private Set<String> permissions = new HashSet<>();

    /** For Hibernate. */
    protected Role() {}

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static boolean isPermission(String text) {
        return PERMISSION.matcher(text).matches();
    }

    void permit(Set<String> wanted) {
        permissions.retainAll(wanted);
        permissions.addAll(wanted);
    }

    Set<String> permissions() {
        return Set.copyOf(permissions);
    }

    RoleDefinition definition() {
        return new RoleDefinition(name, permissions.stream().sorted().toList());
    }
}
