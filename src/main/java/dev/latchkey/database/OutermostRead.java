package dev.latchkey.database;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;

/** Runs a method that reads without a transaction of its own, with a retry as in {@link OutermostTransaction}. */
@Interceptor
@Transactional(Transactional.TxType.SUPPORTS)
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class OutermostRead {

    private final Retry retry;

    OutermostRead(Retry retry) {
        this.retry = retry;
    }

    @AroundInvoke
    Object run(InvocationContext doorway) throws Exception {
        return retry.read(doorway::proceed);
    }
}
