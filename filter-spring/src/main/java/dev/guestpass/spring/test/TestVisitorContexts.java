// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.spring.test;

import dev.guestpass.Claims;
import dev.guestpass.spring.security.AnonymousPrincipalAuthentication;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.test.context.support.WithSecurityContextFactory;

/** Makes what {@link WithAnonymousPrincipal} asks for. */
final class TestVisitorContexts implements WithSecurityContextFactory<WithAnonymousPrincipal> {

    @Override
    public SecurityContext createSecurityContext(WithAnonymousPrincipal wanted) {
        Optional<String> tenant = Optional.of(wanted.tenant()).filter(id -> !id.isEmpty());
        TestVisitor visitor = new TestVisitor(wanted.subject(), tenant, claims(wanted.claims()), wanted.isTransient());
        return new SecurityContextImpl(new AnonymousPrincipalAuthentication(visitor));
    }

    private static Claims claims(String[] pairs) {
        Map<String, String> claims = new LinkedHashMap<>();
        for (String pair : pairs) {
            String[] parts = pair.split("=", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException(
                        "@WithAnonymousPrincipal: write the claim \"" + pair + "\" as name=text");
            }
            claims.put(parts[0], parts[1]);
        }
        return Claims.of(claims);
    }
}
