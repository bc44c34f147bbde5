package dev.latchkey.http;

import java.util.regex.Pattern;

/**
 * The template of a path as Jakarta REST has it (3.1, 3.4): {@code {name}} stands for a segment, {@code {name: regex}} for what the regular
 * expression matches. Immutable.
 */
final class PathTemplate implements Comparable<PathTemplate> {

    private final String template;
    private final Pattern pattern;
    private final int literalCharacters;

    private PathTemplate(String template, Pattern pattern, int literalCharacters) {
        this.template = template;
        this.pattern = pattern;
        this.literalCharacters = literalCharacters;
    }

    static PathTemplate of(String template) {
        StringBuilder regex = new StringBuilder();
        int at = 0;
        int literal = 0;
        while (at < template.length()) {
            int open = template.indexOf('{', at);
            if (open < 0) {
                open = template.length();
            }
            regex.append(Pattern.quote(template.substring(at, open)));
            literal += open - at;
            at = open;
            if (open < template.length()) {
                int close = closing(template, open);
                regex.append(parameter(template.substring(open + 1, close)));
                at = close + 1;
            }
        }
        return new PathTemplate(template, Pattern.compile(regex.toString()), literal);
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    private static String parameter(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? "[^/]++" : "(?:" + text.substring(colon + 1).strip() + ")";
    }

    /** Returns where a brace is closed; a regular expression has pairs of its own. */
    private static int closing(String template, int open) {
        int depth = 0;
        for (int i = open; i < template.length(); i++) {
            depth += template.charAt(i) == '{' ? 1 : template.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("an open brace in " + template);
    }

    /** Orders by the number of literal characters, the largest first; then by the text. */
    @Override
    public int compareTo(PathTemplate other) {
        int more = Integer.compare(other.literalCharacters, literalCharacters);
        return more == 0 ? template.compareTo(other.template) : more;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathTemplate that && template.equals(that.template);
    }

    @Override
    public int hashCode() {
        return template.hashCode();
    }

    @Override
    public String toString() {
        return template;
    }
}
