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

/** A role and what it permits. */
@Entity
@Table(name = "roles")
class Role {

    /** What every new user has. */
    static final String USER = "user";

    @Id
    private String name;

    @ElementCollection
    @CollectionTable(name = "role_permissions", joinColumns = @JoinColumn(name = "role_name"))
    @Column(name = "permission", nullable = false)
    private Set<String> permissions = new HashSet<>();

    /** For Hibernate. */
    protected Role() {}
}
