package dev.latchkey.contract;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What docs/openapi.yaml promises of answers: status, media type, headers and schema. Requests are not judged, because many tests
 * send what the document forbids. Immutable, safe for use by several threads.
 */
final class ApiContract {

    /** An answer, as far as the document speaks of answers. Header names are in lower case. */
    record Answer(int status, Map<String, List<String>> headers, String body) {

        Optional<String> header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst();
        }
    }

    private static final Path DOCUMENT = Path.of("docs/openapi.yaml");

    private static final String SEGMENT = "(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+";
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    private final JsonNode document;
    private final OpenApiInteractionValidator validator;
    private final Set<String> codes = new HashSet<>();

    private ApiContract(String text) throws IOException {
        document = new YAMLMapper().readTree(text);
        document.at("/components/schemas/Problem/properties/code/enum").forEach(code -> codes.add(code.asText()));
        validator = OpenApiInteractionValidator.createForInlineApiSpecification(asOf30(document.deepCopy()))
                .withLevelResolver(LevelResolver.create()
                        .withLevel("validation.request", ValidationReport.Level.IGNORE)
                        .build())
                .build();
    }

    static ApiContract committed() {
        try {
            return of(Files.readString(DOCUMENT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ApiContract of(String text) {
        try {
            return new ApiContract(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The validator checks no types of 3.1, which says otherwise than 3.0 only what may be null, and examples of schemas. */
    private static String asOf30(ObjectNode document) {
        document.put("openapi", "3.0.3");
        JsonNode schemas = document.at("/components/schemas");
        schemas.forEach(schema -> ((ObjectNode) schema).remove("examples"));
        schemas.findValues("properties")
                .forEach(members -> members.properties().stream()
                        .filter(member -> member.getValue().isObject())
                        .forEach(member -> member.setValue(nullable((ObjectNode) member.getValue(), document))));
        return document.toString();
    }

    private static ObjectNode nullable(ObjectNode member, JsonNode document) {
        if (member.path("type").isArray()) {
            return member.put("type", member.path("type").get(0).asText()).put("nullable", true);
        }
        if (member.has("anyOf")) {
            String reference = member.path("anyOf").get(0).path("$ref").asText();
            return ((ObjectNode) document.at(reference.substring(1)).deepCopy()).put("nullable", true);
        }
        return member;
    }

    /** The document, for those who make requests from it. */
    JsonNode document() {
        return document;
    }

    /**
     * What an answer has that the document does not promise.
     *
     * @param method of the request, in upper case
     * @param path of the request as it was sent, without the query
     * @return nothing for a path that is not in the document
     */
    List<String> faults(String method, String path, Answer answer) {
        Optional<String> template = template(path);
        if (template.isEmpty()) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        faults.addAll(problemFaults(method, answer));
        JsonNode operations = document.path("paths").path(template.get());
        String documented = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        // methods are case-sensitive (RFC 9110, 9.1): "get" is none that is documented
        if (documented.equals(method) || !operations.has(documented)) {
            undocumentedMethod(method, answer).ifPresent(faults::add);
        } else if (method.equals("HEAD")) {
            if (!operations.path("get").path("responses").has(Integer.toString(answer.status()))) {
                faults.add("the status " + answer.status() + " of " + template.get() + " is not documented");
            }
        } else {
            faults.addAll(schemaFaults(method, path, answer));
        }
        return faults;
    }

    /**
     * What an answer has that no answer may have, whether its path is documented or not: errors are problems of the catalogue.
     *
     * @param method of the request
     */
    List<String> problemFaults(String method, Answer answer) {
        return answer.status() >= 400 && !method.equals("HEAD")
                ? problem(answer).stream().toList()
                : List.of();
    }

    private List<String> schemaFaults(String method, String path, Answer answer) {
        SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.status());
        answer.headers().forEach(response::withHeader);
        if (!answer.body().isEmpty()) {
            response.withBody(answer.body(), StandardCharsets.UTF_8);
        }
        return validator.validateResponse(path, Request.Method.valueOf(method), response.build()).getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .map(ValidationReport.Message::getMessage)
                .toList();
    }

    /** A method that is not documented is answered by preflights (200), and else refused; the size of a body is asked before. */
    private static Optional<String> undocumentedMethod(String method, Answer answer) {
        Set<Integer> expected = method.equals("OPTIONS")
                ? Set.of(200, 204, 400, 403, 405, 413)
                : Set.of(400, 403, 404, 405, 413, 415, 501);
        return expected.contains(answer.status())
                ? Optional.empty()
                : Optional.of(method + " is not documented and was answered with " + answer.status());
    }

    private Optional<String> problem(Answer answer) {
        String type = answer.header("content-type").orElse("none");
        if (!type.equals("application/problem+json")) {
            return Optional.of("an error of the media type " + type);
        }
        if (Set.of(429, 503).contains(answer.status())
                && answer.header("retry-after").isEmpty()) {
            return Optional.of(answer.status() + " without Retry-After");
        }
        try {
            JsonNode problem = new YAMLMapper().readTree(answer.body());
            boolean known = codes.contains(problem.path("code").asText())
                    && problem.path("status").asInt() == answer.status();
            return known ? Optional.empty() : Optional.of("not a problem of the catalogue: " + problem);
        } catch (IOException e) {
            return Optional.of("an error that is no JSON: " + e.getMessage());
        }
    }

    /** The path of the document that a request's path is literally one of; other spellings of it are answered with 404. */
    private Optional<String> template(String path) {
        List<String> templates = new ArrayList<>();
        document.path("paths").fieldNames().forEachRemaining(templates::add);
        return templates.stream().filter(each -> isOf(each, path)).findFirst();
    }

    private static boolean isOf(String template, String path) {
        String[] fixed = PARAMETER.split(template, -1);
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < fixed.length; i++) {
            pattern.append(i == 0 ? "" : SEGMENT).append(Pattern.quote(fixed[i]));
        }
        return Pattern.matches(pattern.toString(), path);
    }
}
