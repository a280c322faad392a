// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.DefaultAuthorizationManagerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.util.ClassUtils;

class AccountsTest {

    private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

    private static Authentication alice(String... factors) {
        return UsernamePasswordAuthenticationToken.authenticated(
                "alice", null, AuthorityUtils.createAuthorityList(factors));
    }

    private boolean isAccount(Authentication authentication) {
        return new Accounts(beans).in(new SecurityContextImpl(authentication)).isPresent();
    }

    @Test
    void inWhenNobodyIsThereThenNone() {
        assertThat(new Accounts(beans).in(new SecurityContextImpl())).isEmpty();
    }

    @Test
    void inWhenAnonymousThenNone() {
        assertThat(isAccount(new AnonymousAuthenticationToken(
                        "key", "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"))))
                .isFalse();
    }

    @Test
    void inWhenNotAuthenticatedThenNone() {
        assertThat(isAccount(UsernamePasswordAuthenticationToken.unauthenticated("alice", "pw")))
                .isFalse();
    }

    @Test
    void inWhenNoFactorIsRequiredThenAccount() {
        assertThat(isAccount(alice())).isTrue();
    }

    @Test
    void inWhenRulesRequireNothingMoreThenAccount() {
        assumeRules();
        RequiringFactors.none(beans);

        assertThat(isAccount(alice())).isTrue();
    }

    @Test
    void inWhenSecondFactorIsMissingThenNone() {
        assumeRules();
        RequiringFactors.second(beans);

        assertThat(isAccount(alice("FACTOR_PASSWORD"))).isFalse();
        assertThat(isAccount(alice("FACTOR_PASSWORD", "FACTOR_OTT"))).isTrue();
    }

    @Test
    void inWhenRulesFailThenNone() {
        assumeRules();
        RequiringFactors.broken(beans);

        assertThat(isAccount(alice("FACTOR_PASSWORD", "FACTOR_OTT"))).isFalse();
    }

    private static void assumeRules() {
        String rules = "org.springframework.security.authorization.AuthorizationManagerFactory";
        assumeTrue(ClassUtils.isPresent(rules, null), "Spring Security 6 knows no required factors");
    }

    /** Apart, because Spring Security 6 does not have its classes. */
    private static final class RequiringFactors {

        static void none(DefaultListableBeanFactory beans) {
            beans.registerSingleton("rules", new DefaultAuthorizationManagerFactory<>());
        }

        static void broken(DefaultListableBeanFactory beans) {
            DefaultAuthorizationManagerFactory<Object> rules = new DefaultAuthorizationManagerFactory<>();
            rules.setAdditionalAuthorization((authentication, object) -> {
                throw new IllegalStateException("broken");
            });
            beans.registerSingleton("rules", rules);
        }

        static void second(DefaultListableBeanFactory beans) {
            DefaultAuthorizationManagerFactory<Object> rules = new DefaultAuthorizationManagerFactory<>();
            rules.setAdditionalAuthorization(AuthorityAuthorizationManager.hasAuthority("FACTOR_OTT"));
            beans.registerSingleton("rules", rules);
        }
    }
}
