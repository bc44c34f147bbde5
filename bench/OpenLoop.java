import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * A storm: requests at a fixed rate, whether or not earlier ones were answered, as from users who are independent of each other. It uses
 * one thread, keep-alive connections and prepared requests, and reads no more of an answer than necessary, because it shares its cores with
 * the service. A time counts from when a request was due, not from when it could be sent.
 */
final class OpenLoop implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 4000;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);

    private final InetSocketAddress address;
    private final List<byte[]> requests;
    private final Selector selector = Selector.open();
    private final Deque<Line> idle = new ArrayDeque<>();
    private final List<Long> served = new ArrayList<>();
    private final List<Long> refused = new ArrayList<>();
    private int connections;
    private int open;
    private int failed;

    /** Sends the requests in turn. */
    OpenLoop(String url, List<byte[]> requests) throws IOException {
        URI uri = URI.create(url);
        this.address = new InetSocketAddress(uri.getHost(), uri.getPort());
        this.requests = requests;
    }

    /**
     * The result of a storm; times are sorted.
     *
     * @param sent number of requests that were due
     * @param seconds duration in seconds
     * @param served time of each 200, in ns
     * @param refused time of each 429 and 503, in ns
     * @param failed number of other answers, broken connections and requests without an answer
     * @param connections maximum of open connections
     */
    record Outcome(int sent, double seconds, long[] served, long[] refused, int failed, int connections) {

        double servedPerSecond() {
            return served.length / seconds;
        }

        static double millis(long[] sorted, double quantile) {
            return sorted.length == 0
                    ? Double.NaN
                    : sorted[(int) Math.min(sorted.length - 1L, Math.round(quantile * sorted.length))] / 1e6;
        }
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
            selector.select(this::ready, 1);
        }
        int inTime = served.size();
        for (long last = end + LAST_ANSWERS.toNanos(); open > 0 && System.nanoTime() < last; ) {
            selector.select(this::ready, 10);
        }
        failed += open;
        // answers after the end count in the storm's times, but not in its rate
        long[] inStorm = sorted(served.subList(0, inTime));
        return new Outcome(sent, duration.toNanos() / 1e9, inStorm, sorted(refused), failed, connections);
    }

    private static long[] sorted(List<Long> times) {
        long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private void send(byte[] request, long due) throws IOException {
        Line line = idle.pollFirst();
        if (line == null) {
            if (connections == MOST_CONNECTIONS) {
                failed++;
                return;
            }
            line = connect();
        }
        open++;
        line.begin(request, due);
    }

    private Line connect() throws IOException {
        // the service is on this machine: connecting takes microseconds
        SocketChannel channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Line line = new Line(channel);
        channel.register(selector, SelectionKey.OP_READ, line);
        connections++;
        return line;
    }

    private void ready(SelectionKey key) {
        ((Line) key.attachment()).read();
    }

    /** One connection, with at most one open request. */
    private final class Line {

        private final SocketChannel channel;
        private final ByteBuffer answer = ByteBuffer.allocate(8192);
        private long due;
        private boolean waiting;

        Line(SocketChannel channel) {
            this.channel = channel;
        }

        void begin(byte[] request, long dueAt) {
            due = dueAt;
            waiting = true;
            answer.clear();
            try {
                ByteBuffer bytes = ByteBuffer.wrap(request);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                broken();
            }
        }

        void read() {
            try {
                if (channel.read(answer) < 0) {
                    broken();
                } else if (Answers.isWhole(answer)) {
                    finish(Answers.status(answer));
                }
            } catch (IOException e) {
                broken();
            }
        }

        private void finish(int status) {
            long took = System.nanoTime() - due;
            if (status == 200) {
                served.add(took);
            } else if (status == 503 || status == 429) {
                refused.add(took);
            } else {
                failed++;
            }
            waiting = false;
            open--;
            idle.addFirst(this);
        }

        private void broken() {
            if (waiting) {
                failed++;
                open--;
                waiting = false;
            }
            idle.remove(this);
            connections--;
            try {
                channel.close();
            } catch (IOException e) {
                // the connection is broken
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
