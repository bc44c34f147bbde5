import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A storm: requests at a fixed rate, whether or not earlier ones were answered, as from users who are independent of each other. A time
 * counts from when a request was due, not from when it could be sent.
 */
final class OpenLoop extends Lines {

    private static final int MOST_CONNECTIONS = 4000;

    private final List<byte[]> requests;
    private final Deque<Line> idle = new ArrayDeque<>();

    /** Sends the requests in turn. */
    OpenLoop(String url, List<byte[]> requests) throws IOException {
        super(url);
        this.requests = requests;
    }

    Outcome run(double perSecond, Duration duration) throws IOException {
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        double between = 1e9 / perSecond;
        int sent = 0;
        for (long now = start; now < end; now = System.nanoTime()) {
            for (long due = start + (long) (sent * between);
                    due <= now && due < end;
                    due = start + (long) (sent * between)) {
                send(requests.get(sent % requests.size()), due);
                sent++;
            }
            // sends the requests of 1 ms at once: waking up for each would cost more than the requests
            read(1);
        }
        return end(sent, duration);
    }

    private void send(byte[] request, long due) throws IOException {
        Line line = idle.pollFirst();
        if (line == null && connections() == MOST_CONNECTIONS) {
            fail();
        } else {
            (line == null ? connect() : line).begin(request, due);
        }
    }

    @Override
    void answered(Line line) {
        idle.addFirst(line);
    }

    @Override
    void lost(Line line) {
        idle.remove(line);
    }
}
