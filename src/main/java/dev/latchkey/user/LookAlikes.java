package dev.latchkey.user;

import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.SpoofChecker.RestrictionLevel;
import dev.latchkey.platform.Unicode;
import java.text.Normalizer;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which user names could be taken for others (UTS #39, Unicode Security Mechanisms), by ICU's data. For names of the form that {@link
 * Names#isUsername} asks for; all of it is linear in the length of a name. Safe for use by several threads.
 */
final class LookAlikes {

    /** UTS #39, 5.4: more nonspacing marks in a row hide each other. */
    static final int MOST_MARKS = 4;

    private LookAlikes() {}

    /** ICU's tables: read when the first name is checked, which takes up to half a second once, and not at the start. */
    private static final class Tables {

        static final SpoofChecker CHECKER = new SpoofChecker.Builder()
                .setChecks(SpoofChecker.RESTRICTION_LEVEL | SpoofChecker.MIXED_NUMBERS | SpoofChecker.HIDDEN_OVERLAY)
                .setRestrictionLevel(RestrictionLevel.HIGHLY_RESTRICTIVE)
                .build();
    }

    /**
     * Whether a name is of one script, or of Latin with those of Chinese, Japanese or Korean, has digits of one script and no mark that
     * is drawn over its letter: {@code HIGHLY_RESTRICTIVE} (UTS #39, 5.2), as typed and in its compatibility form.
     */
    static boolean isOfOneScript(String name) {
        return !Tables.CHECKER.failsChecks(name) && !Tables.CHECKER.failsChecks(Unicode.nfkc(name));
    }

    /** Whether no letter has more than four nonspacing marks, or the same one twice in a row (UTS #39, 5.4). */
    static boolean hasFewMarks(String name) {
        int run = 0;
        int last = -1;
        for (int point :
                Normalizer.normalize(name, Normalizer.Form.NFD).codePoints().toArray()) {
            int type = Character.getType(point);
            boolean mark = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
            run = mark ? run + 1 : 0;
            if (run > MOST_MARKS || (mark && point == last)) {
                return false;
            }
            last = point;
        }
        return true;
    }

    /**
     * What a name looks like, as it was typed and in lower case: {@code PaypaI} is seen as {@code paypal}, and a user may write a name
     * in either form. Two names that share a skeleton are confusable. One or two texts, sorted.
     */
    static Set<String> skeletons(String name) {
        Set<String> skeletons = new TreeSet<>();
        skeletons.add(skeleton(Unicode.nfkc(name)));
        skeletons.add(skeleton(Names.key(name)));
        return skeletons;
    }

    /** Folded, so that what differs in case only is not told apart afterwards, and once more, because that is not its own skeleton. */
    private static String skeleton(String form) {
        return Unicode.fold(Tables.CHECKER.getSkeleton(form));
    }
}
