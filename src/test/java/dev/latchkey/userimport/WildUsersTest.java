package dev.latchkey.userimport;

import static dev.latchkey.userimport.ExportReading.BCRYPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** E1: users as each system's tools write them, including rare cases. No line has a role. */
@QuarkusTest
class WildUsersTest {

    private static final String PHONE = ": signs in by phone and has no e-mail address, and so no name to sign in with";

    @Inject
    ImportRows rows;

    static Stream<Arguments> files() {
        return Stream.concat(services(), tables());
    }

    private static Stream<Arguments> services() {
        return Stream.of(
                Arguments.of(SourceSystem.KEYCLOAK, """
                        {"id":"x","realm":"shop","users":[
                        {"username":"admin","enabled":true,"email":"","emailVerified":true,"realmRoles":["admin"],"groups":["/a"],
                         "credentials":[{"type":"password","value":"plain","temporary":true}]},
                        {"username":"ldap-bob","email":"b@example.org","emailVerified":"true","federationLink":"1","enabled":"true",
                         "createdTimestamp":"1614962196775","requiredActions":["VERIFY_EMAIL"]},
                        {"email":"c@example.org","enabled":1},
                        {"username":"dave","credentials":null,"requiredActions":null},
                        {"id":"f:1:erin"}, {"username":"service-account-x","enabled":true}]}""", """
                        admin unverified active no-password
                        ldap-bob unverified active no-password
                        c@example.org unverified active no-password
                        dave unverified disabled no-password
                        skipped 5 erin: is kept by another store (user federation), and the file has only what Keycloak adds
                        skipped 6 service-account-x: is the service account of a client, and no user"""),
                Arguments.of(SourceSystem.AUTH0, """
                        {"_id":{"$oid":"1"},"email":"a@example.org","email_verified":true,"passwordHash":"%p","connection":"Users"}
                        {"user_id":"sms|1","phone_number":"+15555550100","phone_verified":true,"identities":[{"provider":"sms"}]}
                        {"user_id":"google-oauth2|1","email":"b@example.org","email_verified":true,"app_metadata":{"roles":["admin"]}}
                        {"user_id":"auth0|2","username":"carol","passwordHash":null,"blocked":"true","last_password_reset":{}}""", """
                        a@example.org verified active password
                        skipped 2 sms|1%phone
                        b@example.org verified active no-password
                        carol unverified disabled no-password"""),
                Arguments.of(SourceSystem.SUPABASE, """
                        {"users":[{"id":"1","role":"service_role","email":"a@example.org","email_confirmed_at":"","confirmed_at":"2021-03-05T16:35:16Z","phone":""},
                        {"id":"2","email":"","phone":"15555550100","is_anonymous":false},{"id":"3","email":"","phone":"","is_anonymous":true},
                        {"id":"4","email":"b@example.org","email_confirmed_at":"2021-03-05T16:35:16.775432Z","banned_until":"2999-01-01T00:00:00Z"}],"aud":"authenticated"}""", """
                        a@example.org unverified active no-password
                        skipped 2 2%phone
                        skipped 3 3: is anonymous, and has nothing to sign in with
                        b@example.org verified disabled no-password"""),
                Arguments.of(SourceSystem.BETTER_AUTH, """
                        [{"_id":{"$oid":"1"},"email":"a@example.org","emailVerified":true,"role":"admin","createdAt":{"$date":"2021-03-05T16:35:16Z"},
                         "accounts":[{"providerId":"google","password":null},{"providerId":"credential","password":"%p"}]},
                        {"email":"b@example.org","emailVerified":0,"banned":true,"banExpires":1614962116000,"accounts":[]}]""", """
                        a@example.org verified active password
                        b@example.org unverified active no-password"""));
    }

    private static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of(SourceSystem.DEVISE, """
                        ID,Encrypted_Password,EMAIL,confirmed_at,unconfirmed_email,provider,failed_attempts,admin
                        1,"",a@example.org,2021-03-05 16:35:16.775,,google,0,t
                        2,%p,b@example.org,,new@example.org,,9,f
                        3,%p,"b@example.org ",2021-03-05 16:35:16.775,,,0,f
                        4,%p,,,c@example.org,,0,f
                        """, """
                        a@example.org verified active no-password
                        b@example.org unverified active password
                        b@example.org verified active password
                        refused 4 : username must have 3 to 64 letters, digits or . _ - @ +"""),
                Arguments.of(SourceSystem.WORDPRESS, """
                        "ID";"user_login";"user_pass";"user_email";"user_registered";"user_status";"display_name"
                        "1";"admin";"%p";"a@example.org";"0000-00-00 00:00:00";"0";"O""Neil; ""the"" admin"
                        "2";"j\u00fcrgen";"";"j@example.org";"2021-03-05 16:35:16";"0";NULL
                        "3";"bob smith";"%p";"b@example.org";"05/03/2021";"0";""
                        "4";"carol";"*";"c@example.org";"2021-03-05 16:35:16";"0";""
                        """, """
                        admin unverified active password
                        j\u00fcrgen unverified active no-password
                        refused 3 bob?smith: username must have 3 to 64 letters, digits or . _ - @ +
                        refused 4 carol: passwordHash must be of bcrypt, Argon2id, Argon2i, scrypt, PBKDF2 or phpass"""),
                Arguments.of(SourceSystem.ASPNET, """
                        Email,EmailConfirmed,LockoutEnabled,LockoutEnd,NormalizedUserName,PasswordHash,PhoneNumber,UserName
                        a@example.org,True,True,NULL,ALICE,NULL,NULL,alice
                        b@example.org,False,False,9999-12-31 23:59:59.9999999 +00:00,B,NULL,NULL,b@example.org
                        NULL,True,True,NULL,NULL,NULL,+15555550100,NULL
                        """, """
                        alice verified active no-password
                        b@example.org unverified disabled no-password
                        skipped 3 %phone"""),
                Arguments.of(SourceSystem.LARAVEL, """
                        {"type":"header","version":"5.2.1"}
                        {"id":1,"email":"A@Example.org","password":"%p","email_verified_at":"3/5/2021 16:35","is_admin":1}
                        {"id":"2","email":"b@example.org","password":"%p","email_verified_at":null,"deleted_at":"2021-03-05"}""", """
                        A@Example.org unverified active password
                        skipped 2 b@example.org: was deleted there"""),
                Arguments.of(SourceSystem.DJANGO, """
                        [{"model":"shop.customuser","fields":{"email":"a@example.org","password":"!","is_superuser":true,"is_active":true}},
                        {"model":"shop.customuser","fields":{"username":"bobby","email":"","password":"bcrypt$%p","is_active":"False"}},
                        {"model":"shop.customuser","fields":{"username":"carol","password":""}}]""", """
                        a@example.org unverified active no-password
                        bobby unverified disabled password
                        carol unverified active no-password"""));
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachUserIsReadOrNamed(SourceSystem system, String file, String expected) throws IOException {
        assertThat(new ExportReading(rows).read(system, file.replace("%p", BCRYPT)))
                .containsExactly(expected.replace("%phone", PHONE).split("\n"));
    }
}
