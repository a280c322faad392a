// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.account;

import dev.guestpass.samples.checkout.visitor.Shopper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Makes an account and signs in to it. The cart is none of this page's business: Guestpass has {@link CartMover} hand it
 * over as soon as a request carries the login beside the anonymous session.
 */
@Controller
final class SignUpController {

    private final Customers customers;
    private final SignIn signIn;

    SignUpController(Customers customers, SignIn signIn) {
        this.customers = customers;
        this.signIn = signIn;
    }

    @GetMapping("/signup")
    String show(Shopper shopper) {
        return shopper.isSignedIn() ? "redirect:/account" : "signup";
    }

    @PostMapping("/signup")
    String signUp(
            Shopper shopper,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        NewCustomer customer = new NewCustomer(name, password);
        if (shopper.isSignedIn()) {
            return "redirect:/account";
        } else if (!customer.isAcceptable()) {
            return askAgain(HttpStatus.BAD_REQUEST, "isWrong", customer, response, page);
        }
        // Whether it was free: who repeats their own sign-up, by a double click for example, is let in.
        customers.create(customer.name(), customer.password(), shopper.owner());
        try {
            signIn.signIn(customer.name(), customer.password(), request, response);
            return "redirect:/account";
        } catch (AuthenticationException e) {
            return askAgain(HttpStatus.CONFLICT, "isTaken", customer, response, page);
        }
    }

    private static String askAgain(
            HttpStatus status, String problem, NewCustomer customer, HttpServletResponse response, Model page) {
        response.setStatus(status.value());
        page.addAttribute(problem, true);
        page.addAttribute("name", customer.name());
        return "signup";
    }
}
