package dev.latchkey.contract;

import dev.latchkey.Api;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** What an honest client would send, by the names that the document gives. Users and roles are the fuzz's own. */
final class RightValues {

    private static final String HASH = "\"$2a$04$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy\"";

    private final Random random;
    private final Supplier<String> someId;
    private final Supplier<String> someName;
    private final Supplier<String> someRefreshToken;

    RightValues(Random random, Supplier<String> someId, Supplier<String> someName, Supplier<String> someRefreshToken) {
        this.random = random;
        this.someId = someId;
        this.someName = someName;
        this.someRefreshToken = someRefreshToken;
    }

    String path(String parameter) {
        return switch (parameter) {
            case "id" ->
                random.nextInt(4) == 0 ? new UUID(random.nextLong(), random.nextLong()).toString() : someId.get();
            case "name" -> "fuzz-" + random.nextInt(5);
            case "list" -> Integer.toString(random.nextInt(3));
            case "version" -> "%016x".formatted(random.nextLong());
            // no key that is there: the others' tokens are to live
            default -> "7mZ1oFQ4kPDS4vcXbdEbNJhkJKX1YNSTQwzhUw0mTLQ";
        };
    }

    String query(String parameter) {
        return switch (parameter) {
            case "limit" -> Integer.toString(1 + random.nextInt(200));
            case "status" -> "active";
            case "role" -> "user";
            case "user" -> someId.get();
            case "type" -> "UserChanged";
            case "from" -> "2026-01-01T00:00:00Z";
            case "keep" -> "current";
            default -> "fuzz";
        };
    }

    String member(String path, String name) {
        return switch (name) {
            case "username" -> '"' + (path.equals("/auth/login") ? someName.get() : "fuzz" + Api.newName()) + '"';
            case "password", "currentPassword", "newPassword" -> '"' + Api.PASSWORD + '"';
            case "email" -> "\"fuzz" + random.nextInt(1_000_000) + "@example.org\"";
            case "profile" -> "{\"favoriteColor\":\"blue\",\"n\":" + random.nextInt(10) + "}";
            case "transport" -> List.of("\"body\"", "\"cookie\"").get(random.nextInt(2));
            case "refreshToken" -> '"' + someRefreshToken.get() + '"';
            case "roles" -> "[\"user\"]";
            case "permissions" -> "[\"fuzz:read\"]";
            case "status" -> List.of("\"active\"", "\"active\"", "\"disabled\"").get(random.nextInt(3));
            case "emailVerified" -> "true";
            case "createdAt" -> "\"2024-05-01T10:00:00Z\"";
            case "passwordHash" -> HASH;
            default -> "{}";
        };
    }
}
