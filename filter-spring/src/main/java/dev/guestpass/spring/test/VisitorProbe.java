// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.test;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import dev.guestpass.spring.test.AnonymousReachability.Target;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.support.ServletRequestHandledEvent;

/** A visitor who tries every door. That controllers were asked, and how that ended, only Spring MVC's own event tells. */
final class VisitorProbe {

    private final MockMvc mvc;
    private final AnonymousVisitorPostProcessor visitor = AnonymousVisitorPostProcessor.anonymousVisitor();

    VisitorProbe(MockMvc mvc) {
        this.mvc = mvc;
    }

    boolean reaches(Target target) {
        AtomicReference<@Nullable ServletRequestHandledEvent> handled = new AtomicReference<>();
        ApplicationListener<ServletRequestHandledEvent> listener = handled::set;
        var context = (ConfigurableApplicationContext) ControllerMappings.context(mvc);
        context.addApplicationListener(listener);
        try {
            int status = status(target);
            return !isRefused(status, handled.get());
        } catch (Exception e) {
            // What a controller throws comes out here; what security throws does not, unless nobody translates it.
            return !isRefusal(e);
        } finally {
            context.removeApplicationListener(listener);
        }
    }

    private int status(Target target) throws Exception {
        return mvc.perform(request(target.method(), target.path()).with(visitor).with(csrf()))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private static boolean isRefused(int status, @Nullable ServletRequestHandledEvent handled) {
        if (status == 401 || status == 403) {
            return true;
        }
        return handled == null ? status >= 300 && status < 400 : isRefusal(handled.getFailureCause());
    }

    private static boolean isRefusal(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AccessDeniedException || cause instanceof AuthenticationException) {
                return true;
            }
        }
        return false;
    }
}
