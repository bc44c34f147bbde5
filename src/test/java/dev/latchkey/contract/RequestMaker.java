package dev.latchkey.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes requests from the API document: a right one first, of which up to three parts are then spoilt. */
final class RequestMaker {

    /** An operation of the document. */
    record Route(String method, String path, JsonNode operation) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private final JsonNode document;
    private final Random random;
    private final Rubbish rubbish;
    private final RightValues right;

    RequestMaker(JsonNode document, Random random, RightValues right) {
        this.document = document;
        this.random = random;
        this.rubbish = new Rubbish(random);
        this.right = right;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> routes.add(new Route(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
        return routes;
    }

    /** A request; every fourth is right. */
    Draft next(Route route, String token) {
        Draft draft = rightOne(route, token);
        for (int spoilt = random.nextInt(4); spoilt > 0; spoilt--) {
            spoil(draft, route);
        }
        return draft;
    }

    private Draft rightOne(Route route, String token) {
        Iterator<String> types =
                route.operation().path("requestBody").path("content").fieldNames();
        String type = types.hasNext() ? types.next() : null;
        Draft draft = new Draft(route.method(), path(route, false), type == null ? new byte[0] : body(route, type));
        draft.headers.put("Host", "localhost");
        if (type != null) {
            draft.headers.put("Content-Type", type);
        }
        if (!token.isEmpty()) {
            draft.headers.put("Authorization", "Bearer " + token);
        }
        if (route.operation().path("responses").has("412") && !route.method().equals("GET")) {
            draft.headers.put("If-Match", random.nextBoolean() ? "*" : "\"1\"");
        }
        draft.query = query(route);
        return draft;
    }

    private String path(Route route, boolean spoilt) {
        Matcher parameters = PARAMETER.matcher(route.path());
        return parameters.replaceAll(
                found -> Matcher.quoteReplacement(spoilt ? rubbish.segment() : right.path(found.group(1))));
    }

    private String query(Route route) {
        List<String> pairs = new ArrayList<>();
        route.operation().path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query") && random.nextInt(3) == 0) {
                String name = parameter.path("name").asText();
                pairs.add(name + "=" + right.query(name));
            }
        });
        return String.join("&", pairs);
    }

    private byte[] body(Route route, String type) {
        boolean lines = type.endsWith("ndjson");
        StringBuilder body = new StringBuilder();
        for (int i = lines ? random.nextInt(3) : 0; i >= 0; i--) {
            body.append(json(members(route))).append(lines ? "\n" : "");
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The required members and half of the others, by the schema. */
    private Map<String, String> members(Route route) {
        JsonNode schema = schema(route.operation()
                .path("requestBody")
                .path("content")
                .elements()
                .next()
                .path("schema"));
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        Map<String, String> members = new LinkedHashMap<>();
        schema.path("properties").fieldNames().forEachRemaining(name -> {
            if (required.contains(name) || random.nextBoolean()) {
                members.put(name, right.member(route.path(), name));
            }
        });
        return members;
    }

    private JsonNode schema(JsonNode given) {
        return given.has("$ref") ? document.at(given.path("$ref").asText().substring(1)) : given;
    }

    private static String json(Map<String, String> members) {
        StringBuilder json = new StringBuilder("{");
        members.forEach((name, value) -> json.append(json.length() == 1 ? "" : ",")
                .append('"')
                .append(name)
                .append("\":")
                .append(value));
        return json.append('}').toString();
    }

    private void spoil(Draft draft, Route route) {
        switch (random.nextInt(route.operation().has("requestBody") ? 12 : 7)) {
            case 0 -> draft.headers.put("Content-Type", rubbish.mediaType());
            case 1 -> draft.headers.put("Accept", rubbish.mediaType());
            case 2, 3 -> draft.headers.put(rubbish.header(), rubbish.headerValue());
            case 4 -> draft.query = rubbish.query();
            case 5 -> spoilPath(draft, route);
            case 6 -> spoilMethodOrBody(draft);
            default -> draft.body = spoiltBody(draft.body, route);
        }
    }

    private void spoilPath(Draft draft, Route route) {
        draft.path = switch (random.nextInt(8)) {
            case 0 -> draft.path + "/";
            case 1 -> draft.path.replaceFirst("/", "//");
            case 2 -> draft.path + ";a=b";
            case 3 -> draft.path + "/" + rubbish.segment();
            case 4 -> draft.path.toUpperCase(Locale.ROOT);
            default -> path(route, true);
        };
    }

    private void spoilMethodOrBody(Draft draft) {
        if (random.nextInt(3) == 0) {
            draft.body = noise();
        } else {
            draft.method = rubbish.method();
        }
    }

    private byte[] spoiltBody(byte[] body, Route route) {
        return switch (random.nextInt(12)) {
            case 0 -> noise();
            case 1 -> Arrays.copyOf(body, random.nextInt(body.length + 1));
            case 2 -> flipped(body);
            case 3 -> rubbish.json().getBytes(StandardCharsets.UTF_8);
            case 4 -> (new String(body, StandardCharsets.UTF_8) + rubbish.json()).getBytes(StandardCharsets.UTF_8);
            case 5 -> new String(body, StandardCharsets.UTF_8).getBytes(Charset.forName("UTF-16"));
            case 6 -> ("{\"x\":\"" + "ж".repeat(random.nextInt(20_000)) + "\"}").getBytes(StandardCharsets.UTF_8);
            default -> json(spoiltMembers(route)).getBytes(StandardCharsets.UTF_8);
        };
    }

    private Map<String, String> spoiltMembers(Route route) {
        Map<String, String> members = members(route);
        List<String> names = new ArrayList<>(members.keySet());
        String name = names.isEmpty() ? "x" : names.get(random.nextInt(names.size()));
        switch (random.nextInt(8)) {
            case 0 -> members.remove(name);
            // the same member twice
            case 1 -> members.put(name + "\":0,\"" + name, rubbish.json());
            case 2 -> members.put("unknown", rubbish.json());
            case 3 -> members.put("__proto__", "{}");
            default -> members.put(name, rubbish.json());
        }
        return members;
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(2_000)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] flipped(byte[] body) {
        byte[] flipped = body.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }
}
