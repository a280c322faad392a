// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.samples.checkout.hood;

import dev.guestpass.SessionId;
import dev.guestpass.SessionSnapshot;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.Authentication;
import dev.guestpass.token.RefreshToken;
import dev.guestpass.token.VerificationResult;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Decodes the tokens of a request. Of the refresh token nothing is shown but what it says of the session. */
@Component
final class TokenReader {

    private final AnonymousSessions sessions;
    private final JsonMapper json;
    private final ObjectWriter readable;

    TokenReader(AnonymousSessions sessions, JsonMapper json) {
        this.sessions = sessions;
        this.json = json;
        this.readable = json.writerWithDefaultPrettyPrinter();
    }

    /** Only a genuine one of that session, be it over: what else a browser was given says nothing of it. */
    Optional<ShownToken> sessionToken(HttpServletRequest request, SessionId session) {
        return cookies(request, "DS")
                .filter(cookie -> isGenuine(cookie.getValue()))
                .flatMap(cookie -> decode(cookie, session))
                .findFirst();
    }

    private boolean isGenuine(String token) {
        Authentication authentication = sessions.authenticate(token);
        return authentication instanceof Authentication.Authenticated
                || authentication instanceof Authentication.Expired;
    }

    /** Only the refresh token knows the generation. */
    Optional<SessionSnapshot> session(HttpServletRequest request) {
        return cookies(request, "DSR")
                .flatMap(cookie -> snapshot(sessions.verifyRefreshToken(cookie.getValue())))
                .findFirst();
    }

    private static Stream<SessionSnapshot> snapshot(VerificationResult<RefreshToken> result) {
        return result instanceof VerificationResult.Valid<RefreshToken> valid
                ? Stream.of(valid.token().session())
                : Stream.empty();
    }

    private static Stream<Cookie> cookies(HttpServletRequest request, String name) {
        Cookie[] all = request.getCookies();
        return all == null
                ? Stream.empty()
                : Stream.of(all)
                        .filter(cookie -> cookie.getName()
                                .replaceFirst("^__(Host|Secure)-", "")
                                .equals(name));
    }

    /** Whatever is no token is not shown; the filter has refused it. */
    private Stream<ShownToken> decode(Cookie cookie, SessionId session) {
        String[] parts = cookie.getValue().split("\\.", -1);
        if (parts.length != 3) {
            return Stream.empty();
        }
        try {
            JsonNode payload = parse(parts[1]);
            if (!session.value().equals(payload.path("sid").asString(""))) {
                return Stream.empty();
            }
            return Stream.of(new ShownToken(
                    cookie.getName(),
                    left(payload.path("exp").asLong(0)),
                    readable.writeValueAsString(parse(parts[0])),
                    readable.writeValueAsString(payload)));
        } catch (IllegalArgumentException | JacksonException e) {
            return Stream.empty();
        }
    }

    private JsonNode parse(String part) {
        return json.readTree(Base64.getUrlDecoder().decode(part));
    }

    private static String left(long expiry) {
        Duration left = Duration.between(Instant.now(), Instant.ofEpochSecond(expiry));
        return left.isNegative() ? "It was over, and this answer brings a new one." : words(left) + " left.";
    }

    static String words(Duration left) {
        if (left.toDays() > 1) {
            return left.toDays() + " days";
        }
        return left.toHours() > 1
                ? left.toHours() + " hours"
                : left.toMinutes() + " minutes " + left.toSecondsPart() + " seconds";
    }
}
