// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.spring.security.AccountPages;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Method security, as the test of an application asks it. */
@SpringJUnitConfig
@WithAnonymousPrincipal
class WithAnonymousPrincipalTest {

    @Configuration(proxyBeanMethods = false)
    @EnableMethodSecurity
    @Import(AccountPages.class)
    static class Application {}

    @Autowired
    private AccountPages pages;

    private static AnonymousPrincipal visitor() {
        return (AnonymousPrincipal)
                SecurityContextHolder.getContext().getAuthentication().getPrincipal();
    }

    @Test
    void callWhenRuleAdmitsVisitorsThenAdmitted() {
        assertThat(pages.forVisitors()).isEqualTo("page");
        assertThat(visitor().subject()).isEqualTo("anonymous-visitor");
    }

    @Test
    void callWhenRuleWantsAnAccountThenRefused() {
        assertThatThrownBy(pages::forAccounts).isInstanceOf(AuthorizationDeniedException.class);
        assertThatThrownBy(pages::forUsers).isInstanceOf(AuthorizationDeniedException.class);
    }

    @Test
    @WithAnonymousPrincipal(subject = "A-1", claims = "cart=a=b", tenant = "T1", isTransient = true)
    void principalWhenDescribedThenAsDescribed() {
        assertThat(visitor())
                .returns("A-1", AnonymousPrincipal::getName)
                .returns(true, AnonymousPrincipal::isTransient);
        assertThat(visitor().claims().string("cart")).contains("a=b");
        assertThat(visitor().tenant()).contains("T1");
    }
}
