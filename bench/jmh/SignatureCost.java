package dev.latchkey.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.key.BenchedKeys;
import dev.latchkey.key.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures the service's signing and checking of tokens, and for each the JDK's signature alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SignatureCost {

    @Param({"ES256", "ES384", "RS256", "EdDSA"})
    public String algorithm;

    private AccessTokens tokens;
    private Subject subject;
    private String token;
    private byte[] input;
    private byte[] signature;
    private String jdkName;
    private PrivateKey privateKey;
    private PublicKey publicKey;

    @Setup
    public void prepare() throws Exception {
        SigningKeys keys = BenchedKeys.of(algorithm);
        tokens = BenchedTokens.of(keys);
        subject = subject();
        token = tokens.issue(subject).value();
        if (tokens.verify(token).isEmpty()) {
            throw new IllegalStateException("its own token is refused");
        }
        input = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
        privateKey = (PrivateKey) keys.signer().key();
        publicKey = (PublicKey) keys.verifier(keys.signer().kid()).orElseThrow().key();
        jdkName = switch (algorithm) {
            case "ES256" -> "SHA256withECDSAinP1363Format";
            case "ES384" -> "SHA384withECDSAinP1363Format";
            case "RS256" -> "SHA256withRSA";
            default -> "EdDSA";
        };
        signature = rawSign();
    }

    @Benchmark
    public String sign() {
        return tokens.issue(subject).value();
    }

    @Benchmark
    public byte[] rawSign() throws Exception {
        Signature raw = Signature.getInstance(jdkName);
        raw.initSign(privateKey);
        raw.update(input);
        return raw.sign();
    }

    @Benchmark
    public Object verify() {
        return tokens.verify(token).orElseThrow();
    }

    @Benchmark
    public boolean rawVerify() throws Exception {
        Signature raw = Signature.getInstance(jdkName);
        raw.initVerify(publicKey);
        raw.update(input);
        return raw.verify(signature);
    }

    private static Subject subject() {
        Instant now = Clock.systemUTC().instant();
        return new Subject(
                UUID.randomUUID(),
                "alice",
                List.of("user"),
                List.of("account:read", "account:write"),
                new ObjectMapper().createObjectNode(),
                new Subject.Session(
                        UUID.randomUUID(),
                        now,
                        List.of("pwd"),
                        now.plusSeconds(2_592_000),
                        new StatusReference(0, "http://localhost:8080/auth/status-lists/0")));
    }
}
