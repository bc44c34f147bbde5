import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Parses as much of HTTP/1.1 as a load generator needs to find the end of an answer. */
final class Answers {

    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Answers() {}

    /** Returns the status of an answer whose first line has arrived. */
    static int status(ByteBuffer answer) {
        return (answer.get(9) - '0') * 100 + (answer.get(10) - '0') * 10 + answer.get(11) - '0';
    }

    /** Returns whether the bytes read so far are a whole answer; an answer without a length has no body. */
    static boolean isWhole(ByteBuffer answer) {
        byte[] bytes = answer.array();
        int head = find(bytes, answer.position(), END);
        if (head < 0) {
            return false;
        }
        int at = find(bytes, head + 2, LENGTH);
        int length = 0;
        for (int i = at + LENGTH.length; at >= 0 && bytes[i] != '\r'; i++) {
            length = bytes[i] == ' ' ? length : length * 10 + bytes[i] - '0';
        }
        return answer.position() >= head + END.length + length;
    }

    /** Returns the position of the letters, ignoring case. */
    private static int find(byte[] bytes, int end, byte[] letters) {
        for (int i = 0; i + letters.length <= end; i++) {
            int same = 0;
            while (same < letters.length && lower(bytes[i + same]) == letters[same]) {
                same++;
            }
            if (same == letters.length) {
                return i;
            }
        }
        return -1;
    }

    private static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }
}
