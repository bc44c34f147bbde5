import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Connections that repeat a request without a pause, whatever the answer to the last one was, as those of {@code wrk} do. */
final class Impatient extends Lines {

    private final byte[] request;
    private final int clients;
    private int sent;
    private boolean isOver;

    Impatient(String url, byte[] request, int clients) throws IOException {
        super(url);
        this.request = request;
        this.clients = clients;
    }

    Outcome run(Duration duration) throws IOException {
        long end = System.nanoTime() + duration.toNanos();
        for (int i = 0; i < clients; i++) {
            answered(connect());
        }
        while (System.nanoTime() < end) {
            read(10);
        }
        isOver = true;
        return end(sent, duration);
    }

    @Override
    void answered(Line line) {
        if (!isOver) {
            sent++;
            line.begin(request, System.nanoTime());
        }
    }

    @Override
    void lost(Line line) {
        if (!isOver) {
            try {
                answered(connect());
            } catch (IOException e) {
                // the service is gone
                throw new UncheckedIOException(e);
            }
        }
    }
}
