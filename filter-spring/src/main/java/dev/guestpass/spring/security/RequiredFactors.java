// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.security;

import static java.lang.System.Logger.Level.WARNING;

import dev.guestpass.log.SafeLogger;
import java.lang.System.Logger;
import java.util.function.Predicate;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authorization.AuthorizationManagerFactory;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.util.ClassUtils;

/**
 * Asks what Spring Security 7 asks for {@code authenticated()}: where several factors are required, who has shown the first
 * one is kept as an authentication, and is not signed in yet.
 */
final class RequiredFactors implements Predicate<Authentication> {

    private static final Logger LOG = SafeLogger.of(RequiredFactors.class);
    private static final String FACTORY = "org.springframework.security.authorization.AuthorizationManagerFactory";

    @SuppressWarnings("rawtypes")
    private final ObjectProvider<AuthorizationManagerFactory> rules;

    private RequiredFactors(BeanFactory beans) {
        this.rules = beans.getBeanProvider(AuthorizationManagerFactory.class);
    }

    /** Spring Security 6 knows no such rules. */
    static Predicate<Authentication> in(BeanFactory beans) {
        boolean hasRules = ClassUtils.isPresent(FACTORY, RequiredFactors.class.getClassLoader());
        return hasRules ? new RequiredFactors(beans) : authentication -> true;
    }

    /** A rule that fails lets nobody in, and must stop no login: whoever it is about stays a visitor. */
    @Override
    public boolean test(Authentication authentication) {
        try {
            return isGranted(authentication);
        } catch (RuntimeException e) {
            LOG.log(WARNING, "The rules about required factors failed; nobody counts as signed in", e);
            return false;
        }
    }

    @SuppressWarnings("unchecked")
    private boolean isGranted(Authentication authentication) {
        AuthorizationManagerFactory<Object> rule = rules.getIfUnique();
        if (rule == null) {
            return true;
        }
        AuthorizationResult result = rule.authenticated().authorize(() -> authentication, authentication);
        return result == null || result.isGranted();
    }
}
