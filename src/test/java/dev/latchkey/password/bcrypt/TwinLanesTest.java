package dev.latchkey.password.bcrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwinLanesTest {

    private static final int PAIRS = 400;

    private static final HexFormat HEX = HexFormat.of();

    private final Random random = new Random(5);

    /** A password, its hash, and whether the two belong together. */
    private record Case(String passwordInHex, BcryptHash hash, boolean right) {
        BcryptJob job(int leastWork) {
            return hash.jobFor(HEX.parseHex(passwordInHex), leastWork);
        }
    }

    /** The vectors that came with OpenBSD's bcrypt. */
    @ParameterizedTest
    @CsvSource({
        "'',$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.",
        "'',$2a$08$HqWuK6/Ng6sg9gQzbLrgb.Tl.ZHfXLhvt/SgVyWhQqgqcZ7ZuUtye",
        "a,$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe",
        "abc,$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
        "abcdefghijklmnopqrstuvwxyz,$2a$06$.rCVZVOThsIa97pEDOxvGuRRgzG64bvtJ0938xuqzv18d3ZpQhstC",
        "'~!@#$%^&*()      ~!@#$%^&*()PNBFRD',$2a$06$fPIsBO8qRqkjj273rfaOI.HtSV9jLDpTbZn782DC6/t7qT67P6FfO"
    })
    void agreesWithThePublishedVectors(String password, String expected) {
        BcryptHash hash = BcryptHash.parse(expected).orElseThrow();
        BcryptJob single = hash.jobFor(password.getBytes(StandardCharsets.US_ASCII), 0);
        BcryptJob wrong = hash.jobFor(new byte[] {'x'}, 0);
        BcryptJob right = hash.jobFor(password.getBytes(StandardCharsets.US_ASCII), 0);

        TwinLanes.compute(single);
        TwinLanes.compute(wrong, right);

        assertThat(hash.isOf(single)).isTrue();
        assertThat(hash.isOf(wrong)).isFalse();
        assertThat(hash.isOf(right)).isTrue();
    }

    /** Lines of a password in hexadecimal and its hash, made by crypt(3) of libxcrypt: all lengths from 0 to 72, all bytes but NUL. */
    @Test
    void agreesWithTheCLibrary() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/bcrypt/crypt3.txt"))) {
            String[] parts = line.split(" ", -1);
            BcryptHash hash = BcryptHash.parse(parts[1]).orElseThrow();
            byte[] password = HEX.parseHex(parts[0]);
            cases.add(new Case(parts[0], hash, true));
            if (password.length > 0) {
                byte[] other = password.clone();
                other[random.nextInt(other.length)] ^= 0x55;
                cases.add(new Case(HEX.formatHex(withoutNul(other)), hash, false));
            }
        }

        assertThat(cases).hasSizeGreaterThan(590).allSatisfy(each -> {
            BcryptJob job = each.job(0);
            TwinLanes.compute(job);
            assertThat(each.hash().isOf(job)).isEqualTo(each.right());
        });
        assertThat(mistakes(cases, TwinLanes::compute)).isEmpty();
    }

    @Test
    void agreesWithElytronAloneAndInPairs() {
        List<Case> cases =
                IntStream.range(0, 2 * PAIRS).mapToObj(i -> madeByElytron()).toList();

        assertThat(mistakes(cases, TwinLanes::compute)).isEmpty();
        assertThat(cases).allSatisfy(each -> {
            BcryptJob job = each.job(0);
            TwinLanes.compute(job);
            assertThat(each.hash().isOf(job)).isEqualTo(each.right());
        });
    }

    /** Checks that the test above would notice swapped results, a fault that would let an attacker sign in. */
    @Test
    void theComparisonAboveWouldSeeResultsThatWereSwapped() {
        List<Case> cases =
                IntStream.range(0, 200).mapToObj(i -> madeByElytron()).toList();

        assertThat(mistakes(cases, (a, b) -> {
                    BcryptJob first = new BcryptJob(a.password(), a.salt(), a.cost(), a.work());
                    BcryptJob second = new BcryptJob(b.password(), b.salt(), b.cost(), b.work());
                    TwinLanes.compute(first, second);
                    a.complete(second.hash());
                    b.complete(first.hash());
                }))
                .isNotEmpty();
    }

    @Test
    void pairsOnlyTwoJobsOfTheSameWork() {
        BcryptJob four = new BcryptJob(new byte[] {1}, new byte[16], 4);
        BcryptJob five = new BcryptJob(new byte[] {1}, new byte[16], 5);

        assertThatThrownBy(() -> TwinLanes.compute(four, five)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TwinLanes.compute(four, four)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesOnlyWhatBcryptReadsInFull() {
        assertThatThrownBy(() -> new BcryptJob(new byte[73], new byte[16], 4)).hasMessageContaining("72");
        assertThatThrownBy(() -> new BcryptJob(new byte[] {'a', 0}, new byte[16], 4))
                .hasMessageContaining("NUL");
        assertThatThrownBy(() -> new BcryptJob(new byte[] {1}, new byte[15], 4)).hasMessageContaining("16");
        assertThatThrownBy(() -> new BcryptJob(new byte[] {1}, new byte[16], 3)).hasMessageContaining("cost");
        assertThatThrownBy(() -> new BcryptJob(new byte[] {1}, new byte[16], 31))
                .hasMessageContaining("cost");
    }

    @Test
    void aJobIsComputedOnceAndForgetsItsPassword() {
        byte[] typed = {'s', 'e', 'c', 'r', 'e', 't'};
        BcryptJob job = new BcryptJob(typed, new byte[16], 4);
        assertThatThrownBy(job::hash).isInstanceOf(IllegalStateException.class);
        byte[] kept = job.password();

        TwinLanes.compute(job);

        assertThat(kept).containsOnly(0);
        assertThat(typed).isEqualTo("secret".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> TwinLanes.compute(job)).isInstanceOf(IllegalStateException.class);
    }

    /** Returns the cases whose verdict is wrong when each is computed in a pair with any other one. */
    private List<Case> mistakes(List<Case> cases, BiConsumer<BcryptJob, BcryptJob> pair) {
        List<Case> shuffled = new ArrayList<>(cases);
        Collections.shuffle(shuffled, random);
        List<Case> mistakes = new ArrayList<>();
        for (List<Case> sameCost : shuffled.stream()
                .collect(Collectors.groupingBy(each -> each.job(0).cost()))
                .values()) {
            mistakes.addAll(mistakes(sameCost, 0, pair));
        }
        // of any cost, with the work of the highest
        mistakes.addAll(mistakes(shuffled, 6, pair));
        return mistakes;
    }

    private static List<Case> mistakes(List<Case> cases, int leastWork, BiConsumer<BcryptJob, BcryptJob> pair) {
        List<Case> mistakes = new ArrayList<>();
        for (int i = 0; i + 1 < cases.size(); i += 2) {
            List<Case> two = cases.subList(i, i + 2);
            List<BcryptJob> jobs = two.stream().map(each -> each.job(leastWork)).toList();
            pair.accept(jobs.get(0), jobs.get(1));
            for (int lane = 0; lane < 2; lane++) {
                if (two.get(lane).hash().isOf(jobs.get(lane)) != two.get(lane).right()) {
                    mistakes.add(two.get(lane));
                }
            }
        }
        return mistakes;
    }

    /** Creates a case in ASCII, which Elytron's normalisation does not change. */
    private Case madeByElytron() {
        byte[] raw = new byte[random.nextInt(55)];
        random.nextBytes(raw);
        String password = Base64.getEncoder().withoutPadding().encodeToString(raw);
        password = password.substring(0, Math.min(72, password.length()));
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        String hash = BcryptUtil.bcryptHash(password, 4 + random.nextInt(3), salt);
        boolean right = random.nextBoolean();
        byte[] bytes = password.getBytes(StandardCharsets.US_ASCII);
        if (!right) {
            bytes = bytes.length == 0 ? new byte[] {'x'} : bytes;
            bytes[bytes.length - 1] ^= 1;
        }
        return new Case(HEX.formatHex(bytes), BcryptHash.parse(hash).orElseThrow(), right);
    }

    private static byte[] withoutNul(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                bytes[i] = 1;
            }
        }
        return bytes;
    }
}
