package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileClaimsTest {

    @ParameterizedTest
    @ValueSource(strings = {"sub", "groups", "permissions", "iss", "sid", "status", "scope", "upn", "email_verified"})
    void aClaimWithAMeaningOfItsOwnCannotComeFromAProfile(String name) {
        TokenConfig config = new TokenConfig() {
            @Override
            public Duration lifetime() {
                return Duration.ofHours(1);
            }

            @Override
            public List<String> audience() {
                return List.of("latchkey");
            }

            @Override
            public Optional<List<String>> profileClaims() {
                return Optional.of(List.of("favoriteColor", name));
            }

            @Override
            public TokenType type() {
                return TokenType.JWT;
            }

            @Override
            public String clientId() {
                return "latchkey";
            }
        };

        assertThatThrownBy(() -> new ProfileClaims(config, new ObjectMapper()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("latchkey.token.profile-claims")
                .hasMessageContaining(name);
    }
}
