import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** The sockets of one attack, all in one thread. Each is bound to an address of its own network: 127.0.2.0/24 and the following ones. */
final class Swarm {

    /** 10,000 sockets are open after 4 s. */
    private static final int OPENED_PER_SECOND = 2_500;

    /** The service may close sockets as fast as it likes: opening them again is limited, so that it is not a flood. */
    private static final int REOPENED_PER_SECOND = 200;

    /** The receive buffer of a socket that never reads; it is small, so that little of an answer is accepted. */
    private static final int DEAF_BUFFER = 4 * 1024;

    private static final long TICK_MILLIS = 10;

    private final InetSocketAddress target;
    private final Attack attack;
    private final List<Socket> sockets = new ArrayList<>();
    private final Map<String, Integer> statuses = new TreeMap<>();
    private final ByteBuffer received = ByteBuffer.allocateDirect(64 * 1024);
    private int next;
    private double reopenable;
    private int closed;
    private int failed;

    Swarm(InetSocketAddress target, Attack attack, int mostSockets) {
        this.target = target;
        this.attack = attack;
        for (int i = 0; i < Math.min(attack.sockets(), mostSockets); i++) {
            sockets.add(new Socket(i));
        }
    }

    /** Attacks until it is stopped or the time is over, whichever is first. */
    void run(long mostMillis, BooleanSupplier stopped) throws IOException {
        try (Selector selector = Selector.open()) {
            long begin = System.nanoTime();
            for (long now = begin, before = begin;
                    !stopped.getAsBoolean() && now - begin < mostMillis * 1_000_000;
                    before = now, now = System.nanoTime()) {
                open(selector, (now - begin) / 1e9);
                reopenAndDrip(selector, now, (now - before) / 1e9);
                selector.select(TICK_MILLIS);
                for (SelectionKey key : selector.selectedKeys()) {
                    ((Socket) key.attachment()).ready(key);
                }
                selector.selectedKeys().clear();
            }
        } finally {
            report();
            sockets.forEach(Socket::close);
        }
    }

    private void open(Selector selector, double seconds) {
        int due = (int) Math.min(seconds * OPENED_PER_SECOND, sockets.size());
        for (; next < due; next++) {
            sockets.get(next).open(selector);
        }
    }

    private void reopenAndDrip(Selector selector, long now, double seconds) {
        reopenable = Math.min(reopenable + seconds * REOPENED_PER_SECOND, REOPENED_PER_SECOND);
        for (int i = 0; i < next; i++) {
            Socket socket = sockets.get(i);
            if (socket.channel == null && reopenable >= 1) {
                reopenable--;
                socket.open(selector);
            }
            socket.drip(now);
        }
    }

    private void report() {
        long open = sockets.stream().filter(socket -> socket.connected).count();
        System.out.printf(
                "%d sockets, %d open at the end, %d closed by the service, %d not accepted; answers: %s%n",
                sockets.size(), open, closed, failed, statuses.isEmpty() ? "none" : statuses);
    }

    private final class Socket {

        private final int number;
        private SocketChannel channel;
        private SelectionKey key;
        private ByteBuffer unsent;
        private boolean connected;
        private boolean answered;
        private int drips;
        private long sentAt;

        Socket(int number) {
            this.number = number;
        }

        void open(Selector selector) {
            try {
                channel = SocketChannel.open();
                channel.configureBlocking(false);
                if (!attack.reads()) {
                    channel.setOption(StandardSocketOptions.SO_RCVBUF, DEAF_BUFFER);
                }
                channel.bind(new InetSocketAddress(source(), 0));
                key = channel.register(selector, SelectionKey.OP_CONNECT, this);
                channel.connect(target);
            } catch (IOException e) {
                failed++;
                close();
            }
        }

        private InetAddress source() throws IOException {
            int network = number % attack.networks();
            int host = 1 + number / attack.networks() % 250;
            return InetAddress.getByAddress(new byte[] {127, 0, (byte) (2 + network), (byte) host});
        }

        void ready(SelectionKey ready) {
            try {
                if (ready.isValid() && ready.isConnectable() && channel.finishConnect()) {
                    connected = true;
                    answered = false;
                    drips = 0;
                    send(attack.opening().apply(number));
                    // the sockets' drips are spread over the time between two drips; all at once would be bursts
                    sentAt -= attack.everyMillis() * 1_000_000 * (number * 61L % 100) / 100;
                } else if (ready.isValid() && ready.isWritable()) {
                    flush();
                }
                if (ready.isValid() && ready.isReadable()) {
                    read();
                }
            } catch (IOException e) {
                closed += connected ? 1 : 0;
                failed += connected ? 0 : 1;
                close();
            }
        }

        void drip(long now) {
            boolean due = connected && unsent == null && now - sentAt >= attack.everyMillis() * 1_000_000;
            if (!due || attack.drip() == null || (attack.waits() && !answered)) {
                return;
            }
            try {
                answered = false;
                send(attack.drip().bytes(number, drips++));
            } catch (IOException e) {
                closed++;
                close();
            }
        }

        private void send(byte[] bytes) throws IOException {
            sentAt = System.nanoTime();
            unsent = ByteBuffer.wrap(bytes);
            flush();
        }

        private void flush() throws IOException {
            if (unsent != null) {
                channel.write(unsent);
                unsent = unsent.hasRemaining() ? unsent : null;
            }
            key.interestOps((attack.reads() ? SelectionKey.OP_READ : 0) | (unsent == null ? 0 : SelectionKey.OP_WRITE));
        }

        private void read() throws IOException {
            received.clear();
            int count = channel.read(received);
            if (count < 0) {
                closed++;
                close();
            } else if (count > 0) {
                answered = true;
                statuses.merge(status(count), 1, Integer::sum);
            }
        }

        /** Returns the beginning of the bytes; several answers in one read count as one. */
        private String status(int count) {
            byte[] start = new byte[Math.min(count, 12)];
            received.flip().get(start);
            String text = new String(start, StandardCharsets.ISO_8859_1);
            return text.matches("HTTP/1\\.[01] \\d{3}") ? text.substring(9) : "other";
        }

        void close() {
            connected = false;
            unsent = null;
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException e) {
                System.out.println("a socket does not close: " + e);
            }
            channel = null;
        }
    }
}
