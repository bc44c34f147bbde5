package dev.latchkey.userimport;

/**
 * A place in a file, for messages.
 *
 * @param bytes number of bytes before it
 * @param line from 1
 * @param column in UTF-16 characters, from 1
 */
record Place(long bytes, long line, long column) {

    static final Place START = new Place(0, 1, 1);

    /** Returns the place after some characters that start here. An invalid UTF-8 sequence counts as three bytes. */
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

    /** Returns the size in UTF-8; each half of a surrogate pair counts as two of its four bytes. */
    private static int sizeOf(char character) {
        if (character < 0x80) {
            return 1;
        }
        return character < 0x800 || Character.isSurrogate(character) ? 2 : 3;
    }
}
