// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.spring.VisitorPages;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pages that tell what Spring Security thinks of who is there. */
@RestController
public class AccountPages {

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

    @GetMapping("/method/anonymous")
    @PreAuthorize("isAnonymous()")
    public String forVisitors() {
        return "page";
    }

    @GetMapping("/method/authenticated")
    @PreAuthorize("isAuthenticated()")
    public String forAccounts() {
        return "page";
    }

    @GetMapping("/method/role")
    @PreAuthorize("hasRole('ADMIN')")
    public String forAdministrators() {
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
