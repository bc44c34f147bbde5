package dev.latchkey.userimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTimeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1614962116",
                "1614962116000",
                "2021-03-05T16:35:16Z",
                "2021-03-05T16:35:16.000Z",
                "2021-03-05T17:35:16+01:00",
                "2021-03-05 16:35:16",
                "2021-03-05 16:35:16+00",
                "2021-03-05 22:05:16+0530",
                "2021-03-05 16:35:16 UTC",
                "2021-03-05 16:35:16.0000000 +00:00",
                " 2021-03-05 16:35:16.000000+00 "
            })
    void isReadAsSystemsWriteIt(String text) {
        assertThat(SourceTime.read(text)).isEqualTo(Instant.parse("2021-03-05T16:35:16Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "never",
                "infinity",
                "0000-00-00 00:00:00",
                "2021-02-30",
                "05/03/2021",
                "-1",
                "99999999999999999999"
            })
    void whatIsNoTimeIsNone(String text) {
        assertThat(SourceTime.read(text)).isNull();
    }
}
