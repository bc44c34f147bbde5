package dev.latchkey.database;

import java.util.List;

/** The tables, views and sequences that the migrations make. */
final class LatchkeyTables {

    /** Months of {@code audit_events}, which are made as time goes by. */
    static final String MONTHS = "^audit_events_[0-9]{4}_[0-9]{2}$";

    /** All others, by name. */
    static final List<String> NAMES = List.of(
            "admin_guard",
            "audit_beginning",
            "audit_dropped_months",
            "audit_events",
            "audit_events_other",
            "audit_keys",
            "audit_sealed_rows",
            "audit_seals",
            "client_grants",
            "flyway_schema_history",
            "grants",
            "revoked_sessions",
            "role_permissions",
            "roles",
            "session_status_index",
            "sessions",
            "signing_keys",
            "subjects",
            "throttle",
            "user_grants",
            "user_roles",
            "users",
            "webhook_deliveries",
            "webhook_endpoints");

    private LatchkeyTables() {}
}
