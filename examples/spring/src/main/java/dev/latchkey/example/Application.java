package dev.latchkey.example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

/** An API whose callers are signed in by Latchkey. Without more ado Spring Boot lets nobody in without a token. */
@SpringBootApplication
@EnableMethodSecurity
public class Application {

    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }
}
