package dev.latchkey.password;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.login;

import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Clients that sign in at the same time. */
final class Logins implements AutoCloseable {

    private final ExecutorService clients = Executors.newFixedThreadPool(60);

    List<Future<Response>> start(int count, String name) {
        return IntStream.range(0, count)
                .mapToObj(i -> submit(() -> login(name, PASSWORD)))
                .toList();
    }

    <T> Future<T> submit(Callable<T> work) {
        return clients.submit(work);
    }

    static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        clients.shutdownNow();
    }
}
