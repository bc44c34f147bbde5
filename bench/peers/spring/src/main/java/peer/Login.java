package peer;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
class Login {

    private final Map<String, String> users;
    private final PasswordEncoder passwords;
    private final JwtEncoder tokens;

    Login(PasswordEncoder passwords, JwtEncoder tokens) {
        this.passwords = passwords;
        this.tokens = tokens;
        this.users = Map.of("alice", passwords.encode("a raven on a writing desk"));
    }

    record Credentials(String username, String password) {}

    @PostMapping("/auth/login")
    Map<String, String> login(@RequestBody Credentials typed) {
        String hash = users.get(typed.username());
        if (hash == null || !passwords.matches(typed.password(), hash)) {
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
        }
        Instant now = Instant.now();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .subject(typed.username())
                .issuedAt(now)
                .expiresAt(now.plus(Duration.ofHours(1)))
                .build();
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.ES256).build();
        String token = tokens.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
        return Map.of("message", "Welcome " + typed.username() + "!", "token", token);
    }

    @GetMapping("/auth/me")
    Map<String, String> me(@AuthenticationPrincipal Jwt token) {
        return Map.of("username", token.getSubject());
    }
}
