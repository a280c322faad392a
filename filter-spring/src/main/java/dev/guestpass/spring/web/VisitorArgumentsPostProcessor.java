// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.handler.HandlerExceptionResolverComposite;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.PrincipalMethodArgumentResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Lets controllers and exception handlers take the visitor and their session as arguments.
 *
 * <p>Spring MVC asks its own resolvers before those of {@code WebMvcConfigurer}, and its own answers every {@code
 * java.security.Principal} with the user principal, which an anonymous visitor does not have. So ours goes first; and
 * again before Spring's last resort for a principal, where it takes one whose annotation meant nothing to anybody.
 */
public final class VisitorArgumentsPostProcessor implements BeanPostProcessor {

    private final HandlerMethodArgumentResolver first = new AnonymousSessionArgumentResolver(false);
    private final HandlerMethodArgumentResolver last = new AnonymousSessionArgumentResolver(true);

    /** Makes it. */
    public VisitorArgumentsPostProcessor() {}

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof RequestMappingHandlerAdapter adapter) {
            adapter.setArgumentResolvers(withOurs(adapter.getArgumentResolvers()));
        } else if (bean instanceof HandlerExceptionResolverComposite composite) {
            composite.getExceptionResolvers().forEach(this::addToHandlers);
        }
        return bean;
    }

    private void addToHandlers(HandlerExceptionResolver handlers) {
        if (handlers instanceof ExceptionHandlerExceptionResolver annotated
                && annotated.getArgumentResolvers() != null) {
            annotated.setArgumentResolvers(
                    withOurs(annotated.getArgumentResolvers().getResolvers()));
        }
    }

    private List<HandlerMethodArgumentResolver> withOurs(@Nullable List<HandlerMethodArgumentResolver> theirs) {
        List<HandlerMethodArgumentResolver> all = new ArrayList<>();
        all.add(first);
        for (HandlerMethodArgumentResolver one : theirs == null ? List.<HandlerMethodArgumentResolver>of() : theirs) {
            if (one instanceof PrincipalMethodArgumentResolver) {
                all.add(last);
            }
            all.add(one);
        }
        return all;
    }
}
