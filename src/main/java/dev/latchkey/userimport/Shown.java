package dev.latchkey.userimport;

/** Makes texts of a file safe to print. Stateless. */
final class Shown {

    private static final int LONGEST = 64;

    private Shown() {}

    /** Returns a name that is safe for a terminal: without control and format characters, and of bounded length. */
    static String name(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints().limit(LONGEST).forEach(point -> {
            boolean visible = Character.isLetterOrDigit(point) || (point > ' ' && point < 0x7f);
            shown.appendCodePoint(visible ? point : '?');
        });
        return shown.toString();
    }
}
