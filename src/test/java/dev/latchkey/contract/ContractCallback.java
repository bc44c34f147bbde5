package dev.latchkey.contract;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;

/** Puts {@link ContractFilter} between RestAssured and every test of the running service; listed in META-INF/services. */
public final class ContractCallback implements QuarkusTestBeforeEachCallback {

    private static final ContractFilter FILTER = new ContractFilter(ApiContract.committed());

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        if (RestAssured.filters().stream().noneMatch(ContractFilter.class::isInstance)) {
            RestAssured.filters(FILTER);
        }
    }
}
