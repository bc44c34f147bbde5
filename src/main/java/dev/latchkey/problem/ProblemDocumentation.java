package dev.latchkey.problem;

import static org.eclipse.microprofile.openapi.models.media.Schema.SchemaType.INTEGER;
import static org.eclipse.microprofile.openapi.models.media.Schema.SchemaType.STRING;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Completes the API document from the catalogue: adds the problems that every operation can return, with an example for each. A response
 * whose description is a code of the catalogue becomes that problem.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemDocumentation implements OASFilter {

    /** The statuses that any request can get before its operation runs. Statuses, so that problems added later are documented too. */
    private static final Set<Integer> ON_EVERY_ROUTE = Set.of(406, 408, 413, 414, 431, 500);

    private static final List<ProblemType> ALWAYS =
            List.of(ProblemType.BAD_REQUEST, ProblemType.CROSS_ORIGIN, ProblemType.UNAVAILABLE);
    private static final List<ProblemType> WITH_BODY =
            List.of(ProblemType.MALFORMED_JSON, ProblemType.INVALID_REQUEST, ProblemType.CONTENT_TOO_LARGE);
    private static final List<ProblemType> SIGNED_IN =
            List.of(ProblemType.AUTHENTICATION_REQUIRED, ProblemType.INVALID_TOKEN);

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().addSchema("Problem", schema());
        document.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> complete(path, method, operation)));
    }

    private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
        Map<String, APIResponse> given = operation.getResponses().getAPIResponses();
        Set<ProblemType> types = new LinkedHashSet<>();
        Arrays.stream(ProblemType.values())
                .filter(type -> isDescribedBy(given.get(Integer.toString(type.status())), type))
                .forEach(types::add);
        if (given.containsKey("304")) {
            // an operation with a conditional GET (304) also evaluates If-Match
            types.add(ProblemType.PRECONDITION_FAILED);
        }
        if (path.contains("{")) {
            types.add(ProblemType.NOT_FOUND);
        }
        if (operation.getRequestBody() != null) {
            types.addAll(WITH_BODY);
        }
        if (method != PathItem.HttpMethod.GET) {
            types.add(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        if (operation.getSecurity() != null && !operation.getSecurity().isEmpty()) {
            types.addAll(SIGNED_IN);
        }
        Arrays.stream(ProblemType.values())
                .filter(type -> ALWAYS.contains(type) || ON_EVERY_ROUTE.contains(type.status()))
                .forEach(types::add);
        // the remaining error responses are guesses of the framework
        given.keySet().stream()
                .filter(status -> status.compareTo("400") >= 0)
                .forEach(operation.getResponses()::removeAPIResponse);
        types.forEach(type -> add(operation, type));
    }

    private static boolean isDescribedBy(@Nullable APIResponse response, ProblemType type) {
        return response != null && type.code().equals(response.getDescription());
    }

    private static void add(Operation operation, ProblemType type) {
        String status = Integer.toString(type.status());
        APIResponse response = operation.getResponses().getAPIResponse(status);
        if (response == null) {
            operation.getResponses().addAPIResponse(status, response(type));
        } else {
            response.setDescription(response.getDescription() + ", or " + type.title());
            response.getContent().getMediaType(ProblemJson.MEDIA_TYPE).addExample(type.code(), example(type));
        }
    }

    private static APIResponse response(ProblemType type) {
        MediaType content = OASFactory.createMediaType()
                .schema(OASFactory.createSchema().ref("Problem"))
                .addExample(type.code(), example(type));
        APIResponse response = OASFactory.createAPIResponse()
                .description(type.title())
                .content(OASFactory.createContent().addMediaType(ProblemJson.MEDIA_TYPE, content));
        if (type.status() == 429 || type.status() == 503) {
            response.addHeader(
                    "Retry-After",
                    header("seconds until another attempt is worth making", INTEGER)
                            .required(true));
        }
        if (type.status() == 429) {
            response.addHeader("RateLimit-Policy", header("the limits: `q` attempts in `w` seconds", STRING));
            response.addHeader(
                    "RateLimit", header("what is left of them: `r` attempts, one more in `t` seconds", STRING));
        }
        return response;
    }

    private static Header header(String description, Schema.SchemaType type) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(type));
    }

    private static Example example(ProblemType type) {
        Problem problem = type == ProblemType.INVALID_REQUEST
                ? Problem.of(List.of(new Violation(
                        "password", Fault.min(ViolationCode.TOO_SHORT, 8, "must have at least 8 characters"))))
                : Problem.of(type);
        JsonObject body = ProblemJson.json(problem, "019ab2c4-7a1e-7c3f-9d52-0f6b8c1d2e3f");
        // converted, because the document supports only maps and lists
        return OASFactory.createExample().value(new JsonObject(body.encode()).getMap());
    }

    private static Schema schema() {
        Schema text = OASFactory.createSchema().addType(STRING);
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("RFC 9457. `code` is stable: switch on it. `instance` names the request in our log.")
                .required(List.of("type", "title", "status", "code", "instance"))
                .addProperty("type", OASFactory.createSchema().addType(STRING).format("uri"))
                .addProperty("title", text)
                .addProperty("status", OASFactory.createSchema().addType(INTEGER))
                .addProperty("code", codes())
                .addProperty("message", text)
                .addProperty("detail", text)
                .addProperty("instance", text)
                .addProperty(
                        "violations",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(violation()));
    }

    private static Schema violation() {
        Schema codes = OASFactory.createSchema()
                .addType(STRING)
                .description("Stable: a form can choose its own texts by it. Codes may be added.");
        Arrays.stream(ViolationCode.values()).map(ViolationCode::code).forEach(codes::addEnumeration);
        Schema parameters = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("The limit that the code is about: `min` or `max`.")
                .additionalPropertiesSchema(OASFactory.createSchema().addType(INTEGER));
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .required(List.of("field", "code", "message"))
                .addProperty(
                        "field",
                        OASFactory.createSchema()
                                .addType(STRING)
                                .description("The member; empty for the body as a whole."))
                .addProperty("code", codes)
                .addProperty("parameters", parameters)
                .addProperty(
                        "message",
                        OASFactory.createSchema()
                                .addType(STRING)
                                .description("The requirement that the member does not meet, in English."));
    }

    private static Schema codes() {
        Schema codes = OASFactory.createSchema().addType(STRING);
        Arrays.stream(ProblemType.values()).map(ProblemType::code).forEach(codes::addEnumeration);
        return codes;
    }
}
