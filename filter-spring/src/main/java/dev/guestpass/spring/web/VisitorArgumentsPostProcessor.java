// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.web;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.handler.HandlerExceptionResolverComposite;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Lets controllers and exception handlers take the visitor and their session as arguments.
 *
 * <p>Spring MVC asks its own resolvers before those of {@code WebMvcConfigurer}, and its own answers every {@code
 * java.security.Principal} with the user principal, which an anonymous visitor does not have. So ours goes first.
 */
public final class VisitorArgumentsPostProcessor implements BeanPostProcessor {

    private final HandlerMethodArgumentResolver resolver = new AnonymousSessionArgumentResolver();

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
        return Stream.concat(Stream.of(resolver), theirs == null ? Stream.empty() : theirs.stream())
                .toList();
    }
}
