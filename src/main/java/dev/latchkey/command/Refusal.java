package dev.latchkey.command;

/** Ends a command that cannot be carried out. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    Refusal(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    Refusal(String code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    String code() {
        return code;
    }
}
