package dev.latchkey.userimport;

/** Shows texts of a file. Stateless. */
final class Shown {

    private static final int LONGEST = 64;

    private Shown() {}

    /** A name of a file, fit for a terminal: no control or format characters, and of bounded length. */
    static String name(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints().limit(LONGEST).forEach(point -> {
            boolean visible = Character.isLetterOrDigit(point) || (point > ' ' && point < 0x7f);
            shown.appendCodePoint(visible ? point : '?');
        });
        return shown.toString();
    }
}
