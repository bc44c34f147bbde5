package dev.latchkey.password.bcrypt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PiTest {

    /** The words as Blowfish's tables print them: the first of P, the last of P, the last of the last S-box. */
    @Test
    void givesTheWordsOfBlowfish() {
        int[] words = Pi.fraction(1042);

        assertThat(words).hasSize(1042).startsWith(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344);
        assertThat(words[17]).isEqualTo(0x8979fb1b);
        assertThat(words[18]).isEqualTo(0xd1310ba6);
        assertThat(words[1041]).isEqualTo(0x3ac372e6);
    }
}
