package dev.latchkey.contract;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Fails a test whose call was answered with what docs/openapi.yaml does not promise. */
final class ContractFilter implements Filter {

    private final ApiContract contract;

    ContractFilter(ApiContract contract) {
        this.contract = contract;
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response response = context.next(request, expected);
        String path = URI.create(request.getURI()).getRawPath();
        List<String> faults = contract.faults(request.getMethod(), path == null ? "/" : path, answer(response));
        if (!faults.isEmpty()) {
            throw new AssertionError("docs/openapi.yaml does not promise what %s %s was answered (%d): %s"
                    .formatted(request.getMethod(), path, response.statusCode(), faults));
        }
        return response;
    }

    private static ApiContract.Answer answer(Response response) {
        Map<String, List<String>> headers = new TreeMap<>(response.headers().asList().stream()
                .collect(Collectors.groupingBy(
                        header -> header.getName().toLowerCase(Locale.ROOT),
                        Collectors.mapping(header -> header.getValue(), Collectors.toList()))));
        return new ApiContract.Answer(
                response.statusCode(), headers, new String(response.body().asByteArray(), StandardCharsets.UTF_8));
    }
}
