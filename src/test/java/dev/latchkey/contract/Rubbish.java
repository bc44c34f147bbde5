package dev.latchkey.contract;

import java.util.List;
import java.util.Random;

/** What no honest client sends: for each part of a request the values that have broken other services. */
final class Rubbish {

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get");

    private final Random random;

    Rubbish(Random random) {
        this.random = random;
    }

    String json() {
        return switch (random.nextInt(12)) {
            case 0 -> '"' + "x".repeat(random.nextInt(6_000)) + '"';
            case 1 -> "\"a" + "\u0344".repeat(random.nextInt(3_000)) + '"';
            case 2 -> nested();
            default -> pick(RubbishValues.JSON);
        };
    }

    private String nested() {
        int depth = random.nextInt(3_000);
        return random.nextBoolean() ? "[".repeat(depth) + "]".repeat(depth) : "{\"a\":".repeat(depth);
    }

    String mediaType() {
        return pick(RubbishHeaders.MEDIA_TYPES);
    }

    String header() {
        return pick(RubbishHeaders.HEADERS);
    }

    /** Of at most 4,000 characters: longer ones end in the protocol layer. */
    String headerValue() {
        return switch (random.nextInt(10)) {
            case 0 -> "x".repeat(random.nextInt(4_000));
            case 1 -> "\"\",".repeat(random.nextInt(1_300)) + "\"\"";
            case 2 -> pick(RubbishHeaders.MEDIA_TYPES);
            default -> pick(RubbishHeaders.HEADER_VALUES);
        };
    }

    /** Of at most 2,000 characters, as a request line may have 4,096. */
    String query() {
        return random.nextInt(8) == 0 ? "q=" + "%CC%81".repeat(random.nextInt(330)) : pick(RubbishValues.QUERIES);
    }

    String segment() {
        return random.nextInt(10) == 0 ? "9".repeat(1 + random.nextInt(1_500)) : pick(RubbishValues.SEGMENTS);
    }

    String method() {
        return pick(METHODS);
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
