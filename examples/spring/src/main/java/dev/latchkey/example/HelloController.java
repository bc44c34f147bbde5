package dev.latchkey.example;

import java.security.Principal;
import java.util.Map;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Greets whoever may read their account. */
@RestController
class HelloController {

    @GetMapping("/hello")
    @PreAuthorize("hasAuthority('account:read')")
    Map<String, String> hello(Principal caller) {
        return Map.of("hello", caller.getName());
    }
}
