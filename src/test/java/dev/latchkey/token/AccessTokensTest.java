package dev.latchkey.token;

import static dev.latchkey.Api.PASSWORD;
import static dev.latchkey.Api.as;
import static dev.latchkey.Api.json;
import static dev.latchkey.Api.login;
import static dev.latchkey.Api.newName;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.Configured;
import dev.latchkey.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

/** Tests the token as another program sees it that has only the JWKS. */
@QuarkusTest
@TestProfile(Configured.class)
class AccessTokensTest {

    @Inject
    Database database;

    @Test
    void saysWhoCallsAndWhatIsPermitted() throws Exception {
        String name = registered();
        String id = as(token(name)).get("/auth/me").then().extract().path("id");

        JwtContext context = verified(token(name));
        JwtClaims claims = context.getJwtClaims();

        assertThat(context.getJoseObjects().get(0).getHeaders().getFullHeaderAsJsonString())
                .contains("\"typ\":\"JWT\"", "\"alg\":\"ES256\"", "\"kid\":");
        assertThat(claims.getIssuer()).isEqualTo("http://localhost:8081");
        assertThat(claims.getAudience()).containsExactlyInAnyOrder("latchkey", "shop");
        assertThat(claims.getSubject()).isEqualTo(id);
        assertThat(claims.getStringClaimValue("upn")).isEqualTo(name);
        assertThat(claims.getStringClaimValue("username")).isEqualTo(name);
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("user");
        assertThat(claims.getStringListClaimValue("permissions")).containsExactly("account:read", "account:write");
        assertThat(claims.getStringListClaimValue("amr")).containsExactly("pwd");
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isBetween(570L, 600L);
        assertThat(claims.getClaimValue("auth_time", Long.class))
                .isEqualTo(claims.getIssuedAt().getValue());
        assertThat(claims.getRawJson()).contains("\"status_list\":{\"idx\":");
        assertThat(claims.getJwtId()).matches(".{14}7.*");
        assertThat(claims.getClaimNames()).doesNotContain("email", "favoriteColor");
    }

    @Test
    void namesTheSessionRow() throws Exception {
        String name = registered();

        String sid = verified(token(name)).getJwtClaims().getStringClaimValue("sid");

        assertThat(database.text(
                        "select u.username from sessions s join users u on u.id = s.user_id"
                                + " where s.id::text = ? and s.ended_at is null and s.amr = 'pwd'",
                        sid))
                .isEqualTo(name);
    }

    @Test
    void carriesTheListedMembersOfTheProfileAndNoOthers() throws Exception {
        String name = newName();
        Map<String, Object> profile = Map.of(
                "favoriteColor",
                "blue",
                "address",
                Map.of("town", "Delft", "codes", List.of(1, 2.5, true)),
                "shoeSize",
                43,
                "sub",
                "somebody else",
                "groups",
                List.of("admin"));
        json(Map.of("username", name, "password", PASSWORD, "profile", profile))
                .post("/auth/register")
                .then()
                .statusCode(201);

        JwtClaims claims = verified(token(name)).getJwtClaims();

        assertThat(claims.getStringClaimValue("favoriteColor")).isEqualTo("blue");
        assertThat(claims.getClaimValue("address")).isEqualTo(Map.of("town", "Delft", "codes", List.of(1L, 2.5, true)));
        assertThat(claims.getClaimNames()).doesNotContain("shoeSize");
        assertThat(claims.getSubject()).isNotEqualTo("somebody else");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("user");
    }

    @Test
    void unitesThePermissionsOfAllRoles() throws Exception {
        String name = registered();
        database.run("insert into roles (name) values ('editor'), ('idle') on conflict do nothing");
        database.run("insert into role_permissions (role_name, permission)"
                + " values ('editor', 'article:write'), ('editor', 'account:read') on conflict do nothing");
        database.run(
                "insert into user_roles (user_id, role_name) select id, r from users, unnest(array['editor', 'idle']) r"
                        + " where username = ?",
                name);

        JwtClaims claims = verified(token(name)).getJwtClaims();

        assertThat(claims.getStringListClaimValue("groups")).containsExactlyInAnyOrder("editor", "idle", "user");
        assertThat(claims.getStringListClaimValue("permissions"))
                .containsExactly("account:read", "account:write", "article:write");
        as(token(name)).get("/auth/me").then().body("roles", equalTo(List.of("editor", "idle", "user")));
    }

    private static JwtContext verified(String token) throws Exception {
        String jwks = given().get("/.well-known/jwks.json").asString();
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(new JsonWebKeySet(jwks).getJsonWebKeys()))
                .setExpectedIssuer("http://localhost:8081")
                .setExpectedAudience("shop")
                .setRequireExpirationTime()
                .build();
        return consumer.process(token);
    }

    @Test
    void tokensOfOneMomentDoNotEndInOne() {
        String name = registered();

        Set<Integer> lives = IntStream.range(0, 8)
                .mapToObj(i -> login(name, PASSWORD).<Integer>path("expiresIn"))
                .collect(Collectors.toSet());

        // 30 different lifetimes are possible; eight are equal once in 2 × 10^10 runs
        assertThat(lives).hasSizeGreaterThan(1).allMatch(life -> life >= 570 && life <= 600);
    }
}
