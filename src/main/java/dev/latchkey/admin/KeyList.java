package dev.latchkey.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.key.KeyStatus;
import java.util.List;

/**
 * The signing keys in JSON.
 *
 * @param keys the newest first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record KeyList(List<KeyStatus> keys) {

    static final String EXAMPLE = """
            {"keys": [{"kid": "7mZ1oFQ4kPDS4vcXbdEbNJhkJKX1YNSTQwzhUw0mTLQ", "algorithm": "ES256", "state": "current",
             "createdAt": "2026-11-23T09:30:00.123456Z", "activatedAt": "2026-11-23T09:30:00.123456Z", "retiredAt": null}]}""";
}
