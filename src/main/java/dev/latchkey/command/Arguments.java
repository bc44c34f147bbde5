package dev.latchkey.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments in UTF-8. In a locale of another charset, such as C and POSIX, the JVM has put question marks in the place of what it could
 * not read; on Linux the system still has the bytes.
 */
final class Arguments {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private Arguments() {}

    /** The arguments as they were typed; as the JVM read them where the system does not tell. */
    static String[] inUtf8(String... read) {
        String charset = System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name());
        if (Charset.forName(charset).equals(StandardCharsets.UTF_8) || !Files.isReadable(COMMAND_LINE)) {
            return read;
        }
        try {
            return last(Files.readAllBytes(COMMAND_LINE), read);
        } catch (IOException e) {
            return read;
        }
    }

    /** The last of the texts that a zero byte ends, as many as were read. */
    static String[] last(byte[] line, String... read) {
        List<String> typed = new ArrayList<>();
        int start = 0;
        try {
            for (int i = 0; i < line.length; i++) {
                if (line[i] == 0) {
                    typed.add(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(line, start, i - start))
                            .toString());
                    start = i + 1;
                }
            }
        } catch (CharacterCodingException e) {
            return read;
        }
        return typed.size() < read.length
                ? read
                : typed.subList(typed.size() - read.length, typed.size()).toArray(String[]::new);
    }
}
