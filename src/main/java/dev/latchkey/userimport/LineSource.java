package dev.latchkey.userimport;

import dev.latchkey.problem.ProblemException;
import dev.latchkey.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads Latchkey's own form: one {@link ImportRow} a line. For one thread. */
final class LineSource implements ImportSource {

    private final ImportLines lines;
    private final ImportRows rows;

    LineSource(InputStream input, ImportRows rows) {
        this.lines = new ImportLines(input);
        this.rows = rows;
    }

    @Override
    public @Nullable ImportEntry next() throws IOException {
        for (ImportLines.Line line; (line = lines.next()) != null; ) {
            byte[] content = line.content();
            if (content == null) {
                return refused(ImportFault.tooLong(line.number()));
            }
            String refusal = line.number() == 1 ? Encodings.refusalOf(content) : null;
            if (refusal != null) {
                // refuse the file once instead of each of its lines
                throw ProblemException.of(ProblemType.INVALID_REQUEST, refusal);
            }
            byte[] text = line.number() == 1 ? withoutMark(content) : content;
            if (!isBlank(text)) {
                return entry(line.number(), text);
            }
        }
        return null;
    }

    private ImportEntry entry(long line, byte[] text) {
        try {
            ImportRow row = rows.read(text);
            List<ImportNote> notes = row.hasEmptyHash()
                    ? List.of(new ImportNote(line, "passwordHash", ImportRow.EMPTY_HASH))
                    : List.of();
            return new ImportEntry.Acceptable(line, "", rows.accept(row), notes, text.length);
        } catch (ProblemException refusal) {
            return refused(ImportFault.of(line, refusal));
        }
    }

    private static ImportEntry refused(ImportFault fault) {
        return new ImportEntry.Refused(fault, "");
    }

    @Override
    public long bytes() {
        return lines.bytes();
    }

    private static byte[] withoutMark(byte[] text) {
        return Arrays.copyOfRange(text, Encodings.markOf(text), text.length);
    }

    private static boolean isBlank(byte[] text) {
        for (byte each : text) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }
}
