// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet;

import dev.guestpass.servlet.ConsentResolver.Consent;
import dev.guestpass.servlet.transport.PresentedTokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;

/** One request on its way through the reception. */
final class Visit {

    private final HttpServletRequest request;
    private final HttpServletResponse answer;
    private final PresentedTokens tokens;
    private final AnonymousSession session;
    private final RequestTenant tenant;
    private final Supplier<Consent> consent;

    Visit(
            HttpServletRequest request,
            HttpServletResponse answer,
            PresentedTokens tokens,
            AnonymousSession session,
            RequestTenant tenant,
            Supplier<Consent> consent) {
        this.request = request;
        this.answer = answer;
        this.tokens = tokens;
        this.session = session;
        this.tenant = tenant;
        this.consent = consent;
    }

    HttpServletRequest request() {
        return request;
    }

    HttpServletResponse answer() {
        return answer;
    }

    PresentedTokens tokens() {
        return tokens;
    }

    AnonymousSession session() {
        return session;
    }

    Consent consent() {
        return consent.get();
    }

    RequestTenant tenant() {
        return tenant;
    }
}
