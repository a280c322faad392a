// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import dev.guestpass.spring.security.AccountPages;
import dev.guestpass.spring.security.MainChain;
import dev.guestpass.spring.security.PasswordlessChain;
import dev.guestpass.spring.security.ReplaceableLogins;
import dev.guestpass.spring.security.RulesChain;
import dev.guestpass.spring.security.SideChains;
import dev.guestpass.spring.security.SignInPages;
import dev.guestpass.spring.security.VerifyPages;
import dev.guestpass.spring.test.MovableClockConfiguration;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** An application with about every way of signing in, each on paths of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    MovableClockConfiguration.class,
    VisitorPages.class,
    AccountPages.class,
    SignInPages.class,
    VerifyPages.class,
    MainChain.class,
    RulesChain.class,
    PasswordlessChain.class,
    SideChains.class,
    ReplaceableLogins.class,
    RecordedConversions.class,
    RecordedEvents.class,
    HttpSessionCount.class
})
public class Shop {

    public static SpringServer server() {
        return SpringServer.of(Shop.class);
    }

    @Bean
    ServletListenerRegistrationBean<HttpSessionCount> countsSessions(HttpSessionCount count) {
        return new ServletListenerRegistrationBean<>(count);
    }

    @Bean
    FilterRegistrationBean<ErrorPageVisitor> tellsErrorPages() {
        FilterRegistrationBean<ErrorPageVisitor> registration = new FilterRegistrationBean<>(new ErrorPageVisitor());
        registration.setDispatcherTypes(DispatcherType.ERROR);
        return registration;
    }
}
