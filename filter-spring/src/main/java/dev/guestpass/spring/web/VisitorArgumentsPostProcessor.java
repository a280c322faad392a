// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.web;

import dev.guestpass.AnonymousPrincipal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
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

    /** Of Spring Data up to 3.5, which has it wherever it is on the class path. */
    private static final String PROJECTIONS = "org.springframework.data.web.ProxyingHandlerMethodArgumentResolver";

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
            all.add(one.getClass().getName().equals(PROJECTIONS) ? new ExceptVisitors(one) : one);
        }
        return all;
    }

    /** Makes objects of interfaces out of request parameters, and would make visitors, too. */
    private record ExceptVisitors(HandlerMethodArgumentResolver projections) implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() != AnonymousPrincipal.class && projections.supportsParameter(parameter);
        }

        @Override
        public @Nullable Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer model,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders)
                throws Exception {
            return projections.resolveArgument(parameter, model, request, binders);
        }
    }
}
