import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keep-alive connections that one thread serves, and the times of their answers. It reads no more of an answer than necessary, because it
 * shares its cores with the service.
 */
abstract class Lines implements AutoCloseable {

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);

    private final InetSocketAddress address;
    private final Selector selector = Selector.open();
    private final List<Long> served = new ArrayList<>();
    private final List<Long> refused = new ArrayList<>();
    private int connections;
    private int open;
    private int failed;

    Lines(String url) throws IOException {
        URI uri = URI.create(url);
        this.address = new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    /**
     * The result of a load; times are sorted.
     *
     * @param sent number of requests that were due
     * @param seconds duration in seconds
     * @param served time of each 200, in ns
     * @param refused time of each 429 and 503, in ns
     * @param failed number of other answers, broken connections and requests without an answer
     * @param connections number of connections at the end
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

    /** Called when a connection is free for its next request. */
    abstract void answered(Line line);

    /** Called when a connection is closed. */
    abstract void lost(Line line);

    int connections() {
        return connections;
    }

    void fail() {
        failed++;
    }

    /** Reads the answers that arrive within a time. */
    void read(long millis) throws IOException {
        selector.select(key -> ((Line) key.attachment()).read(), millis);
    }

    /** Waits for the last answers. They count in the times, but not in the rate. */
    Outcome end(int sent, Duration duration) throws IOException {
        int inTime = served.size();
        for (long last = System.nanoTime() + LAST_ANSWERS.toNanos(); open > 0 && System.nanoTime() < last; ) {
            read(10);
        }
        failed += open;
        long[] whileSent = sorted(served.subList(0, inTime));
        return new Outcome(sent, duration.toNanos() / 1e9, whileSent, sorted(refused), failed, connections);
    }

    private static long[] sorted(List<Long> times) {
        long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    Line connect() throws IOException {
        // the service is on this machine: connecting takes microseconds
        SocketChannel channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Line line = new Line(channel);
        channel.register(selector, SelectionKey.OP_READ, line);
        connections++;
        return line;
    }

    /** One connection, with at most one open request. */
    final class Line {

        private final SocketChannel channel;
        private final ByteBuffer answer = ByteBuffer.allocate(8192);
        private long due;
        private boolean waiting;

        private Line(SocketChannel channel) {
            this.channel = channel;
        }

        /** Sends a request, whose time counts from when it was due. */
        void begin(byte[] request, long dueAt) {
            due = dueAt;
            waiting = true;
            open++;
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

        private void read() {
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
            answered(this);
        }

        private void broken() {
            if (waiting) {
                failed++;
                open--;
                waiting = false;
            }
            connections--;
            try {
                channel.close();
            } catch (IOException e) {
                // the connection is broken
            }
            lost(this);
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
