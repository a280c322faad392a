// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring;

import dev.guestpass.AnonymousPrincipal;
import dev.guestpass.ClaimsChange;
import dev.guestpass.servlet.AnonymousSession;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** Pages of an application that knows its visitors, and nothing of Spring Security. */
@RestController
public class VisitorPages {

    /** What {@link dev.guestpass.servlet.Reply} reads. */
    public static String tell(AnonymousPrincipal visitor) {
        return visitor.subject() + ' ' + visitor.isTransient() + ' ' + visitor.isLive();
    }

    @GetMapping({"/", "/who", "/ignored/who", "/nobody/who", "/plain/who", "/guests/who", "/limited/who", "/api/who"})
    String who(AnonymousPrincipal visitor) {
        return tell(visitor);
    }

    @GetMapping({"/untouched", "/members/page", "/rules/{rule}"})
    String page() {
        return "page";
    }

    @GetMapping({
        "/api/page",
        "/nobody/page",
        "/ignored/page",
        "/limited/page",
        "/form/page",
        "/guests/page",
        "/broken/page",
        "/legacy/page",
        "/stateless/page"
    })
    String pageOfAnotherChain() {
        return "page";
    }

    @GetMapping("/public")
    ResponseEntity<String> forEverybody() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .body("page");
    }

    @GetMapping("/cart")
    String fillCart(AnonymousSession session) {
        return session.updateClaims(ClaimsChange.set("cart", "a").andSet("authorities", "ROLE_ADMIN"))
                .map(VisitorPages::tell)
                .orElse("nobody");
    }

    /** Says nothing to Spring, as the annotations of API documentation do. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @interface Hidden {}

    @GetMapping("/documented")
    String documented(@Hidden AnonymousPrincipal visitor) {
        return tell(visitor);
    }

    @GetMapping("/attribute")
    String attribute(@RequestAttribute("dev.guestpass.AnonymousPrincipal") AnonymousPrincipal visitor) {
        return tell(visitor);
    }

    @GetMapping("/fails")
    String fail() {
        throw new IllegalArgumentException("on purpose");
    }

    @ExceptionHandler(IllegalArgumentException.class)
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    String failed(@Hidden AnonymousPrincipal visitor, AnonymousSession session) {
        return visitor.equals(session.principal()) ? tell(visitor) : "two visitors";
    }

    @GetMapping("/breaks")
    String breakDown() {
        throw new IllegalStateException("on purpose");
    }

    @GetMapping("/callable")
    Callable<String> callable(AnonymousSession session) {
        return () -> fillCart(session);
    }

    @GetMapping("/deferred")
    DeferredResult<String> deferred(AnonymousSession session) {
        DeferredResult<String> result = new DeferredResult<>();
        new Thread(() -> result.setResult(fillCart(session))).start();
        return result;
    }
}
