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
 * A storm: requests that come at a fixed rate, whether or not the ones before were answered, as people do who know nothing of
 * each other. One thread, keep-alive connections, requests made beforehand, and no more of an answer read than must be: it
 * shares its cores with the service. A time counts from when its request was due, not from when it could be sent.
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
     * What a storm came to; times are sorted.
     *
     * @param sent how many were due
     * @param seconds for how long
     * @param served how long each 200 took, in ns
     * @param refused how long each 429 and 503 took, in ns
     * @param failed answers of other kinds, connections that broke, requests without an answer
     * @param connections the most that were open
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
            // a millisecond's requests at once: waking up for each would cost more than the requests
            selector.select(this::ready, 1);
        }
        int inTime = served.size();
        for (long last = end + LAST_ANSWERS.toNanos(); open > 0 && System.nanoTime() < last; ) {
            selector.select(this::ready, 10);
        }
        failed += open;
        // those that came after the end belong to the storm's times, but not to its rate
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

    /** One connection, with at most one request under way. */
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
                // it is broken
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
