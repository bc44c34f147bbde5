package dev.latchkey;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The calls that tests make again and again, as a front end would make them. */
public final class Api {

    public static final String PASSWORD = "a raven on a writing desk";

    private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime());

    private Api() {}

    /** A user name that no other test uses. */
    public static String newName() {
        return "user" + NUMBER.incrementAndGet();
    }

    /** Registers a person with {@link #PASSWORD} and gives the name back. */
    public static String registered() {
        String name = newName();
        register(name, PASSWORD).then().statusCode(201);
        return name;
    }

    public static Response register(String name, String password) {
        return json(Map.of("username", name, "password", password)).post("/auth/register");
    }

    public static Response login(String name, String password) {
        return json(Map.of("username", name, "password", password)).post("/auth/login");
    }

    /** The token of a person with {@link #PASSWORD}. */
    public static String token(String name) {
        return login(name, PASSWORD).then().statusCode(200).extract().path("token");
    }

    public static RequestSpecification json(Object body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    public static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    public static RequestSpecification as(String token, Object body) {
        return json(body).auth().oauth2(token);
    }
}
