// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.SessionId;
import dev.guestpass.conversion.ConversionReceipt;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/** Sign-in where the application has no chain of ours, or no users. */
class PlainAccountLoginTest {

    private final GenericApplicationContext context = new GenericApplicationContext();
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    private void logIn() {
        context.refresh();
        ConversionReceipt receipt = new ConversionReceipt(
                "c", new SessionId("session-1"), "A-1", "alice", ConversionReceipt.Kind.PROMOTED, Instant.EPOCH);
        new SecurityContextAccountLogin(context, "ROLE_CUSTOMER").logIn(request, response, receipt);
    }

    private Authentication kept(SecurityContextRepository repository) {
        return repository.loadDeferredContext(request).get().getAuthentication();
    }

    private void users(UserDetails user) {
        context.registerBean(UserDetailsService.class, () -> new InMemoryUserDetailsManager(user));
    }

    @AfterEach
    void nothingIsLeftOnTheThread() {
        assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
        context.close();
    }

    @Test
    void logInWhenThereAreNoUsersThenAccountWithTheConfiguredAuthority() {
        logIn();

        Authentication kept = kept(new HttpSessionSecurityContextRepository());
        assertThat(kept.isAuthenticated()).isTrue();
        assertThat(kept.getName()).isEqualTo("alice");
        assertThat(kept.getAuthorities()).extracting(Object::toString).containsExactly("ROLE_CUSTOMER");
    }

    @Test
    void logInWhenThereIsAUserThenTheirAuthoritiesAndNoPassword() {
        users(User.withUsername("alice").password("{noop}secret").roles("ADMIN").build());

        logIn();

        Authentication kept = kept(new HttpSessionSecurityContextRepository());
        assertThat(kept.getAuthorities()).extracting(Object::toString).contains("ROLE_ADMIN");
        assertThat(kept.getCredentials()).isNull();
        assertThat(((UserDetails) kept.getPrincipal()).getPassword()).isNull();
    }

    @Test
    void logInWhenUserIsDisabledThenRefusedAndNothingIsKept() {
        users(User.withUsername("alice").password("x").disabled(true).build());

        assertThatThrownBy(this::logIn).isInstanceOf(DisabledException.class);

        assertThat(request.getSession(false)).isNull();
    }

    @Test
    void logInWhenLoginsAreKeptElsewhereThenNoHttpSession() {
        SecurityContextRepository elsewhere = new RequestAttributeSecurityContextRepository();
        context.registerBean(SecurityContextRepository.class, () -> elsewhere);

        logIn();

        assertThat(kept(elsewhere).getName()).isEqualTo("alice");
        assertThat(request.getSession(false)).isNull();
    }

    @Test
    void logInWhenThereWasASessionThenItsIdIsAnother() {
        String planted = request.getSession().getId();
        request.setRequestedSessionId(planted);
        request.setRequestedSessionIdValid(true);

        logIn();

        assertThat(request.getSession(false).getId()).isNotEqualTo(planted);
    }
}
