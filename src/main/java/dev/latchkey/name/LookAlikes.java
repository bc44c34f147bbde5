package dev.latchkey.name;

import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.SpoofChecker.RestrictionLevel;
import dev.latchkey.text.Unicode;
import java.text.Normalizer;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds user names that can be confused with others (UTS #39, Unicode Security Mechanisms), with ICU's data. The methods require names that
 * {@link Names#isUsername} accepts, and take linear time. Safe for use by several threads.
 */
public final class LookAlikes {

    /** UTS #39, 5.4: with more nonspacing marks in sequence, marks hide each other. */
    static final int MOST_MARKS = 4;

    private LookAlikes() {}

    /** Loads ICU's tables at the first check of a name instead of at startup, because this takes up to half a second. */
    private static final class Tables {

        static final SpoofChecker CHECKER = new SpoofChecker.Builder()
                .setChecks(SpoofChecker.RESTRICTION_LEVEL | SpoofChecker.MIXED_NUMBERS | SpoofChecker.HIDDEN_OVERLAY)
                .setRestrictionLevel(RestrictionLevel.HIGHLY_RESTRICTIVE)
                .build();
    }

    /**
     * Whether a name has letters of one script (or of Latin together with Chinese, Japanese or Korean), digits of one script and no mark
     * that overlays its letter. This is {@code HIGHLY_RESTRICTIVE} (UTS #39, 5.2), checked on the name as typed and on its compatibility
     * form.
     */
    static boolean isOfOneScript(String name) {
        return !Tables.CHECKER.failsChecks(name) && !Tables.CHECKER.failsChecks(Unicode.nfkc(name));
    }

    /** Whether each letter has at most four nonspacing marks and no mark twice in a row (UTS #39, 5.4). */
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
     * Returns the skeletons of a name as typed and in lower case, because a user may write it in either form: {@code PaypaI} looks like
     * {@code paypal}. Two names that share a skeleton are confusable.
     *
     * @param name a user name
     * @return one or two texts, sorted
     */
    public static Set<String> skeletons(String name) {
        Set<String> skeletons = new TreeSet<>();
        skeletons.add(skeleton(Unicode.nfkc(name)));
        skeletons.add(skeleton(Names.key(name)));
        return skeletons;
    }

    /**
     * Folds the skeleton, so that names that differ only in case are equal. A skeleton can contain upper case even if the name does not.
     */
    private static String skeleton(String form) {
        return Unicode.fold(Tables.CHECKER.getSkeleton(form));
    }
}
