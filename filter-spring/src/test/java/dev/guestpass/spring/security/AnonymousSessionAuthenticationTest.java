// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guestpass.key.TestKeys;
import dev.guestpass.servlet.AnonymousSession;
import dev.guestpass.servlet.AnonymousSessionFilter;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.store.InMemorySessionStore;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AnonymousAuthenticationProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.authority.AuthorityUtils;

class AnonymousSessionAuthenticationTest {

    private final AnonymousAuthenticationToken nobody =
            new AnonymousAuthenticationToken("key", "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_A"));

    private AnonymousSession session;
    private AnonymousSessionAuthentication visitor;

    @BeforeEach
    void visit() throws ServletException, IOException {
        nobody.setDetails("details");
        session = newSession();
        visitor = new AnonymousSessionAuthentication(nobody, session);
    }

    private static AnonymousSession newSession() throws ServletException, IOException {
        AnonymousSessions sessions = AnonymousSessions.builder(
                        TestKeys.source(), InMemorySessionStore.builder().build())
                .build();
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        AnonymousSessionFilter.builder(sessions)
                .build()
                .doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
        return AnonymousSession.from(request);
    }

    @Test
    void newWhenInPlaceOfSpringsOwnThenSameAuthoritiesAndDetails() {
        assertThat(visitor.getAuthorities()).isEqualTo(nobody.getAuthorities());
        assertThat(visitor.getDetails()).isEqualTo("details");
        assertThat(visitor.getCredentials()).isEqualTo("");
        assertThat(visitor.isAuthenticated()).isTrue();
    }

    @Test
    void getPrincipalWhenAskedThenTheVisitor() {
        assertThat(visitor.getPrincipal()).isEqualTo(session.principal());
        assertThat(visitor.getName()).isEqualTo(session.principal().subject());
    }

    @Test
    void isAnonymousWhenSpringJudgesThenTrue() {
        AuthenticationTrustResolverImpl trust = new AuthenticationTrustResolverImpl();

        assertThat(trust.isAnonymous(visitor)).isTrue();
        assertThat(trust.isFullyAuthenticated(visitor)).isFalse();
    }

    @Test
    void authenticateWhenByTheProviderOfTheChainThenAccepted() {
        assertThat(new AnonymousAuthenticationProvider("key").authenticate(visitor))
                .isSameAs(visitor);
    }

    @Test
    void equalsWhenSameSessionThenEqual() throws ServletException, IOException {
        AnonymousSessionAuthentication same = new AnonymousSessionAuthentication(nobody, session);

        assertThat(visitor).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(visitor).isNotEqualTo(new AnonymousSessionAuthentication(nobody, newSession()));
        assertThat(visitor).isNotEqualTo(nobody);
    }

    @Test
    void toStringWhenLoggedThenTellsNobody() {
        assertThat(visitor.toString())
                .isEqualTo("AnonymousSessionAuthentication[ROLE_A]")
                .doesNotContain(session.principal().subject());
    }
}
