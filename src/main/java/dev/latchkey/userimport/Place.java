package dev.latchkey.userimport;

/**
 * A place in a file, for messages.
 *
 * @param bytes how many come before it
 * @param line from 1
 * @param column in characters of UTF-16, from 1
 */
record Place(long bytes, long line, long column) {

    static final Place START = new Place(0, 1, 1);

    /** Returns the place behind some characters that stand here. A sequence of bytes that is not UTF-8 counts as three. */
    Place behind(char[] text, int length) {
        long size = bytes;
        long lines = line;
        long columns = column;
        for (int i = 0; i < length; i++) {
            size += sizeOf(text[i]);
            columns++;
            if (text[i] == '\n') {
                lines++;
                columns = 1;
            }
        }
        return new Place(size, lines, columns);
    }

    /** In UTF-8; half of four bytes for either half of a pair. */
    private static int sizeOf(char character) {
        if (character < 0x80) {
            return 1;
        }
        return character < 0x800 || Character.isSurrogate(character) ? 2 : 3;
    }
}
