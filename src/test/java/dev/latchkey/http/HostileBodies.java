package dev.latchkey.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes bodies that no regular client sends: malformed, of wrong types, nested, huge, in other charsets. */
final class HostileBodies {

    private static final List<String> MEMBERS = List.of(
            "username",
            "password",
            "email",
            "profile",
            "currentPassword",
            "newPassword",
            "transport",
            "refreshToken",
            "",
            "__proto__",
            "\\u0000");
    private static final List<String> SCALARS = List.of(
            "null",
            "true",
            "0",
            "-0",
            "1e999",
            "-1e-999",
            "123456789012345678901234567890",
            "1e200000",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"🦉\"",
            "\"' or 1=1 --\"",
            "\"${jndi:ldap://x}\"",
            "\"%s%n\"",
            "\"\\uFEFF\"",
            "\"../../etc/passwd\"",
            "NaN",
            "undefined",
            "'x'",
            "01",
            "+1",
            "\"\\x\"",
            "\"\n\"",
            "\"ﷺﷺﷺﷺ\"",
            "\"\u202Ealice\"");
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            StandardCharsets.ISO_8859_1,
            Charset.forName("UTF-32"));
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json",
            "application/json",
            "application/json; charset=utf-8",
            "application/json; charset=\"",
            "application/json; charset=x-unknown",
            "application/merge-patch+json",
            "text/plain",
            "multipart/form-data; boundary=x",
            "*/*");

    private final Random random;
    private final String canary;

    HostileBodies(Random random, String canary) {
        this.random = random;
        this.canary = canary;
    }

    String nextType() {
        return pick(TYPES);
    }

    byte[] next() {
        return switch (random.nextInt(8)) {
            case 0 -> noise();
            case 1 -> cut(object(3).getBytes(StandardCharsets.UTF_8));
            case 2 -> flipped(object(2).getBytes(StandardCharsets.UTF_8));
            case 3 -> nested().getBytes(StandardCharsets.UTF_8);
            case 4 -> huge().getBytes(StandardCharsets.UTF_8);
            case 5 -> (object(2) + value(1)).getBytes(StandardCharsets.UTF_8);
            default -> object(3).getBytes(pick(CHARSETS));
        };
    }

    private String object(int depth) {
        StringBuilder object = new StringBuilder("{");
        int members = random.nextInt(6);
        for (int i = 0; i < members; i++) {
            object.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(pick(MEMBERS))
                    .append("\":")
                    .append(value(depth));
        }
        return object.append('}').toString();
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> "\"" + canary + "\"";
            case 1, 2 -> pick(SCALARS);
            case 3 -> "\"" + "x".repeat(random.nextInt(300)) + "\"";
            case 4 -> "[" + value(depth - 1) + "," + value(depth - 1) + "]";
            default -> object(depth - 1);
        };
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(2_000)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] cut(byte[] body) {
        return Arrays.copyOf(body, random.nextInt(body.length + 1));
    }

    private byte[] flipped(byte[] body) {
        body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
        return body;
    }

    private String nested() {
        int depth = 1 + random.nextInt(5_000);
        boolean lists = random.nextBoolean();
        String open = lists ? "[" : "{\"a\":";
        String inside = "{\"password\":\"" + canary + "\",\"profile\":" + open.repeat(depth);
        return random.nextBoolean() ? inside : inside + "1" + (lists ? "]" : "}").repeat(depth) + "}";
    }

    private String huge() {
        int size = 10_000 + random.nextInt(60_000);
        return "{\"password\":\"" + canary + "\",\"" + pick(MEMBERS) + "\":\"" + "ж".repeat(size / 2) + "\"}";
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
