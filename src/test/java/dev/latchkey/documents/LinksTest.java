package dev.latchkey.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every link from one file of the repository to another leads somewhere. */
class LinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("^[a-z]+:.*");
    private static final Pattern CODE_SPAN = Pattern.compile("`[^`]*`");

    @Test
    void everyFileAndSectionThatIsLinkedIsThere() throws IOException {
        int links = 0;
        for (Path page : Pages.all()) {
            String text = CODE_SPAN.matcher(Pages.withoutCode(page)).replaceAll("code");
            for (MatchResult link : LINK.matcher(text).results().toList()) {
                if (!ELSEWHERE.matcher(link.group(1)).matches()) {
                    check(page, link.group(1));
                    links++;
                }
            }
        }
        assertThat(links).isGreaterThan(60);
    }

    private static void check(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? page
                : page.toAbsolutePath().resolveSibling(parts[0]).normalize();
        assertThat(target).as("%s links to %s", page, link).exists();
        if (parts.length == 2) {
            assertThat(Pages.anchors(target)).as("%s links to %s", page, link).contains(parts[1]);
        }
    }
}
