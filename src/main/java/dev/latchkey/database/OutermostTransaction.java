package dev.latchkey.database;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;

/** Runs a transactional method under {@link Retry}, outside of the interceptor that begins and ends the transaction. */
@Interceptor
@Transactional
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class OutermostTransaction {

    private final Retry retry;

    OutermostTransaction(Retry retry) {
        this.retry = retry;
    }

    @AroundInvoke
    Object run(InvocationContext doorway) throws Exception {
        return retry.run(doorway::proceed);
    }
}
