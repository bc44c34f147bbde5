import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;

/** Measures how fast users are imported, and that a file of any size needs no more memory. */
final class Import {

    /** A real hash of the most common kind. An import hashes nothing, so any hash will do. */
    private static final String HASH = "$2b$10$/VwPbNuvLTAJAm7ZSYnnp.o3qdBqVSMLBFIm8TO9TE3VoUaWVir.u";

    private static final String LONG_PROFILE = "{\"biography\":\"" + "All work and no play. ".repeat(180) + "\"}";

    /** Number of users in the long file, which repeats them. */
    private static final int PEOPLE_OF_LONG_FILE = 20_000;

    private static final long MIB = 1024L * 1024;

    private Import() {}

    /** Takes the number of rows (100,000 by default) and the size of the long file in MiB (2,048 by default; 0 for no long file). */
    public static void main(String[] arguments) throws Exception {
        long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 100_000;
        long mebibytes = arguments.length > 1 ? Long.parseLong(arguments[1]) : 2048;
        Lab.printMachine();
        System.out.println(Lab.ownJdk() + ", -Xmx256m");
        try (Lab lab = Lab.open();
                Service service = lab.spawn(Lab.ownJava(), "-Xmx256m").awaitReady(lab.client)) {
            lab.client.register(service, Lab.USERNAME);
            lab.database.run(
                    "insert into user_roles select id, 'admin' from users where username = '" + Lab.USERNAME + "'");
            String token = Connection.member(lab.client.login(service, Lab.USERNAME), "token");
            System.out.printf("%-28s%12s%10s%12s%12s%n", "", "rows", "seconds", "rows/s", "peak MiB");
            run("people, each a hash", service, token, new Rows(Import::plain, rows, Long.MAX_VALUE));
            run("the same again", service, token, new Rows(Import::plain, rows, Long.MAX_VALUE));
            if (mebibytes > 0) {
                run(
                        mebibytes + " MiB, long profiles",
                        service,
                        token,
                        new Rows(Import::longRow, Long.MAX_VALUE, mebibytes * MIB));
            }
        }
    }

    private static void run(String name, Service service, String token, Rows rows)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.url() + "/admin/users/import"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> rows))
                .build();
        HttpResponse<String> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "%-28s%,12d%10.1f%,12.0f%,12d   %s%n",
                name,
                rows.given,
                seconds,
                rows.given / seconds,
                service.peakMebibytes(),
                answer.statusCode() + " " + answer.body());
        if (answer.statusCode() != 200 || !answer.body().contains("\"refused\":0")) {
            throw new IllegalStateException("the import went wrong, see " + Service.LOG);
        }
    }

    private static String plain(long number) {
        return "{\"username\":\"person" + number + "\",\"email\":\"person" + number
                + "@example.org\",\"emailVerified\":true,\"profile\":{\"favoriteColor\":\"blue\"},\"passwordHash\":\""
                + HASH
                + "\"}\n";
    }

    private static String longRow(long number) {
        return "{\"username\":\"writer" + number % PEOPLE_OF_LONG_FILE + "\",\"passwordHash\":\"" + HASH
                + "\",\"profile\":" + LONG_PROFILE + "}\n";
    }

    /** A generated file that is not on disk. */
    private static final class Rows extends InputStream {

        private final LongFunction<String> row;
        private final long most;
        private final long mostBytes;
        private byte[] current = {};
        private int position;
        private long given;
        private long bytes;

        Rows(LongFunction<String> row, long most, long mostBytes) {
            this.row = row;
            this.most = most;
            this.mostBytes = mostBytes;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (position == current.length) {
                if (given == most || bytes >= mostBytes) {
                    return -1;
                }
                current = row.apply(given++).getBytes(StandardCharsets.UTF_8);
                bytes += current.length;
                position = 0;
            }
            int count = Math.min(length, current.length - position);
            System.arraycopy(current, position, buffer, offset, count);
            position += count;
            return count;
        }
    }
}
