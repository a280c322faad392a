// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import dev.guestpass.conversion.VerifiedLogin;
import dev.guestpass.servlet.AnonymousSession;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Verifies an e-mail address, as far as these tests need: whoever asks has proven it. */
@RestController
public class VerifyPages {

    private static final VerifiedLogin MAIL =
            VerifiedLogin.trustingTheApplicationToHaveVerified(VerifiedLogin.Type.EMAIL, "alice@example.com");

    private final List<String> successes = new CopyOnWriteArrayList<>();

    List<String> successes() {
        return successes;
    }

    @EventListener
    void hear(AuthenticationSuccessEvent event) {
        successes.add(event.getAuthentication().getName());
    }

    @PostMapping({"/verify", "/limited/verify", "/form/verify"})
    String verify(HttpServletRequest request) {
        return verified(request) + name();
    }

    @GetMapping("/make-session")
    String makeSession(HttpSession session) {
        session.setAttribute("kept", "kept");
        return session.getId();
    }

    @GetMapping("/session-attribute")
    String sessionAttribute(HttpSession session) {
        return String.valueOf(session.getAttribute("kept"));
    }

    private static String verified(HttpServletRequest request) {
        AnonymousSession session = AnonymousSession.from(request);
        String outcome = session.convertAndLogIn(MAIL).getClass().getSimpleName();
        return outcome + ' ' + session.isSignedIn() + ' ';
    }

    private static String name() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null ? "nobody" : authentication.getName();
    }

    /** Answers before Spring Security has seen the request, as the library's own endpoints do. */
    @Bean
    static FilterRegistrationBean<Filter> verifiesOutsideOfTheChain() {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(
                (request, response, chain) -> answer((HttpServletRequest) request, (HttpServletResponse) response));
        registration.addUrlPatterns("/outside/*");
        registration.setOrder(-105);
        return registration;
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(verified(request) + name());
    }
}
