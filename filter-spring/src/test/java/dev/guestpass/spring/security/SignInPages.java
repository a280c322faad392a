// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.spring.Logins;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Pages on which the application signs a person in by itself, by each way that is in use. */
@RestController
public class SignInPages {

    private final SecurityContextRepository own = new HttpSessionSecurityContextRepository();
    private final MainChain.ChainRepository chain;

    SignInPages(MainChain.ChainRepository chain) {
        this.chain = chain;
    }

    @PostMapping("/sign-in/servlet")
    String byServletApi(@RequestParam("name") String name, HttpServletRequest request) throws ServletException {
        request.login(name, Logins.PASSWORD);
        return "signed in";
    }

    @PostMapping("/sign-in/shared")
    String byRepositoryOfTheChain(
            @RequestParam("name") String name, HttpServletRequest request, HttpServletResponse response) {
        chain.value().saveContext(signIn(name), request, response);
        return "signed in";
    }

    @PostMapping("/sign-in/own")
    String byRepositoryOfItsOwn(
            @RequestParam("name") String name, HttpServletRequest request, HttpServletResponse response) {
        own.saveContext(signIn(name), request, response);
        return "signed in";
    }

    @PostMapping("/sign-in/sign-up")
    String signUp(
            AnonymousPrincipal visitor,
            @RequestParam("name") String name,
            HttpServletRequest request,
            HttpServletResponse response) {
        chain.value().saveContext(signIn(name), request, response);
        return visitor.subject();
    }

    private static SecurityContext signIn(String name) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                name, "", AuthorityUtils.createAuthorityList("ROLE_USER")));
        SecurityContextHolder.setContext(context);
        return context;
    }
}
