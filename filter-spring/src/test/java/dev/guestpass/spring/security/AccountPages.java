// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.spring.VisitorPages;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.EventListener;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.annotation.CurrentSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pages that tell what Spring Security thinks of who is there. */
@RestController
public class AccountPages {

    private final List<Authentication> refused = new CopyOnWriteArrayList<>();

    List<Authentication> refused() {
        return refused;
    }

    @EventListener
    void hear(AuthorizationDeniedEvent<?> event) {
        refused.add(event.getAuthentication().get());
    }

    @GetMapping("/context")
    String context(@CurrentSecurityContext SecurityContext context) {
        Authentication authentication = context.getAuthentication();
        return authentication.getClass().getSimpleName() + ' ' + authentication.getName();
    }

    @GetMapping("/principal")
    String principal(Principal principal) {
        return String.valueOf(principal);
    }

    @GetMapping("/annotated")
    String annotated(@AuthenticationPrincipal AnonymousPrincipal visitor) {
        return visitor == null ? "null" : VisitorPages.tell(visitor);
    }

    @GetMapping("/user")
    String user(HttpServletRequest request) {
        return request.getRemoteUser()
                + '|'
                + request.getUserPrincipal()
                + '|'
                + request.isUserInRole("ADMIN")
                + '|'
                + request.isUserInRole("ANONYMOUS");
    }

    @GetMapping({"/name", "/api/name", "/limited/name"})
    String name(HttpServletRequest request) {
        return String.valueOf(request.getRemoteUser());
    }

    @GetMapping({"/authentication", "/guests/authentication", "/nobody/authentication", "/plain/authentication"})
    String authentication() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null
                ? "null"
                : (authentication instanceof AnonymousAuthenticationToken) + "|" + authentication.getName() + '|'
                        + authentication.getAuthorities();
    }

    @GetMapping("/rules/method-anonymous")
    @PreAuthorize("isAnonymous()")
    public String forVisitors() {
        return "page";
    }

    @GetMapping("/rules/method-authenticated")
    @PreAuthorize("isAuthenticated()")
    public String forAccounts() {
        return "page";
    }

    @GetMapping("/rules/method-role-user")
    @PreAuthorize("hasRole('USER')")
    public String forUsers() {
        return "page";
    }

    @GetMapping("/form/token")
    String csrfToken(CsrfToken token) {
        return token.getToken();
    }

    @PostMapping("/form/post")
    String post() {
        return "posted";
    }
}
