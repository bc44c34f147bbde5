package dev.latchkey.http;

import static dev.latchkey.Api.as;
import static dev.latchkey.Api.registered;
import static dev.latchkey.Api.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Sockets;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CVE-2026-87743, CVE-2026-50559 and similar faults: only the canonical form of a path is routed. */
@QuarkusTest
class CanonicalPathTest {

    @TestHTTPResource
    URI service;

    @ParameterizedTest
    @DisplayName(
            "a path that is written in another way is 404, before any filter looks, for those who may and those who may not")
    @ValueSource(
            strings = {
                "/admin/users/",
                "//admin/users",
                "/admin//users",
                "/admin/users//",
                "/admin/./users",
                "/admin/../admin/users",
                "/auth/../admin/users",
                "/admin/users/.",
                "/admin/users/..",
                "/./admin/users",
                "/admin;x=1/users",
                "/admin/users;x",
                "/admin/users;jsessionid=1",
                "/admin%3b/users",
                "/admin%3B/users",
                "/admin%2fusers",
                "/admin%2Fusers",
                "/admin/%2e/users",
                "/admin/%2E%2E/admin/users",
                "/admin/.%2e/admin/users",
                "/admin%5cusers",
                "/%61dmin/users",
                "/admin/use%72s",
                "/auth/login/",
                "/auth//login",
                "/.well-known/jwks.json/",
                "/.well-known/./jwks.json",
                "/latchkey.js;v=1"
            })
    void everyOtherFormIsNotFound(String path) {
        assertThat(status("GET " + path, "")).isEqualTo("404");
        assertThat(status("POST " + path, "Origin: https://evil.example\r\nContent-Length: 0\r\n"))
                .isEqualTo("404");
    }

    @ParameterizedTest
    @DisplayName("a path that is no path of a URI at all is 400")
    @ValueSource(
            strings = {
                "/admin\\users",
                "/admin/users%zz",
                "/admin/users{x}",
                "/admin/users%00",
                "/admin/users%20",
                "/admin/users%09",
                "/admin/users%",
                "/admin/users%c3%28",
                "/admin/users\u00e9"
            })
    void whatIsNoPathIsMalformed(String path) {
        assertThat(status("GET " + path, "")).isIn("400", "404");
    }

    @Test
    @DisplayName("the canonical path is served, with any query, and in the absolute form that proxies send")
    void theCanonicalPathIsServed() {
        String admin = "Authorization: Bearer " + token(registered()) + "\r\n";

        assertThat(status("GET /auth/me", admin)).isEqualTo("200");
        assertThat(status("GET /auth/me?a=//..;%2e/", admin)).isEqualTo("200");
        assertThat(status("GET http://localhost/auth/me", admin)).isEqualTo("200");
        assertThat(status("GET /admin/users", admin)).isEqualTo("403");
        as(token(registered())).get("/auth/me/").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "/a/b.c", "/.well-known/x", "/a/...", "/a/.b", "/a/b..", "/~a/b_c-d"})
    void canonical(String path) {
        assertThat(CanonicalPath.isCanonical(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "a", "//", "/a/", "/a//b", "/.", "/..", "/a/.", "/a/../b", "/a b", "/a%41", "/a;b", "*", "/a+b"
            })
    void notCanonical(String path) {
        assertThat(CanonicalPath.isCanonical(path)).isFalse();
        assertThat(CanonicalPath.isCanonical(null)).isFalse();
    }

    private String status(String request, String headers) {
        try (Sockets sockets = new Sockets(service)) {
            Socket caller = sockets.send(request + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
            return Sockets.until(caller, "\r\n").split(" ", 3)[1];
        }
    }
}
