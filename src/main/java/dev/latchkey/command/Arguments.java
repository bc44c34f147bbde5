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
 * Reads the arguments in UTF-8. In a locale with another charset, such as C and POSIX, the JVM has replaced what it could not decode with
 * question marks; on Linux, the operating system still has the bytes.
 */
final class Arguments {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private Arguments() {}

    /** Returns the arguments as they were typed, or as the JVM read them if the operating system does not provide them. */
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

    /** Returns the last of the zero-terminated texts, as many as the JVM read. */
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
