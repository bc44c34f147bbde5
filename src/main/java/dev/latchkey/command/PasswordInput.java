package dev.latchkey.command;

import dev.latchkey.password.PlainPassword;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a password for a command. It is never an argument, because other processes on the machine can read those. */
final class PasswordInput {

    /** More than the maximum length of a password, so that the policy refuses longer ones and not this class. */
    private static final int MOST_BYTES = 64 * 1024;

    /** What a console substitutes for bytes that have no character in its locale. */
    private static final char UNREADABLE = '\uFFFD';

    private PasswordInput() {}

    /** Prompts for the password twice if there is a terminal. Otherwise reads it from standard input, without the line end. */
    static PlainPassword read(boolean fromInput) {
        Console console = fromInput ? null : System.console();
        return console == null ? piped(System.in) : typed(console);
    }

    private static PlainPassword typed(Console console) {
        char[] first = console.readPassword("Password: ");
        char[] second = first == null ? null : console.readPassword("Again: ");
        if (first == null || second == null || !Arrays.equals(first, second)) {
            throw new CommandException(
                    "password_not_read", "the two passwords differ; to read it from a pipe: --password-stdin");
        }
        String password = new String(first);
        if (password.indexOf(UNREADABLE) >= 0) {
            throw new CommandException(
                    "password_not_read",
                    "the password has characters that this locale cannot read; start the command with LC_ALL=C.UTF-8, or"
                            + " give the password by --password-stdin");
        }
        return new PlainPassword(password);
    }

    static PlainPassword piped(InputStream input) {
        try {
            byte[] bytes = input.readNBytes(MOST_BYTES);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            String password = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
            password = password.endsWith("\r") ? password.substring(0, password.length() - 1) : password;
            if (password.isEmpty() || password.indexOf('\n') >= 0) {
                throw new CommandException("password_not_read", "standard input must have the password on one line");
            }
            return new PlainPassword(password);
        } catch (CharacterCodingException e) {
            throw new CommandException("password_not_read", "standard input must be UTF-8", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
