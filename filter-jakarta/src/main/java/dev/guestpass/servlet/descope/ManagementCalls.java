// SPDX-License-Identifier: Apache-2.0
package dev.guestpass.servlet.descope;

import dev.guestpass.Claims;
import dev.guestpass.ClaimsChange;
import dev.guestpass.session.AnonymousSessions;
import dev.guestpass.session.SessionGrant;
import dev.guestpass.session.TokenUpdate;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a service with a management key may ask for. */
final class ManagementCalls {

    /** What SDKs do with it is to send it back. */
    private static final Reply LICENSE = Reply.ok(Map.of("rateLimitTier", "tier1"));

    /** Longer than any session lives, and short enough for arithmetic. */
    private static final long MANY_SECONDS = Integer.MAX_VALUE;

    private final AnonymousSessions sessions;
    private final TokenReplies replies;

    ManagementCalls(AnonymousSessions sessions, TokenReplies replies) {
        this.sessions = sessions;
        this.replies = replies;
    }

    Reply answer(DescopeRoute route, HttpServletRequest request, ActiveKey key) throws IOException {
        return switch (route) {
            case MINT -> mint(RequestBody.read(request), key);
            case UPDATE_TOKEN -> updateToken(RequestBody.read(request));
            default -> LICENSE;
        };
    }

    private Reply mint(RequestBody body, ActiveKey key) {
        Map<Object, @Nullable Object> wanted = new LinkedHashMap<>(body.object("customClaims"));
        List<String> roles = body.texts("roles");
        if (!roles.isEmpty()) {
            wanted.putIfAbsent("roles", roles);
        }
        @Nullable String tenant = body.text("selectedTenant");
        @Nullable Duration lifetime = lifetime(body);
        if (!key.tryMint()) {
            return Reply.error(
                    DescopeError.RATE_LIMITED, "This management key has made too many sessions in this second");
        }
        SessionGrant grant = checked(() -> sessions.mint(Claims.of(names(wanted)), tenant, lifetime));
        return replies.minted(grant);
    }

    private static @Nullable Duration lifetime(RequestBody body) {
        @Nullable Long seconds = body.seconds("refreshDuration");
        return seconds == null ? null : Duration.ofSeconds(Math.min(seconds, MANY_SECONDS));
    }

    /** The lifetime is looked at and not used: tokens live as long as the settings say, or nobody would accept them. */
    private Reply updateToken(RequestBody body) {
        String token = body.requiredText("jwt");
        Map<String, @Nullable Object> claims = names(body.object("customClaims"));
        body.seconds("refreshDuration");
        TokenUpdate outcome = checked(() -> sessions.updateToken(token, ClaimsChange.of(claims)));
        if (outcome instanceof TokenUpdate.Updated updated) {
            return Reply.ok(Map.of("jwt", updated.token().value()));
        } else if (outcome instanceof TokenUpdate.AwaitedKey) {
            return Reply.unavailable();
        } else if (outcome instanceof TokenUpdate.UnannouncedKey) {
            return VisitorCalls.UNKNOWN_KEY;
        }
        return outcome instanceof TokenUpdate.OtherTenant
                ? Reply.error(
                        DescopeError.OTHER_TENANT,
                        "Roles and permissions count in the tenant of the session, which is not the one that the jwt names:"
                                + " refresh it and decide anew")
                : Reply.error(DescopeError.SESSION_ENDED, "The jwt is not valid, or its session is over");
    }

    private static Map<String, @Nullable Object> names(Map<?, ?> object) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        object.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }

    /** What the library says of claims names them and shows no value. Of their size {@link DescopeApi} tells, for all calls. */
    private static <T> T checked(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(DescopeError.INVALID, String.valueOf(e.getMessage()));
        }
    }
}
