package dev.latchkey.userimport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an export file in a test, and records the outcome of each user in it. */
final class ExportReading {

    static final String BCRYPT = "$2b$04$2FHvGqkqyJJFm/2aY/7TJOWkZjqRjechsuQA4YiSoYKPi7rrjCih2";

    private static final String FIREBASE = """
            hash_config {algorithm: SCRYPT,
              base64_signer_key: jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==,
              base64_salt_separator: Bw==, rounds: 8, mem_cost: 14}""";

    final List<String> told = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    private final ImportRows rows;

    ExportReading(ImportRows rows) {
        this.rows = rows;
    }

    static ExportOptions options(SourceSystem system, @Nullable String realm) {
        return new ExportOptions(system, realm, false, false, system == SourceSystem.FIREBASE ? FIREBASE : null);
    }

    /** Returns a line for each user: name, verified, status, password; or the refusal; or the reason for skipping it. */
    List<String> read(SourceSystem system, String file) throws IOException {
        return read(options(system, null), new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    }

    List<String> read(ExportOptions options, InputStream file) throws IOException {
        ExportSource source = new ExportSource(file, options, rows);
        for (ImportEntry entry; (entry = source.next()) != null; ) {
            told.add(line(entry));
        }
        return told;
    }

    private String line(ImportEntry entry) {
        if (entry instanceof ImportEntry.Refused refused) {
            ImportFault fault = refused.fault();
            return ("refused " + fault.line() + " " + refused.name() + ": " + fault.field() + " " + fault.message());
        }
        if (entry instanceof ImportEntry.Skipped skipped) {
            return "skipped " + skipped.note().line() + " " + skipped.name() + ": "
                    + skipped.note().message();
        }
        ImportEntry.Acceptable user = (ImportEntry.Acceptable) entry;
        user.notes().forEach(each -> notes.add(each.line() + " " + each.field() + " " + each.message()));
        return user.user().username()
                + (user.user().emailVerified() ? " verified " : " unverified ")
                + user.user().status().text()
                + (user.user().passwordHash() == null ? " no-password" : " password");
    }
}
