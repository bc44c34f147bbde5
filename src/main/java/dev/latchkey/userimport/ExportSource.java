package dev.latchkey.userimport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.latchkey.problem.ProblemException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the users of another system's export file. For one thread. */
final class ExportSource implements ImportSource {

    private final ExportOptions options;
    private final ImportRows rows;
    private final Counted input;
    private final Function<SourceRecord, Mapped> mapping;
    private final Containers containers;
    private @Nullable ExportText text;
    private @Nullable Records records;
    private long users;
    private boolean anyNamed;

    ExportSource(InputStream input, ExportOptions options, ImportRows rows) throws UnreadableExport {
        this.options = options;
        this.rows = rows;
        this.input = new Counted(input);
        this.mapping = mapping();
        this.containers = new Containers(options.system(), options.realm());
    }

    private Function<SourceRecord, Mapped> mapping() throws UnreadableExport {
        Tables tables = new Tables(rows);
        return switch (options.system()) {
            case KEYCLOAK -> Keycloak::map;
            case FIREBASE -> Firebase.of(options.hashConfig())::map;
            case AUTH0 -> tables::auth0;
            case SUPABASE -> tables::supabase;
            case DJANGO -> tables::django;
            case LARAVEL -> tables::laravel;
            case DEVISE -> tables::devise;
            case WORDPRESS -> tables::wordpress;
            case ASPNET -> tables::aspnet;
            case BETTER_AUTH -> tables::betterAuth;
        };
    }

    @Override
    public @Nullable ImportEntry next() throws IOException {
        try {
            if (records == null) {
                text = Encodings.open(input);
                records = open(text);
            }
            for (SourceRecord record; (record = records.next()) != null; ) {
                ImportEntry entry = entry(record);
                if (entry != null) {
                    return entry;
                }
            }
        } catch (EOFException e) {
            throw truncated();
        } catch (JsonProcessingException e) {
            boolean ended = e instanceof JsonEOFException || text == null || text.isEnded();
            throw !ended && records instanceof JsonRecords json
                    ? UnreadableExport.malformed(users, json.place(e))
                    : UnreadableExport.truncated(users);
        }
        containers.requireRealm();
        if (!anyNamed) {
            throw options.system().noUsers();
        }
        return null;
    }

    private UnreadableExport truncated() {
        if (!(records instanceof CsvRecords csv)) {
            return UnreadableExport.truncated(users);
        }
        return csv.isInQuote() ? UnreadableExport.openQuote(users, csv.line()) : UnreadableExport.truncatedCsv(users);
    }

    private Records open(ExportText reader) throws IOException {
        SourceSystem system = options.system();
        Place start = reader.skipBlank();
        reader.mark(1);
        int first = reader.read();
        if (first < 0) {
            throw system.noUsers();
        }
        reader.reset();
        if (first == '[' || first == '{') {
            return first == '{' && JsonLineRecords.isFormOf(reader, system)
                    ? new JsonLineRecords(reader, containers)
                    : new JsonRecords(reader, start, containers);
        }
        CsvRecords csv = new CsvRecords(reader, start.line(), system);
        if (!csv.hasAnyOf(system.columns())) {
            throw system.noUsers();
        }
        if (options.realm() != null) {
            throw UnreadableExport.noRealm();
        }
        return csv;
    }

    /** Returns null for a record that is not a user. */
    private @Nullable ImportEntry entry(SourceRecord record) {
        String fault = record.fault();
        Mapped mapped = fault == null ? mapping.apply(record) : new Mapped.Bad("", "", fault);
        if (mapped instanceof Mapped.Other) {
            return null;
        }
        users++;
        anyNamed |=
                fault != null || mapped instanceof Mapped.Skip || !mapped.name().isEmpty();
        if (mapped instanceof Mapped.User user) {
            return user(user, record.size());
        }
        if (mapped instanceof Mapped.Skip skip) {
            return new ImportEntry.Skipped(new ImportNote(users, "", skip.reason()), Shown.name(skip.name()));
        }
        Mapped.Bad bad = (Mapped.Bad) mapped;
        return refused(bad.name(), bad.field(), bad.message());
    }

    private ImportEntry refused(String name, String field, String message) {
        return new ImportEntry.Refused(ImportFault.invalid(users, field, message), Shown.name(name));
    }

    private ImportEntry user(Mapped.User user, int size) {
        ImportRow row = user.row();
        String email = row.email();
        String name = row.username();
        if (hasReplacement(name) || (email != null && hasReplacement(email))) {
            return refused(name, hasReplacement(name) ? "username" : "email", "must be in UTF-8, as the whole file");
        }
        List<ImportNote> notes = new ArrayList<>();
        user.remarks().forEach(each -> notes.add(new ImportNote(users, each.field(), each.message())));
        if (options.addressAsName() && email != null) {
            row = row.withUsername(email);
        }
        Instant created = row.createdAt();
        if (!rows.isPossible(created)) {
            row = row.withCreatedAt(null);
            notes.add(new ImportNote(
                    users, "createdAt", "is not in the past, after 1970: that of the import is stored instead"));
        }
        try {
            return new ImportEntry.Acceptable(users, Shown.name(row.username()), rows.accept(row), notes, size);
        } catch (ProblemException refusal) {
            ImportFault fault = ImportFault.of(users, refusal);
            boolean hashOnly =
                    fault.field().equals("passwordHash") || fault.field().startsWith("hash");
            return hashOnly && options.dropUnreadableHashes()
                    ? withoutHash(row, notes, fault, size)
                    : new ImportEntry.Refused(fault, Shown.name(row.username()));
        }
    }

    private ImportEntry withoutHash(ImportRow row, List<ImportNote> notes, ImportFault fault, int size) {
        notes.add(new ImportNote(users, fault.field(), fault.message() + "; imported without a password"));
        try {
            return new ImportEntry.Acceptable(
                    users, Shown.name(row.username()), rows.accept(row.withoutHash()), notes, size);
        } catch (ProblemException refusal) {
            return new ImportEntry.Refused(ImportFault.of(users, refusal), Shown.name(row.username()));
        }
    }

    private static boolean hasReplacement(String text) {
        return text.indexOf('\uFFFD') >= 0;
    }

    @Override
    public long bytes() {
        return input.bytes;
    }

    /** Counts the bytes read. */
    private static final class Counted extends FilterInputStream {

        private long bytes;

        Counted(InputStream input) {
            super(input);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            bytes += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            bytes += Math.max(count, 0);
            return count;
        }
    }
}
