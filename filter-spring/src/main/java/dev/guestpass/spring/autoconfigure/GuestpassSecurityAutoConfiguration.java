// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.autoconfigure;

import dev.guestpass.servlet.AccountLogin;
import dev.guestpass.servlet.AccountResolver;
import dev.guestpass.spring.security.LoginResolver;
import dev.guestpass.spring.security.SecurityContextAccountLogin;
import dev.guestpass.spring.security.SecurityContextAccountResolver;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Lets the filter know whom Spring Security has signed in. What is done to the application's filter chains is in {@link
 * dev.guestpass.spring.security.AnonymousSessionConfigurer}.
 */
@AutoConfiguration(before = GuestpassAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({HttpSecurity.class, SecurityContextRepository.class})
@ConditionalOnBooleanProperty(
        prefix = "guestpass",
        name = {"enabled", "security.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(GuestpassProperties.class)
public final class GuestpassSecurityAutoConfiguration {

    /** For Spring. */
    GuestpassSecurityAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    AccountResolver guestpassAccountResolver(ObjectProvider<SecurityContextRepository> repository, BeanFactory beans) {
        return new SecurityContextAccountResolver(
                repository.getIfUnique(HttpSessionSecurityContextRepository::new), beans);
    }

    @Bean
    @ConditionalOnMissingBean
    AccountLogin guestpassAccountLogin(ApplicationContext context, GuestpassProperties properties) {
        return WrongSettingException.check(
                () -> new SecurityContextAccountLogin(context, authority(properties.security())));
    }

    private static String authority(GuestpassProperties.Security security) {
        if (security.accountAuthority().isBlank()) {
            throw new IllegalArgumentException(
                    "guestpass.security.account-authority is empty: it is what an account may do, such as ROLE_USER");
        }
        return security.accountAuthority();
    }

    @Bean
    @ConditionalOnMissingBean
    LoginResolver guestpassLoginResolver() {
        return LoginResolver.ofCompletedLogins();
    }
}
