// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.hood;

import dev.guestpass.SessionSnapshot;
import dev.guestpass.servlet.AnonymousSession;
import dev.guestpass.session.AnonymousSessions;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows visitors themselves as Guestpass sees them. Everybody sees their own, so there is nothing to protect. */
@Controller
final class UnderTheHoodController {

    private final AnonymousSessions sessions;
    private final TokenReader tokens;
    private final SeenRequests seen;

    UnderTheHoodController(AnonymousSessions sessions, TokenReader tokens, SeenRequests seen) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.seen = seen;
    }

    @GetMapping("/under-the-hood")
    String show(AnonymousSession session, @Nullable Principal account, HttpServletRequest request, Model page) {
        Optional<SessionSnapshot> held = session.export();
        held.ifPresent(it -> showSession(it, request, page));
        page.addAttribute("receipts", account == null ? List.of() : receipts(account));
        return "under-the-hood";
    }

    /** The tokens of the request are shown only if they are of the session that the filter found. */
    private void showSession(SessionSnapshot held, HttpServletRequest request, Model page) {
        SessionSnapshot session = tokens.session(request)
                .filter(it -> it.sessionId().equals(held.sessionId()))
                .filter(it -> it.generation() >= held.generation())
                .orElse(held);
        // "session" is what Thymeleaf calls that of the servlet container.
        page.addAttribute("held", session);
        Instant now = Instant.now();
        page.addAttribute("refreshLeft", TokenReader.words(Duration.between(now, session.expiresAt())));
        page.addAttribute("endsIn", TokenReader.words(Duration.between(now, session.end())));
        page.addAttribute(
                "token", tokens.sessionToken(request, session.sessionId()).orElse(null));
        page.addAttribute("requests", seen.of(session.sessionId()));
    }

    private List<Became> receipts(Principal account) {
        return sessions.lineage().isKept()
                ? sessions.lineage().receiptsOf(account.getName()).stream()
                        .map(Became::of)
                        .toList()
                : List.of();
    }
}
