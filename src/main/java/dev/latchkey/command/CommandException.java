package dev.latchkey.command;

/** Ends a command that cannot be carried out. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    CommandException(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    CommandException(String code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    String code() {
        return code;
    }
}
