// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.test;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.securityContext;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import dev.guestpass.spring.test.AnonymousReachability.Target;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.context.support.ServletRequestHandledEvent;
import org.springframework.web.util.UriComponentsBuilder;

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
            MockHttpServletResponse answer = send(target);
            return !isRefused(target, answer, handled.get());
        } catch (Exception e) {
            // What a controller throws comes out here; what security throws does not, unless nobody translates it.
            return !isRefusal(e);
        } finally {
            context.removeApplicationListener(listener);
        }
    }

    /**
     * Over HTTPS, where no filter has to redirect to it first, and as nobody: a test may have signed in somebody for all of
     * its requests.
     */
    private MockHttpServletResponse send(Target target) throws Exception {
        return mvc.perform(request(target.method(), target.path())
                        .secure(true)
                        .with(VisitorProbe::overHttps)
                        .with(securityContext(new SecurityContextImpl()))
                        .with(visitor)
                        .with(csrf()))
                .andReturn()
                .getResponse();
    }

    /** What a filter looks at to tell is either. */
    private static MockHttpServletRequest overHttps(MockHttpServletRequest request) {
        request.setScheme("https");
        request.setServerPort(443);
        return request;
    }

    private static boolean isRefused(
            Target target, MockHttpServletResponse answer, @Nullable ServletRequestHandledEvent handled) {
        int status = answer.getStatus();
        if (status == 401 || status == 403) {
            return true;
        } else if (handled != null) {
            return isRefusal(handled.getFailureCause());
        }
        return status >= 300 && status < 400 && !isToItself(target, answer.getRedirectedUrl());
    }

    /** As to another port or host: that says where to ask, and not that nobody may. */
    private static boolean isToItself(Target target, @Nullable String location) {
        String path = location == null
                ? null
                : UriComponentsBuilder.fromUriString(location).build().getPath();
        return target.path().equals(path);
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
